"""What was heard of a case and belongs in its file: noted once, corrected by another note (OFL-13)."""
