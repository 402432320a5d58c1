"""What a mentor and the mentor's supplier have shown and signed, until when, and what that means for a new match."""
