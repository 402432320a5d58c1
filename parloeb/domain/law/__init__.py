"""What the law says on a day: dated rules with their citations."""
