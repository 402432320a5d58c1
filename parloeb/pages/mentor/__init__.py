"""The mentor's front page on a phone: my citizens, what I owe, and my hours without a citizen."""
