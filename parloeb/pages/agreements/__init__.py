"""Pages on agreements: write one together, sign in turn, read what holds."""
