"""What the jobcentres set themselves, read with its history, and set anew from a day."""
