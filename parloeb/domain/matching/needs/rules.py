"""What a course asks of its mentor, and what it begins with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from parloeb.domain.corps import rules as corps
from parloeb.domain.corps.lists import Field
from parloeb.kernel import errors

# What is needed of a competence that the referral tells of, until somebody has judged it.
USUAL_LEVEL = 2
LEVEL_TITLES: Mapping[int, str] = MappingProxyType({1: "nogen erfaring", 2: "god erfaring", 3: "særlig erfaring"})


@dataclass(frozen=True)
class Content:
    """Competence to the level that is needed (1 to 3), and what the course is."""

    needs: Mapping[str, int] = field(default_factory=dict)
    is_heavy: bool = False
    with_children: bool = False


def begun_with(fields: Iterable[str]) -> Content:
    """What holds until somebody has judged: each competence that the referral tells of, well enough."""
    return Content(dict.fromkeys(fields, USUAL_LEVEL))


def refuse_unclear(content: Content) -> None:
    """Raise RefusedError for a level that is none, at the field."""
    for wanted, level in content.needs.items():
        if wanted not in list(Field) or level not in corps.LEVELS:
            raise errors.RefusedError("Vælg på listen, hvor meget erfaring der er brug for.", field=wanted)


def facts(content: Content) -> tuple[tuple[str, str], ...]:
    """What is needed by label, in words, in the order of the list."""
    needed = [f"{one.label.lower()} ({LEVEL_TITLES[content.needs[one]]})" for one in Field if one in content.needs]
    shown = (
        ("Kræver", ", ".join(needed)),
        ("Tungt forløb", "Ja" if content.is_heavy else ""),
        ("Børn under 15 år", "Ja, mentoren skal have en børneattest" if content.with_children else ""),
    )
    return tuple((label, text) for label, text in shown if text)
