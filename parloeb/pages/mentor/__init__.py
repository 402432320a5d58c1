"""The mentor's front page on a phone: my citizens, and what I owe."""
