"""The suggestions for a whole waiting list, tried without a database."""
