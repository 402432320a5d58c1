"""What a text about sparring may not hold: a CPR number, or the name of a citizen whom a mentor in it meets."""

import re
from collections.abc import Iterable

from parloeb.domain.corps.lists import SparringForm, SparringTheme
from parloeb.domain.corps.rules import MOST_SPARRING_MINUTES
from parloeb.kernel import cpr

SHORTEST_NAME = 2

NUMBER = "Der står noget, der ligner et CPR-nummer. Slet det."
NAMED = "Teksten nævner en borger, som mentoren møder eller har mødt. Skriv uden navne."


def fault_of_text(text: str, *, names: Iterable[str]) -> str:
    """Why a text cannot be kept; empty where it can.

    `names` are the full names of the citizens whom the mentors meet or met. A whole name counts in any case of letters,
    a part of one only as it is written: many a Danish surname is a word, too (»sand«).
    """
    if cpr.stands_in(text):
        return NUMBER
    return NAMED if any(_names(text, name) for name in names) else ""


def fault_of_form(form: SparringForm, *, mentors: int) -> str:
    """Why so many mentors cannot have talked in that form; empty where they can."""
    if not mentors:
        return "Vælg mindst én mentor."
    if form is SparringForm.INDIVIDUAL and mentors > 1:
        return "Vælg formen gruppe, når der var flere mentorer med."
    if form is SparringForm.GROUP and mentors == 1:
        return "En gruppe er mindst to mentorer."
    return ""


def fault_of_minutes(minutes: int) -> str:
    """Why it cannot have lasted so long; empty where it can."""
    return "" if 0 < minutes <= MOST_SPARRING_MINUTES else "Skriv mindst 1 minut og højst 12 timer."


def lacks_text(theme: SparringTheme, text: str) -> bool:
    """Whether the theme says nothing by itself, and nothing was written."""
    return theme is SparringTheme.OTHER and not text.strip()


def half_year(year: int, month: int) -> str:
    """The half year of a month as lists show it: 2. halvår 2026."""
    return f"{1 if month <= 6 else 2}. halvår {year}"


def _names(text: str, name: str) -> bool:
    if _stands(name, text, re.IGNORECASE):
        return True
    parts = [part for part in name.split() if part[:1].isupper() and len(part) >= SHORTEST_NAME]
    return any(_stands(part, text) for part in parts)


def _stands(word: str, text: str, flags: int = 0) -> bool:
    """Whether a name stands in a text as words of its own, the genitive too (Annas, Jens')."""
    return bool(word) and re.search(rf"(?<!\w){re.escape(word)}(?:s|'s)?(?!\w)", text, flags) is not None
