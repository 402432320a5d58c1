"""Knows which citizens and mentors to suggest for each other: the best total over a waiting list, with its reasons."""
