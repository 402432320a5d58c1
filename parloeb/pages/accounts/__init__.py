"""Coming in and going out: login, second factor, change of role, and the demo's persons."""
