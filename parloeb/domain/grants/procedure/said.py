"""How and when a citizen's words came in, and what is wrong about it: the same for answers, complaints and requests."""

from datetime import date

from parloeb.domain.grants.lists import Way
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors


def refuse_way(way: Way, sentence: str, *, by: Actor) -> None:
    """Refuse with the sentence what does not fit: the page is the citizen's alone, the rest is written down."""
    if (by.role is Role.CITIZEN) != (way is Way.PAGE):
        raise errors.RefusedError(sentence, field="way")


def refuse_day(day: date, *, first: date, on: date, field: str) -> None:
    """Refuse at the field a day that lies before the first on which it can have been, or after today."""
    if not first <= day <= on:
        raise errors.RefusedError(f"Dagen skal ligge fra {days.text(first)} til i dag.", field=field)
