"""What is asked for and why: the caseworker's request, considerations, wishes, other helpers, and the background."""
