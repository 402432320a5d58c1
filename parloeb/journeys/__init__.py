"""The few acts that touch an early and a late room together. No tables of their own."""
