"""Note the papers of a mentor. None is rewritten: it is ended or withdrawn, and a new one is noted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists, noting
from parloeb.domain.corps.models import Mentor, Paper
from parloeb.domain.corps.papers import access
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors


@dataclass(frozen=True)
class Shown:
    """A paper that was shown: its kind, days (`last_day` None: open), and whether new courses need it."""

    kind: lists.PaperKind
    first_day: date
    last_day: date | None = None
    title: str = ""
    is_required: bool = False


@transaction.atomic
def note(mentor: Mentor, shown: Shown, *, by: Actor, at: datetime, on: date) -> Paper:
    """Keep that a paper was shown; a renewed one beside the former. Raises RefusedError at the field."""
    corps.require(access.may_note(by, mentor))
    title = noting.without_number(shown.title, field="title")
    if shown.kind in lists.NAMED_PAPERS and not title:
        raise errors.RefusedError("Skriv, hvad det er for et papir.", field="title")
    noting.refuse_unclear_days(shown.first_day, shown.last_day, on=on)
    paper = Paper(
        mentor=mentor,
        kind=shown.kind,
        title=title,
        is_required=shown.is_required,
        first_day=shown.first_day,
        last_day=shown.last_day,
        noted_at=at,
        noted_by_id=by.user_id,
    )
    paper.save(force_insert=True)
    audit.record("paper.noted", paper, by=by, at=at, reason=shown.kind)
    return paper


@transaction.atomic
def end(paper: Paper, *, ended_on: date, by: Actor, at: datetime) -> None:
    """Let a paper hold no longer than a day. Raises RefusedError, OvertakenError."""
    corps.require(access.may_note(by, paper.mentor))
    noting.end(paper, ended_on=ended_on, act="paper.ended", by=by, at=at)


@transaction.atomic
def withdraw(paper: Paper, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back a paper that was noted by mistake. Raises RefusedError, OvertakenError."""
    corps.require(access.may_note(by, paper.mentor))
    noting.withdraw(paper, reason=reason, act="paper.withdrawn", by=by, at=at)
