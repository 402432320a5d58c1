"""Frozen rows of finished strings on the procedure round a grant, one file a record."""
