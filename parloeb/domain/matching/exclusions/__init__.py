"""Which citizen and mentor are not put together, and why."""
