"""Take a table into the corps, whole or not at all, and log that one has left it."""

from datetime import datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.corps import access, commands
from parloeb.domain.corps.exchange.queries import Plan
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.kernel import errors

UNCLEAR = "Der er fejl i filen, så der er ikke gemt noget."


@transaction.atomic
def take_in(plan: Plan, *, seen: str, jobcentre: Organisation, by: Actor, at: datetime) -> int:
    """Register who is new and change who is described otherwise; returns how many that were. Nobody is taken out.

    `seen` is the mark of the plan that was shown: OvertakenError where the corps or the file is another now.
    """
    access.require(access.may_keep(by, jobcentre))
    if plan.faults:
        raise errors.RefusedError(UNCLEAR)
    if plan.mark != seen:
        raise errors.OvertakenError
    for change in plan.changed:
        if change.mentor is not None:
            described, version = change.line.description, change.mentor.version
            commands.change_mentor(change.mentor, described, version=version, by=by, at=at)
    for change in plan.new:
        commands.register_mentor(change.line.description, jobcentre=jobcentre, by=by, at=at)
    audit.record("corps.taken_in", jobcentre, by=by, at=at)
    return len(plan.changed) + len(plan.new)


@transaction.atomic
def note_export(jobcentre: Organisation, *, kind: str, by: Actor, at: datetime) -> None:
    """Log that the table, or a part of it, left as a file of this kind."""
    access.require(access.may_keep(by, jobcentre))
    audit.record("corps.exported", jobcentre, by=by, at=at, reason=kind)
