"""What is done with a match, from the choice to the end."""
