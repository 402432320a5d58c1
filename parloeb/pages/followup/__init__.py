"""Pages on follow-up: the talks of a case, a new one, the end with its letter, and who takes over."""
