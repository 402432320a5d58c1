"""Write, send, amend and answer a referral."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import moving
from parloeb.domain.cases.rules import Stage
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, Team
from parloeb.domain.referrals import access, lists, queries, rules
from parloeb.domain.referrals.models import Amendment, Background, Barrier, OtherHelper, Referral
from parloeb.domain.referrals.states import MOVES
from parloeb.kernel import days, errors


@dataclass(frozen=True)
class Helper:
    """Another helper as typed: kind (a code of HelperKind), name, and what that helper takes care of."""

    kind: str
    name: str
    does_what: str


@transaction.atomic
def start(*, citizen: Citizen, team: Team, by: Actor, at: datetime, on: date) -> Referral:
    """Open a case and begin its referral as a draft."""
    case = cases.open_case(citizen=citizen, team=team, by=by, at=at, on=on)
    Background.objects.create(case=case)
    referral = Referral(case=case)
    referral.save(force_insert=True)
    _record("referral.started", referral, by=by, at=at)
    return referral


@transaction.atomic
def save(
    referral: Referral,
    content: rules.Content,
    *,
    version: int,
    by: Actor,
    at: datetime,
    on: date,
    helpers: Sequence[Helper] | None = None,
) -> None:
    """Save a draft. `version` is the one that was read: OvertakenError where somebody else saved since."""
    access.require(by, "save", referral, on=on)
    _write(referral, content, act="save", version=version, on=on)
    if helpers is not None:
        referral.other_helpers.all().delete()
        OtherHelper.objects.bulk_create(
            OtherHelper(referral=referral, kind=lists.HelperKind(one.kind), name=one.name, does_what=one.does_what)
            for one in helpers
        )
    _record("referral.saved", referral, by=by, at=at)


@transaction.atomic
def save_and_send(
    referral: Referral,
    content: rules.Content,
    *,
    version: int,
    by: Actor,
    at: datetime,
    on: date,
    helpers: Sequence[Helper] | None = None,
) -> None:
    """Save the draft and send it; what cannot be sent is not saved either, so that the version read stands."""
    save(referral, content, version=version, helpers=helpers, by=by, at=at, on=on)
    send(referral, by=by, at=at, on=on)


@transaction.atomic
def send(referral: Referral, *, by: Actor, at: datetime, on: date) -> None:
    """Send the draft: from now on it is amended, not rewritten."""
    access.require(by, "send", referral, on=on)
    _refuse_lacking(rules.stopping(queries.content_of(referral), "send"), only="send")
    moving.move(referral, MOVES, "send", sent_at=at, sent_by_id=by.user_id)
    background = Background.objects.get(case=referral.case_id)
    background.referred_on = on
    background.age_at_referral = rules.age_on(referral.case.citizen.born_on, on)
    background.save(update_fields=["referred_on", "age_at_referral"])
    cases.reach_stage(referral.case, Stage.REFERRED)
    _record("referral.sent", referral, by=by, at=at)


@transaction.atomic
def amend(
    referral: Referral, content: rules.Content, *, version: int, reason: str, by: Actor, at: datetime, on: date
) -> None:
    """Change what was sent: old and new value and the reason are kept for each field.

    What was left empty may be filled in without a reason; nothing that was written is changed without one.
    """
    access.require(by, "amend", referral, on=on)
    before = queries.content_of(referral)
    _refuse_lacking(rules.stopping(content, "send"), only="send")
    _write(referral, content, act="amend", version=version, on=on)
    changed = [name for name in rules.Content.__dataclass_fields__ if getattr(before, name) != getattr(content, name)]
    if not changed:
        raise errors.RefusedError("Der er ikke ændret noget.")
    if not reason.strip() and any(getattr(before, name) for name in changed):
        raise errors.RefusedError("Skriv, hvorfor henvisningen ændres.", field="reason")
    Amendment.objects.bulk_create(
        Amendment(
            referral=referral,
            field=name,
            old=queries.shown(getattr(before, name), queries.LISTS[name]),
            new=queries.shown(getattr(content, name), queries.LISTS[name]),
            reason=reason.strip(),
            amended_by_id=by.person_id,
            amended_at=at,
        )
        for name in changed
    )
    _record("referral.amended", referral, by=by, at=at)


@transaction.atomic
def move_discharge(
    referral: Referral, day: date, *, source: lists.Source, reason: str, by: Actor, at: datetime, on: date
) -> None:
    """Keep another day of discharge, also when the referral was granted: who told of it, and why it moved.

    Raises RefusedError at `discharge_on` for a day before the admission and for the day known already, at `reason`
    where none is given; OvertakenError where somebody else moved it since.
    """
    access.require(by, "move_discharge", referral, on=on)
    before = referral.discharge_on
    rules.refuse_unmoved(before, day)
    rules.refuse_backwards(referral.hospitalised_on, day)
    days.refuse_strange(day, on=on, back=1, ahead=2, field="discharge_on")
    if not reason.strip():
        raise errors.RefusedError("Skriv, hvorfor udskrivningen er flyttet.", field="reason")
    expected = {"version": referral.version, "discharge_on": before}
    moving.move(referral, MOVES, "move_discharge", expected=expected, version=referral.version + 1, discharge_on=day)
    Amendment.objects.create(
        referral=referral,
        field="discharge_on",
        old=queries.shown(before, None),
        new=queries.shown(day, None),
        reason=reason.strip(),
        source=source,
        amended_by_id=by.person_id,
        amended_at=at,
    )
    _record("referral.discharge_moved", referral, by=by, at=at)


@transaction.atomic
def withdraw(referral: Referral, *, by: Actor, at: datetime, on: date) -> None:
    """Take the referral back before it is decided; the case ends with it."""
    access.require(by, "withdraw", referral, on=on)
    moving.move(referral, MOVES, "withdraw", closed_at=at)
    cases.reach_stage(referral.case, Stage.ENDED, ended_on=on)
    _record("referral.withdrawn", referral, by=by, at=at)


@transaction.atomic
def accept(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The grant meets the referral. Called by the grant's own decision, which asks who may decide."""
    moving.move(referral, MOVES, "accept", closed_at=at)
    _record("referral.accepted", referral, by=by, at=at)


@transaction.atomic
def refuse(referral: Referral, *, by: Actor, at: datetime) -> None:
    """The decision refuses what was asked for. Called by the grant's own decision."""
    moving.move(referral, MOVES, "refuse", closed_at=at)
    _record("referral.refused", referral, by=by, at=at)


@transaction.atomic
def reopen(referral: Referral, *, by: Actor, at: datetime) -> None:
    """What was refused is asked again, after a complaint. Called by the complaint's own command."""
    moving.move(referral, MOVES, "reopen", closed_at=None)
    _record("referral.reopened", referral, by=by, at=at)


def _write(referral: Referral, content: rules.Content, *, act: str, version: int, on: date) -> None:
    rules.refuse_backwards(content.hospitalised_on, content.discharge_on)
    rules.refuse_strange(queries.content_of(referral), content, on=on)
    own: dict[str, Any] = {name: getattr(content, name) for name in queries.OWN}
    own |= {"wish_choices": list(content.wish_choices), "considerations": list(content.considerations)}
    moving.move(referral, MOVES, act, expected={"version": version}, version=version + 1, **own)
    Background.objects.filter(case=referral.case_id).update(
        **{name: getattr(content, name) for name in queries.BACKGROUND}
    )
    referral.barriers.exclude(kind__in=content.barriers).delete()
    known = set(referral.barriers.values_list("kind", flat=True))
    Barrier.objects.bulk_create(
        Barrier(referral=referral, kind=kind, found_on=on) for kind in content.barriers if kind not in known
    )


def _refuse_lacking(lacks: Sequence[rules.Lack], *, only: str) -> None:
    for lack in lacks:
        if lack.stops == only:
            raise errors.RefusedError(lack.sentence, field=lack.field)


def _record(name: str, referral: Referral, *, by: Actor, at: datetime) -> None:
    audit.record(name, referral, by=by, at=at, citizens=[referral.case.citizen.uuid])
