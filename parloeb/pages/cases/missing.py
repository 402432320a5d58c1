"""What a case lacks for its reader, and what comes next."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.agreements import beyond
from parloeb.domain.agreements import queries as agreements
from parloeb.domain.cases import access
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.cases.rules import NEXT, Stage
from parloeb.domain.matching.queries import telling as matches
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import telling as visits
from parloeb.domain.visits.states import State as VisitState
from parloeb.kernel import days
from parloeb.pages.cases import story
from parloeb.pages.shared import pieces

SIGN = "Borger, mentor og sagsbehandler skriver mentoraftalen sammen og underskriver den."
ANEW = "Skriv en ny mentoraftale, der ligger inden for bevillingen. Borger, mentor og sagsbehandler underskriver den."
COUNTS = "Timer med hjælp tæller først, når alle tre har skrevet under."
SEND = "Sagsbehandleren sørger for, at brevet bliver sendt."
NOT_SENT = "Modtageren har ikke fået det endnu."
CLEAR_UP = "Mentoren retter besøget, eller borgeren bekræfter det, når de har talt om det."
# The same, said to the two who do it.
CLEAR_UP_TO: Mapping[Role, str] = MappingProxyType(
    {
        Role.MENTOR: "Tal med borgeren om besøget. Ret det, eller lad borgeren bekræfte det.",
        Role.CITIZEN: "Tal med din mentor om besøget. Mentoren retter det, eller du bekræfter det.",
    }
)

_Lacks = tuple[tuple[pieces.Lack, ...], str]  # what lacks, and what comes next because of it


def of(reached: access.Reached, told: story.Told, *, on: date) -> pieces.Missing:
    """Doubted visits, unsent letters, an agreement not in force or too long; the first says what comes next."""
    asked = (
        _doubts(reached, told),
        _letters(told),
        _agreement(reached, told, on=on),
        _beyond(reached, told, on=on),
    )
    found = [kind for kind in asked if kind[0]]
    if not found:
        return pieces.Missing(next=NEXT[Stage(reached.case.stage)])
    return pieces.Missing(tuple(lack for lacks, _ in found for lack in lacks), next=found[0][1])


def _doubts(reached: access.Reached, told: story.Told) -> _Lacks:
    visible = visit_access.visible_in(reached)
    doubted = visits.waiting(visible, VisitState.QUESTIONED) if told.has_doubt else ()
    return tuple(_waits(one) for one in doubted), CLEAR_UP_TO.get(reached.by.role, CLEAR_UP)


def _letters(told: story.Told) -> _Lacks:
    return tuple(_waits(one, stops=NOT_SENT) for one in told.unsent), SEND


def _agreement(reached: access.Reached, told: story.Told, *, on: date) -> _Lacks:
    """An agreement that is not in force, for those who make and sign it."""
    holds = any(one.in_force and one.in_force.contains(on) for one in told.agreements)
    reads = reached.by.role in agreement_access.READERS
    unsigned = agreements.unsigned(reached.case, on=on) if reads and not holds else ""
    return (pieces.Lack(unsigned, stops=COUNTS),) if unsigned else (), SIGN


def _beyond(reached: access.Reached, told: story.Told, *, on: date) -> _Lacks:
    """An agreement in force beyond what is granted, for those who write a new one."""
    if reached.by.role not in agreement_access.WRITERS or matches.standing(told.matches) is None:
        return (), ANEW
    granted = [one.part.period for one in told.grants if one.part and not one.part.is_planned]
    lacks = beyond.lacking(told.agreements, granted, on=on) if told.grants else ""
    url, _ = story.place_of(("new_agreement", reached.case.uuid))
    return (pieces.Lack(lacks, url),) if lacks else (), ANEW


def _waits(one: Waiting, *, stops: str = "") -> pieces.Lack:
    url, _ = story.place_of(one.record)
    return pieces.Lack(f"{one.what} (siden {days.text(one.since)})", url, stops)
