"""The spine of every course: the case, its number, its dated relations, and who may see it."""
