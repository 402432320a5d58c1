"""Knows telephone numbers as Danish people type them."""

import re

from parloeb.kernel import errors

_EXPECTED = "Skriv 8 cifre, eller + og landekode, fx 12 34 56 78 eller +46 70 123 45 67."
# Eight digits are Danish, with or without the country code; a foreign number has at most fifteen with its own (E.164).
_DANISH = re.compile(r"(\+45)?[0-9]{8}")
_FOREIGN = re.compile(r"\+(?!45|0)[0-9]{7,15}")


def parse(text: str) -> str:
    """Return the number as it was typed, with single spaces; empty where nothing was. Raises errors.RefusedError."""
    typed = " ".join(text.split())
    digits = typed.replace(" ", "")
    if digits and not (_DANISH.fullmatch(digits) or _FOREIGN.fullmatch(digits)):
        raise errors.RefusedError(f"{errors.quoted(typed)} er ikke et telefonnummer. {_EXPECTED}", field="phone")
    return typed
