"""Knows what every room may use: days, periods, CPR, state tables, verdicts, sorting. No Django."""
