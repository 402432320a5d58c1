"""Pages on the procedure round a grant: hearing before it, and what is asked and complained of after."""
