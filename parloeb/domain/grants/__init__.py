"""What was decided: eligibility, period, hours over time, who decided by which power, and the reasons."""
