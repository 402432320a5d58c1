"""HTTP pages: one folder per room. Doors hold no rules."""
