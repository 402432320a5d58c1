"""The procedure round a grant: hearing before it is decided, and what is asked and complained of after."""
