"""What the pages of all rooms share: the way in, the guards, the frame."""
