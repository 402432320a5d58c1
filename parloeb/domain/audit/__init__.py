"""Who did, and who looked: one append-only table that every act and every look is written to."""
