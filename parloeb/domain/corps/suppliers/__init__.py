"""What a jobcentre has agreed with the suppliers of its mentors, and from when until when."""
