"""Pages on matches: who waits, who can, the question to the mentor, and what became of it."""
