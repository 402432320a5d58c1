"""Old registrations in: a folder of CSV files becomes stored rows, or a list of what is wrong with which line."""
