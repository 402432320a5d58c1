"""What was done with a citizen, by whom, when and for how long; and the hours that were not with a citizen."""
