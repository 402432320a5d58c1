"""The corps as a table that leaves and comes back: its columns, what is wrong in one, and what it would change."""
