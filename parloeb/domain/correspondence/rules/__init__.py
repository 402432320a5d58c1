"""What a letter says, and how it is set as PDF and as HTML. No Django, no clock."""
