"""How citizen and mentor come to know each other: when they meet first, how to reach the other, what to know."""
