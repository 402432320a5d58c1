"""What is done in the procedure round a grant, one file a record."""
