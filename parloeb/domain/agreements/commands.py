"""Draft, present, change and sign an agreement; the last signature puts it in force."""

import dataclasses
from datetime import date, datetime
from itertools import pairwise
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from parloeb.domain.agreements import access, queries, rules
from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import AgreedHours, Agreement, Goal, Signature
from parloeb.domain.agreements.states import MOVES, State
from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts, moving
from parloeb.domain.matching.commands import meeting
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import BINDING
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors, states

_ENDED = "Mentoren er ikke længere knyttet til forløbet, så aftalen kan ikke underskrives."
_FOREIGN_GOAL = "Et af delmålene hører ikke til denne aftale. Hent siden igen, og skriv det som et nyt delmål."
_NOT_CONFIRMED = "Borger og mentor skal først have mødtes og begge have sagt, at de vil fortsætte."


@transaction.atomic
def start(match: Match, *, by: Actor, at: datetime, on: date) -> Agreement:
    """Begin a draft with what grant, match and referral say; a new edition begins with what was signed last."""
    access.require(access.may_start(by, match, on=on))
    if match.state not in BINDING:
        raise errors.RefusedError("Der skal være en mentor, før der kan laves en mentoraftale.")
    if queries.open_one(match):
        raise errors.RefusedError("Der er allerede en mentoraftale under udarbejdelse.")
    last = Agreement.objects.filter(match=match).exclude(state=State.DROPPED).aggregate(last=Max("edition"))["last"]
    agreement = Agreement(
        case=match.case, match=match, edition=(last or 0) + 1, drafted_by_id=by.person_id, drafted_at=at
    )
    content = queries.beginning(match, on=on)
    for name in queries.OWN:
        setattr(agreement, name, getattr(content, name))
    agreement.tasks = list(content.tasks)
    with firsts.first_wins():
        agreement.save(force_insert=True)
    standing = rules.SubGoal(text=rules.STANDING_GOAL, key=queries.standing_key(match.case))
    _write_hours(agreement, content)
    _goal(agreement, 0, standing, is_standing=True).save(force_insert=True)
    Goal.objects.bulk_create(_goal(agreement, position, goal) for position, goal in enumerate(content.goals, start=1))
    _record("agreement.started", agreement, by=by, at=at)
    return agreement


@transaction.atomic
def save(agreement: Agreement, content: rules.Content, *, version: int, by: Actor, at: datetime, on: date) -> None:
    """Save a draft. `version` is the one that was read: OvertakenError where somebody else saved since."""
    access.require(access.may(by, "save", agreement, on=on))
    _refuse_impossible(content)
    content = rules.settled(content, queries.bounds_of(agreement.match))
    own = {name: getattr(content, name) for name in queries.OWN}
    moving.move(
        agreement, MOVES, "save", expected={"version": version}, version=version + 1, **own, tasks=list(content.tasks)
    )
    _write_goals(agreement, content)
    _write_hours(agreement, content)
    _record("agreement.saved", agreement, by=by, at=at)


@transaction.atomic
def present(agreement: Agreement, *, version: int, by: Actor, at: datetime, on: date) -> None:
    """Put the draft before the three to sign. Refused with the first thing that lacks or is out of bounds.

    Hours that follow a grant changed since the draft was saved make a new version: who read the old signs no other.
    """
    access.require(access.may(by, "present", agreement, on=on))
    states.move(MOVES, State(agreement.state), "present")
    _refuse_unconfirmed(agreement.match)
    bounds = queries.bounds_of(agreement.match)
    saved = queries.content_of(agreement)
    content = rules.settled(saved, bounds)
    for lack in rules.stopping(content, bounds, rules.PRESENT):
        raise errors.RefusedError(lack.sentence, field=lack.field)
    now = {
        "version": version + rules.is_granted_anew(saved, bounds),
        "minutes_per_week": content.minutes_per_week,
        "presented_at": at,
    }
    moving.move(agreement, MOVES, "present", expected={"version": version}, **now)
    _write_hours(agreement, content)
    _record("agreement.presented", agreement, by=by, at=at)


@transaction.atomic
def change(agreement: Agreement, *, by: Actor, at: datetime, on: date) -> None:
    """Take it back to be changed: the signatures are void, and kept."""
    access.require(access.may(by, "change", agreement, on=on))
    moving.move(agreement, MOVES, "change")
    agreement.signatures.filter(voided_at=None).update(voided_at=at)
    _record("agreement.changed", agreement, by=by, at=at)


@transaction.atomic
def drop(agreement: Agreement, *, by: Actor, at: datetime, on: date) -> None:
    """Give a draft up."""
    access.require(access.may(by, "drop", agreement, on=on))
    moving.move(agreement, MOVES, "drop")
    _record("agreement.dropped", agreement, by=by, at=at)


@transaction.atomic
def sign(agreement: Agreement, *, version: int, by: Actor, at: datetime, on: date) -> None:
    """Sign as oneself. `version` is the text that was read: OvertakenError where it was changed since."""
    access.require(access.may(by, "sign", agreement, on=on))
    party = rules.party_of(by.role)
    if party is None:
        raise errors.RefusedError("Din rolle er ikke part i aftalen.")
    line = Signature(party=party, way=Way.SELF)
    _sign(agreement, line, version=version, by=by, at=at, on=on)


@transaction.atomic
def sign_for_citizen(
    agreement: Agreement, *, way: Way, reason: str, version: int, by: Actor, at: datetime, on: date
) -> None:
    """Sign on behalf of the citizen, or note the signature on paper, with the reason or where the paper lies."""
    access.require(access.may(by, "sign_for_citizen", agreement, on=on))
    if not reason.strip():
        raise errors.RefusedError("Skriv hvorfor, eller hvor papiret ligger.", field="reason")
    line = Signature(party=Party.CITIZEN, way=way, reason=reason.strip()[: rules.REASON_LENGTH])
    _sign(agreement, line, version=version, by=by, at=at, on=on)


def _sign(agreement: Agreement, line: Signature, *, version: int, by: Actor, at: datetime, on: date) -> None:
    """Put one line under the agreement; the last line puts it in force.

    The move locks the row, so that of two who sign at once the second sees the first's line when it asks whose turn
    it is.
    """
    moving.move(agreement, MOVES, "sign", expected={"version": version})
    party = Party(line.party)
    access.require(access.may_sign(by, agreement, party=party, way=Way(line.way)))
    _refuse_unconfirmed(agreement.match)
    signed = queries.signed_parties(agreement)
    line.agreement, line.signed_at, line.signed_by_id = agreement, at, by.person_id
    line.save(force_insert=True)
    _record("agreement.signed", agreement, by=by, at=at, reason=f"{line.party}.{line.way}")
    if rules.next_party((*signed, party)) is None:
        _conclude(agreement, by=by, at=at, on=on)


def _conclude(agreement: Agreement, *, by: Actor, at: datetime, on: date) -> None:
    """All have signed: what is in the way gives way, and the match runs."""
    agreed = queries.content_of(agreement).period
    period = rules.in_force(agreed, signed_on=on) if agreed else None
    if period is None:
        raise errors.RefusedError("Aftalens sidste dag er gået. Ret perioden, og skriv under igen.")
    for older in queries.in_the_way_of(period, agreement.case):
        left = rules.left_of(queries.force_of(older), period)
        moving.move(
            older,
            MOVES,
            "replace",
            in_force_from=left.first_day if left else None,
            in_force_to=left.last_day if left else None,
            replaced_by=agreement,
        )
        _record("agreement.replaced", older, by=by, at=at)
    moving.move(agreement, MOVES, "conclude", signed_at=at, in_force_from=period.first_day, in_force_to=period.last_day)
    _record("agreement.concluded", agreement, by=by, at=at)
    if agreement.match.state == MatchState.CONFIRMED:
        meeting.run(agreement.match, by=by, at=at)


def _write_goals(agreement: Agreement, content: rules.Content) -> None:
    """The sub-goals as they are typed, in their order; one with a key stays the goal that it was, and so does the
    standing one. Raises RefusedError for a key that is no other goal's of this agreement.
    """
    known = dict(agreement.goals.filter(is_standing=False).values_list("key", "pk"))
    kept = [goal.key for goal in content.goals if goal.key]
    if len(set(kept)) < len(kept) or not known.keys() >= set(kept):
        raise errors.RefusedError(_FOREIGN_GOAL)
    agreement.goals.filter(pk__in=[pk for key, pk in known.items() if key not in kept]).delete()
    rows = [_goal(agreement, position, goal) for position, goal in enumerate(content.goals, start=1)]
    for row in rows:
        row.pk = known.get(row.key)
    Goal.objects.bulk_update([row for row in rows if row.pk], ["position", *queries.OF_A_GOAL])
    Goal.objects.bulk_create(row for row in rows if not row.pk)


def _write_hours(agreement: Agreement, content: rules.Content) -> None:
    """The stretches of hours that are not the same in each week."""
    agreement.hours.all().delete()
    AgreedHours.objects.bulk_create(
        AgreedHours(agreement=agreement, first_day=period.first_day, last_day=period.last_day, minutes=minutes)
        for period, minutes in content.hours
    )


def _goal(agreement: Agreement, position: int, goal: rules.SubGoal, *, is_standing: bool = False) -> Goal:
    """The row of a sub-goal; a new goal gets its key here."""
    typed = dataclasses.asdict(goal) | ({} if goal.key else {"key": uuid4()})
    return Goal(agreement=agreement, position=position, is_standing=is_standing, **typed)


def _refuse_impossible(content: rules.Content) -> None:
    if content.first_day and content.last_day and content.last_day < content.first_day:
        raise errors.RefusedError("Sidste dag ligger før første dag.", field="last_day")
    if any(later.overlaps(earlier) for (earlier, _), (later, _) in pairwise(content.hours)):
        raise errors.RefusedError("To trin har timer på den samme dag.", field="hours_kind")
    if len(content.goals) > rules.MOST_GOALS:
        raise errors.RefusedError(f"Der kan højst være {rules.MOST_GOALS} delmål.")


def _refuse_unconfirmed(match: Match) -> None:
    if match.state in (MatchState.CONFIRMED, MatchState.RUNNING):
        return
    raise errors.RefusedError(_NOT_CONFIRMED if match.state in BINDING else _ENDED)


def _record(name: str, agreement: Agreement, *, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(name, agreement, by=by, at=at, citizens=[agreement.case.citizen.uuid], reason=reason)
