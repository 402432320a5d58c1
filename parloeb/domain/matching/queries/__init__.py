"""What is read of matches: facts for the rules, and frozen rows of finished strings for pages."""
