"""Pages on the corps: the table of mentors, one mentor, and the mentor's own secrecy."""
