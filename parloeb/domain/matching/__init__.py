"""Who meets whom: what is asked for, who can, the question and its answer, the trial, the change to the next one."""
