"""The citizen's own page: who, when, what for, what next, and how do I change it."""
