"""Who can be a mentor: what each can and tells, when, how much, by which papers and agreements, with which sparring."""
