"""Where every course stands on its way to a mentor and with one, for how long, and who has waited too long."""
