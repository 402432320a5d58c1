"""What the next mentor of a course is told when one leaves: who writes, who reads, who completes the change."""
