"""What a mentor tells of oneself: lived experience, how hard it is for the time being, and a wish for better odds."""
