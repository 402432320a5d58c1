"""Knows amounts of Danish money as people type and read them; kept in whole øre."""

import re

from parloeb.kernel import errors

_AMOUNT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{1,2}))?\s*(?:kr\.?|kroner)?", re.IGNORECASE)
_MOST_DIGITS = 7
_EXPECTED = "Skriv beløbet i kroner, fx 412,50."


def parse(text: str) -> int:
    """Return the øre of an amount typed as 412, 412,5, 412,50 or "1.412,50 kr.", never below zero. RefusedError."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise errors.RefusedError(f"{errors.quoted(text)} kan ikke læses som et beløb. {_EXPECTED}")
    kroner = found[1].replace(".", "")
    if len(kroner.lstrip("0")) > _MOST_DIGITS:
        raise errors.RefusedError(f"{errors.quoted(text)} har for mange cifre. {_EXPECTED}")
    return int(kroner) * 100 + int((found[2] or "0").ljust(2, "0"))


def text(oere: int) -> str:
    """Return an amount as screens show it: 1.412,50 kr."""
    return f"{bare_text(oere)} kr."


def bare_text(oere: int) -> str:
    """Return an amount as a field shows it, without the currency: 1.412,50."""
    kroner, rest = divmod(oere, 100)
    return f"{kroner:,d}".replace(",", ".") + f",{rest:02d}"
