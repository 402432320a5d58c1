"""Pages on letters: read one, fetch its PDF, note that it was posted."""
