"""A complaint that is right begins a decision about the one complained of, where one can modify it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import Outcome
from parloeb.domain.grants.models import Complaint, Grant
from parloeb.domain.grants.procedure.commands import anew
from parloeb.domain.grants.procedure.commands import complaints as commands
from parloeb.domain.grants.states import ComplaintState, State
from parloeb.domain.people.models import User
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, procedure

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WHY = "Asta kan mere selv."


def granted(signe: User) -> Grant:
    """A grant in force."""
    return builders.a_grant(by=signe)


def refused(signe: User) -> Grant:
    """A first refusal: nothing stands that could be modified."""
    return procedure.a_refused_grant(by=signe)


def shortened(signe: User) -> Grant:
    """A shortening of a grant."""
    return _decided(granted(signe), Kind.SHORTEN, grants.Draft(last_day=ON + 30 * DAY, reason_text=WHY), by=signe)


def lowered(signe: User) -> Grant:
    """A change to fewer hours, which has not begun."""
    of = granted(signe)
    typed = grants.Draft(
        first_day=ON + 7 * DAY,
        last_day=of.last_day,
        minutes_per_week=60,
        decisive_reason=of.decisive_reason,
        reason_text=WHY,
    )
    return _decided(of, Kind.CHANGE, typed, by=signe)


def not_extended(signe: User) -> Grant:
    """An extension that was refused."""
    draft = _begun(granted(signe), Kind.EXTEND, by=signe)
    typed = grants.Draft(reason_text=WHY, alternative=procedure.INSTEAD)
    with builders.act(signe) as by:
        grants.save(draft, typed, version=draft.version, by=by, at=AT, on=ON)
        grants.refuse(draft, sending=builders.sending(), by=by, at=AT, on=ON)
    return draft


OFFERED: list[tuple[Callable[[User], Grant], tuple[Kind, ...]]] = [
    (refused, (Kind.NEW,)),
    (granted, (Kind.CHANGE, Kind.EXTEND, Kind.CORRECT)),
    (shortened, (Kind.REVOKE,)),
    (lowered, (Kind.CHANGE, Kind.EXTEND, Kind.CORRECT, Kind.REVOKE)),
    (not_extended, (Kind.EXTEND,)),
]


@pytest.mark.parametrize(("decided", "kinds"), OFFERED)
def test_what_fits_is_offered_and_begins_a_draft_about_the_right_decision(
    signe: User, decided: Callable[[User], Grant], kinds: tuple[Kind, ...]
) -> None:
    complaint = _complaint(decided(signe), by=signe)
    with builders.act(procedure.a_colleague(signe)) as by:
        assert anew.kinds(complaint, by=by, on=ON) == kinds
        draft = commands.change(complaint, reasons="Borgeren har ret.", kind=kinds[0], by=by, at=AT, on=ON)
    of = complaint.grant
    about = of.modifies_id if of.state == State.REFUSED and of.modifies_id else of.pk
    assert (draft.state, draft.kind) == (State.DRAFT, kinds[0])
    assert draft.modifies_id == (None if kinds == (Kind.NEW,) else about)
    assert (complaint.state, complaint.new_grant) == (ComplaintState.CHANGED, draft)


@pytest.mark.parametrize("kind", [None, Kind.NEW, Kind.SHORTEN, Kind.REVOKE])
def test_what_does_not_fit_is_refused_at_the_kind_and_nothing_begins(signe: User, kind: Kind | None) -> None:
    complaint = _complaint(granted(signe), by=signe)
    with builders.act(procedure.a_colleague(signe)) as by, pytest.raises(errors.RefusedError) as told:
        commands.change(complaint, reasons="Borgeren har ret.", kind=kind, by=by, at=AT, on=ON)
    assert told.value.field == "kind"
    complaint.refresh_from_db()
    assert complaint.state == ComplaintState.RECEIVED
    assert not Grant.objects.filter(state=State.DRAFT).exists()


def test_where_one_kind_fits_nobody_need_say_which(signe: User) -> None:
    complaint = _complaint(shortened(signe), by=signe)
    with builders.act(procedure.a_colleague(signe)) as by:
        draft = commands.change(complaint, reasons="Borgeren har ret.", by=by, at=AT, on=ON)
    assert draft.kind == Kind.REVOKE


def test_a_grant_that_ran_out_is_extended_or_corrected_alone(signe: User) -> None:
    complaint = _complaint(granted(signe), by=signe)
    last_day = complaint.grant.last_day
    assert last_day
    later = last_day + DAY
    with builders.act(procedure.a_colleague(signe), on=later) as by:
        assert Kind.CHANGE not in anew.kinds(complaint, by=by, on=later)


def test_what_ankestyrelsen_alters_begins_a_decision_about_it_too(signe: User) -> None:
    complaint = _complaint(granted(signe), by=signe)
    with builders.act(procedure.a_colleague(signe)) as by:
        commands.maintain(complaint, reasons="Som før.", sending=builders.sending(), by=by, at=AT, on=ON)
        commands.send_on(complaint, sent_on=ON, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError) as told:
            commands.note_answer(complaint, commands.Answer(Outcome.ALTERED, ON), by=by, at=AT, on=ON)
        answer = commands.Answer(Outcome.ALTERED, ON, kind=Kind.EXTEND)
        commands.note_answer(complaint, answer, by=by, at=AT, on=ON)
    assert told.value.field == "kind"
    assert complaint.new_grant
    assert (complaint.new_grant.kind, complaint.new_grant.modifies_id) == (Kind.EXTEND, complaint.grant_id)


def test_while_another_draft_is_being_made_none_begins(signe: User) -> None:
    complaint = _complaint(granted(signe), by=signe)
    _begun(complaint.grant, Kind.EXTEND, by=signe)
    with (
        builders.act(procedure.a_colleague(signe)) as by,
        pytest.raises(errors.RefusedError, match="allerede et udkast"),
    ):
        commands.change(complaint, reasons="Borgeren har ret.", by=by, at=AT, on=ON)


def _complaint(grant: Grant, *, by: User) -> Complaint:
    return builders.a_complaint(by=by, grant=procedure.read_grant(grant))


def _begun(of: Grant, kind: Kind, *, by: User) -> Grant:
    with builders.act(by) as actor:
        return modifying.begin(procedure.read_grant(of), kind, by=actor, at=AT, on=ON)


def _decided(of: Grant, kind: Kind, typed: grants.Draft, *, by: User) -> Grant:
    draft = _begun(of, kind, by=by)
    act = grants.stop if kind is Kind.SHORTEN else grants.decide
    with builders.act(by) as actor:
        grants.save(draft, typed, version=draft.version, by=actor, at=AT, on=ON)
        act(draft, used=(), sending=builders.sending(), by=actor, at=AT, on=ON)
    return draft
