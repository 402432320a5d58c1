"""The board, tried without pages."""
