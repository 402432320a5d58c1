"""Reading a page that came back from a form."""

import re
from typing import Protocol


class Answered(Protocol):
    """An answer of the test client."""

    @property
    def content(self) -> bytes: ...


def at_field(answer: Answered, field: str) -> str:
    """What stands in the group of one field: its label, value, hint and sentences."""
    page = answer.content.decode()
    groups = re.split(r"(?=<(?:div|fieldset)[^>]*class=\"form-group[ \"])", page)
    return next((group for group in groups if f'name="{field}"' in group), "")
