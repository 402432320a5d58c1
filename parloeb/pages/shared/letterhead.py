"""The head of the letters that leave from a jobcentre, with the keys that open the receiver's address."""

from typing import Any

from django.conf import settings

from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants.commands import Sending
from parloeb.pages.shared.keys import keyring


def sending(jobcentre: Any) -> Sending:
    """The jobcentre as sender, under the authority's name."""
    sender = letters.Sender(
        authority=settings.AUTHORITY,
        unit=jobcentre.name,
        address=tuple(jobcentre.address.splitlines()),
        phone=jobcentre.phone,
        email=jobcentre.email,
    )
    return Sending(sender=sender, keys=keyring())
