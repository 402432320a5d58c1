"""Who meets whom: what is asked for, who can, question and answer, first meeting, trial, the change to the next."""
