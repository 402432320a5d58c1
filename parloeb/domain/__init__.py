"""The field: one Django app per room. A later step may know an earlier one, never the reverse."""
