"""Pages on the law: the rules of any day with their sources, and facts tried against them."""
