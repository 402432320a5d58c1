"""The evaluation: every table with n of N, what is missing, and what is withheld."""
