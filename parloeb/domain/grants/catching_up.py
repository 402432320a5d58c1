"""Let a draft that changes or moves hours begin today, when its first day passed while it waited for who decides it."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import moving
from parloeb.domain.grants import access, chain, curve
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.grants.states import MOVES, OPEN, State
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors, verdicts

KINDS = frozenset({Kind.CHANGE, Kind.MOVE})


def has_passed(grant: Grant, *, on: date) -> bool:
    """Whether it is such a draft, and its first day lies before the day."""
    is_draft = grant.state in OPEN and grant.kind in KINDS
    return is_draft and grant.first_day is not None and grant.first_day < on


def may(by: Actor, grant: Grant, *, on: date) -> verdicts.Verdict:
    """Whether the actor may let the draft begin today, and nothing but its first day becomes another by it."""
    allowed = access.may(by, "begin_today", grant, on=on)
    if not allowed:
        return allowed
    if grant.kind not in KINDS:
        return verdicts.no("Kun et udkast, der ændrer eller flytter timer, kan begynde i dag i stedet.")
    if grant.state == State.SUBMITTED and by.role is not Role.TEAM_LEADER:
        return verdicts.no("Udkastet ligger hos teamlederen.")
    if not has_passed(grant, on=on):
        return verdicts.no("Udkastet begynder ikke før i dag.")
    if not _left(grant, on=on):
        return verdicts.no(
            "Dage, som udkastet ville give, er gået uden støtte, eller der er ingen tilbage. "
            "Slet udkastet, og begynd på ny."
        )
    return verdicts.YES


@transaction.atomic
def begin_today(grant: Grant, *, by: Actor, at: datetime, on: date) -> None:
    """Let the draft begin today: the days that passed drop out, every other day keeps the hours drafted for it.

    Who wrote it wrote it still: whoever decides it approves nothing of the own.
    """
    grant.case = cases.hold(grant.case)
    verdict = may(by, grant, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    left = _left(grant, on=on)
    moving.move(
        grant, MOVES, "begin_today", expected={"version": grant.version}, version=grant.version + 1, first_day=on
    )
    GrantHours.objects.filter(grant=grant).delete()
    GrantHours.objects.bulk_create(
        GrantHours(grant=grant, first_day=period.first_day, minutes_per_week=minutes) for period, minutes in left
    )
    audit.record("grant.begun_today", grant, by=by, at=at, citizens=[grant.case.citizen.uuid])


def told(by: Actor, grant: Grant, *, on: date) -> str:
    """What to say of a draft whose first day has passed, to who may decide it; empty where there is nothing to say."""
    if not (has_passed(grant, on=on) and grant.first_day):
        return ""
    verdict = may(by, grant, on=on)
    then = "Lader du det begynde i dag, er timerne de samme på hver dag, der er tilbage." if verdict else verdict.reason
    return f"Udkastets første dag, {days.text(grant.first_day)}, er gået. {then}"


def _left(grant: Grant, *, on: date) -> tuple[curve.Stretch, ...]:
    granted = chain.hours_of_whole(grant.modifies) if grant.modifies else ()
    return curve.begun_later(chain.hours_of(grant), granted, on=on)
