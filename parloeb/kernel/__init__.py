"""What every room may use: dated values, days, periods, CPR, state tables, verdicts, Danish sorting. No Django."""
