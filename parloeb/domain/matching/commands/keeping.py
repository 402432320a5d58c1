"""Each act on a match leaves a trace, and who is asked or asked no longer is told that there is news."""

from datetime import datetime

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence import outbox
from parloeb.domain.correspondence import queries as correspondence
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import matches
from parloeb.domain.matching.states import State
from parloeb.domain.people.acting import Actor

WHY_LENGTH = 500  # characters


def notify_citizen(match: Match, news: str, *, at: datetime) -> None:
    """A citizen who can log in is told that there is news; `news` goes into the key alone."""
    address = correspondence.mail_of(match.case.citizen)
    if address:
        outbox.notify(address, key=f"match:{match.uuid}:citizen:{news}", at=at)


def reach_stage(case: Case) -> None:
    """Keep the stage of a course in which something was asked, answered or ended; a mentor who goes on keeps it."""
    if matches.binding(case):
        return
    waiting = matches.unanswered(case)
    cases.reach_stage(case, Stage.MATCHING if waiting and waiting.state == State.ASKED else Stage.GRANTED)


def record(name: str, match: Match, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Keep who did what with the match, and why where there is a list."""
    audit.record(name, match, by=by, at=at, citizens=[match.case.citizen.uuid], reason=reason)


def notify_mentor(match: Match, news: str, *, at: datetime) -> None:
    """Whoever is asked, or is asked no longer, is told that there is news; `news` goes into the key alone."""
    if match.mentor.user:
        outbox.notify(match.mentor.user.email, key=f"match:{match.uuid}:{news}", at=at)
