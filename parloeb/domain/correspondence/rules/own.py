"""The municipality's own words in its letters: where they stand, how long they may be, and what is no plain text."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from parloeb.domain.correspondence.rules import letters, wording
from parloeb.kernel import errors
from parloeb.kernel.lists import Listed


class Place(Listed):
    """Where in a letter an own text stands."""

    NAME = "name", "Kommunens navn"
    HOURS = "hours", "Telefontid"
    EXPLANATION = "explanation", "Egen forklaring i brevet"
    CLOSING = "closing", "Afsluttende sætning"
    GREETING = "greeting", "Hilsen"


# In characters, of one line; the explanation may have several paragraphs.
LONGEST: Mapping[Place, int] = MappingProxyType(
    {Place.NAME: 80, Place.HOURS: 80, Place.EXPLANATION: 1000, Place.CLOSING: 200, Place.GREETING: 40}
)
_CODE = re.compile(r"</?[a-zA-Z!][^>]*>|&[a-zA-Z]+;|\{\{|\{%")


def cleaned(place: Place, text: str) -> str:
    """The text as it is kept: composed, without what is invisible, a paragraph a line. RefusedError at `text`.

    An empty text says that from then on the letters say what Parløb says by itself.
    """
    paragraphs = [line for line in map(wording.printed, text.splitlines()) if line]
    kept = "\n".join(paragraphs)
    if found := _CODE.search(kept):
        raise errors.RefusedError(f"Skriv almindelig tekst uden koder som {errors.quoted(found[0])}.", field="text")
    if len(kept) > LONGEST[place]:
        raise errors.RefusedError(f"Skriv højst {LONGEST[place]} tegn. Der er {len(kept)}.", field="text")
    if len(paragraphs) > 1 and place is not Place.EXPLANATION:
        raise errors.RefusedError("Skriv teksten på én linje.", field="text")
    return kept


def in_letter(texts: Mapping[Place, str], versions: tuple[str, ...]) -> letters.Own:
    """The own words of one letter, with the ids of the versions that they are."""
    return letters.Own(
        hours=texts.get(Place.HOURS, ""),
        explanation=tuple(texts.get(Place.EXPLANATION, "").splitlines()),
        closing=texts.get(Place.CLOSING, ""),
        greeting=texts.get(Place.GREETING, ""),
        versions=versions,
    )
