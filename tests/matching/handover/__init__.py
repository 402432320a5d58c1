"""The handover, tried without pages."""
