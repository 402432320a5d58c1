"""Pages on cases: the desk, the list, the case with its whole story."""
