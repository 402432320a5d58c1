"""The month as the mentor tells it, with the citizen's own column, sent to and read by the caseworker."""
