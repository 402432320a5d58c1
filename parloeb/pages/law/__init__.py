"""Pages on the law: the rules of any day with their sources, facts tried against them, and what a change would do."""
