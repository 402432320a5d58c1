"""Lets the mails of a test leave for a server, whichever version of Django there is."""

from typing import Any

from parloeb.config import mailing

NOBODY = 1  # a port at which no mail server listens


def use(settings: Any, *, port: int) -> None:
    """Send to this port of this machine until the fixture `settings` puts everything back."""
    for name, value in mailing.settings(mailing.SERVER, host="127.0.0.1", port=port).items():
        setattr(settings, name, value)
