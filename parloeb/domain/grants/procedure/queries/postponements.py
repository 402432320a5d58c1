"""What is told of last days that were put off."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.grants.models import Postponement
from parloeb.kernel import days, local

_THEN = "skriv til borgeren, hvorfor det varer længere, og hvornår svaret kommer."


def then(due: date | None, *, on: date) -> str:
    """What is to be done when a last day has passed, and whether it has."""
    is_past = due is not None and due < on
    return f"Fristen er overskredet: {_THEN}" if is_past else f"Når fristen er overskredet: {_THEN}"


def noted(expected_on: date | None, *, instead_of: date) -> str:
    """That the citizen was written to of the day, and which one the law names; empty where nobody wrote."""
    if expected_on is None:
        return ""
    return (
        f"Fristen var {days.text(instead_of)}. Der er skrevet til borgeren, at svaret kommer senest "
        f"{days.text(expected_on)}. Kan det heller ikke nås, så skriv igen."
    )


def shown(of_one: QuerySet[Postponement], *, with_notes: bool) -> tuple[tuple[str, str], ...]:
    """Each time that the last day was put off: when, from and to which day; `with_notes`: why is read too."""
    return tuple((_label(one), _text(one, with_notes=with_notes)) for one in of_one.order_by("pk"))


def _label(one: Postponement) -> str:
    if one.hearing_id is None:
        return "Skrevet til borgeren"
    return "Længere frist, som borgeren bad om" if one.is_asked_for else "Længere frist"


def _text(one: Postponement, *, with_notes: bool) -> str:
    made = days.text(local.local_day(one.made_at))
    put_off = f"{made}: fra {days.text(one.former_day)} til {days.text(one.new_day)}."
    return f"{put_off} {one.reason}" if with_notes else put_off
