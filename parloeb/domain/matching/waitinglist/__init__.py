"""A waiting list as one: which choice is best for all who wait, and what one choice costs the others."""
