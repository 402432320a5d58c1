"""What a citizen wishes of a mentor, as told once and again, and what of it a mentor meets."""
