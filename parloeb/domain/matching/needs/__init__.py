"""What a course asks of its mentor, as somebody judged it: competences with levels, heavy or not, near children."""
