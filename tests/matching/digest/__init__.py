"""The week, tried without pages."""
