"""Pages on visits: register one on a phone, read and correct it, confirm or question it, and the sums of a case."""
