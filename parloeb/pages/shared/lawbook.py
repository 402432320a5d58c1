"""Where a rule is read: on the page of the law of a day, at the rule."""

from datetime import date

from django.urls import reverse

from parloeb.domain.correspondence.rules import twin
from parloeb.domain.law import table
from parloeb.kernel import days


def place_of(rule: str, *, on: date) -> str:
    """Where a rule of the day is read."""
    return f"{reverse('law:rules')}?day={days.text(on)}#{rule}"


def way(on: date) -> twin.Way:
    """From the rules that a letter of a day names to where each is read, under its citation."""
    return lambda rule: (place_of(rule, on=on), table.current().rules[rule].citation)
