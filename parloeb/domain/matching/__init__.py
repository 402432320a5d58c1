"""Who meets whom: candidates, the question to the mentor, the answer, the first meetings, and the end of a match."""
