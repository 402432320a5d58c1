"""The head of the letters that leave from a jobcentre, with the keys that open the receiver's address; and a draft."""

import dataclasses
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence.rules import letters, twin
from parloeb.domain.grants.commands import Sending
from parloeb.pages.shared import lawbook
from parloeb.pages.shared.keys import keyring

NO_NUMBER = "Gives, når brevet skrives"


def sending(jobcentre: Any, *, on: date) -> Sending:
    """The jobcentre as sender, under the authority's name, or its own of the day."""
    sender = letters.Sender(
        authority=phrasing.name_of(jobcentre, on=on) or settings.AUTHORITY,
        unit=jobcentre.name,
        address=tuple(jobcentre.address.splitlines()),
        phone=jobcentre.phone,
        email=jobcentre.email,
    )
    return Sending(sender=sender, keys=keyring())


def drafted(letter: letters.Letter, *, subject_level: int) -> SafeString:
    """A letter not written yet, drawn as the written one will be, without a number, and with the way to its rules."""
    shown = dataclasses.replace(letter, letter_number=NO_NUMBER)
    way = lawbook.way(letter.dated_on)
    return mark_safe(twin.to_html(shown, subject_level=subject_level, way=way))  # noqa: S308 the twin escapes every text
