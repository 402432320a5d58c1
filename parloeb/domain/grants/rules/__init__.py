"""Knows what the dated rules and the local powers say of one grant: one facts object in, one finding per rule out."""
