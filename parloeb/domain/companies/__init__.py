"""Companies that take citizens in, and who is placed where from which day."""
