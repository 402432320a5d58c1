"""How a course goes on and how it ends."""
