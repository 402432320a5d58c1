"""What happened in a week between citizens and mentors, whom to thank, and who wants a mail about it."""
