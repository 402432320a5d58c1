"""A complaint that the citizen withdraws, on the own page or on the telephone, and may bring again."""

from datetime import date, timedelta

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.models import Complaint
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import complaints as commands
from parloeb.domain.grants.procedure.queries import complaints as queries
from parloeb.domain.grants.procedure.queries import periods
from parloeb.domain.grants.states import ComplaintState
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, procedure

pytestmark = pytest.mark.django_db

LAST = date(2026, 12, 14)
DAY = timedelta(days=1)


def _withdraw(complaint: Complaint, *, by: Actor, way: Way = Way.PHONE, day: date = ON, on: date = ON) -> None:
    said = commands.Withdrawal(way, day)
    commands.withdraw(complaint, said, sending=builders.sending(), by=by, at=builders.at(on), on=on)


def _posted(complaint: Complaint, *, by: Actor) -> None:
    correspondence.post(complaint.confirmation, by=by, at=AT, on=ON)


def test_what_has_not_left_never_leaves_and_nothing_is_written(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe) as by:
        _withdraw(complaint, by=by)
    complaint.confirmation.refresh_from_db()
    assert complaint.confirmation.state == LetterState.CANCELLED
    assert (complaint.state, complaint.withdrawal, complaint.withdrawn_by) == (ComplaintState.WITHDRAWN, None, signe)
    assert Letter.objects.filter(kind=LetterKind.COMPLAINT).count() == 1


@pytest.mark.parametrize(
    ("on", "said"), [(LAST, "til og med den 14. december 2026"), (LAST + DAY, "Klagefristen er gået.")]
)
def test_who_was_told_that_it_came_in_is_told_that_it_is_gone(signe: User, on: date, said: str) -> None:
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe) as by:
        _posted(complaint, by=by)
        _withdraw(complaint, by=by, on=on)
    assert complaint.withdrawal
    told = str(complaint.withdrawal.facts).replace("\u00a0", " ")
    assert said in told
    assert "16. november 2026" in told


def test_a_confirmation_written_anew_and_sent_counts_as_told(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe) as by:
        anew = correspondence.rewrite(complaint.confirmation, keys=builders.keys(), by=by, at=AT, on=ON + DAY)
        correspondence.post(anew, by=by, at=AT, on=ON + DAY)
        _withdraw(complaint, by=by, on=ON + DAY)
    assert complaint.withdrawal


def test_the_letter_that_the_decision_stands_is_stopped_too(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    with builders.act(procedure.a_colleague(signe)) as by:
        _posted(complaint, by=by)
        commands.maintain(complaint, reasons="Som før.", sending=builders.sending(), by=by, at=AT, on=ON)
        _withdraw(complaint, by=by)
    assert complaint.letter
    assert complaint.letter.state == LetterState.CANCELLED
    assert complaint.withdrawal


def test_the_citizen_withdraws_the_own_and_another_neither_sees_nor_withdraws_it(signe: User) -> None:
    anna, bo = (builders.give_role(builders.a_user(name), Role.CITIZEN) for name in ("Anna Borg", "Bo Bak"))
    grant = procedure.a_refused_grant(by=signe, citizen=builders.a_citizen(user=anna))
    complaint = builders.a_complaint(by=signe, grant=grant)
    with builders.act(bo) as by, pytest.raises(errors.RefusedError, match="ikke adgang"):
        _withdraw(complaint, by=by, way=Way.PAGE)
    with builders.act(anna) as by:
        with pytest.raises(errors.RefusedError) as refused:
            _withdraw(complaint, by=by)
        _withdraw(complaint, by=by, way=Way.PAGE)
    assert refused.value.field == "way"
    assert complaint.withdrawn_by == anna
    assert Event.objects.filter(name="complaint.withdrawn", subject_uuid=complaint.uuid).count() == 1
    sheet = queries.sheet(access.complaints_visible_to(builders.actor(anna), on=ON), complaint.uuid, with_notes=True)
    assert sheet
    assert ("Trukket tilbage", "16-11-2026: skrevet på borgerens side") in sheet.facts


@pytest.mark.parametrize("day", [ON - DAY, ON + DAY])
def test_a_day_before_it_came_or_after_today_is_told_at_its_field(signe: User, day: date) -> None:
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError) as refused:
        _withdraw(complaint, by=by, day=day)
    assert refused.value.field == "withdrawn_on"
    assert complaint.state == ComplaintState.RECEIVED


def test_of_a_withdrawal_and_a_reconsideration_at_once_the_second_is_told(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    read = Complaint.objects.select_related("grant__case__citizen", "confirmation").get(pk=complaint.pk)
    with builders.act(procedure.a_colleague(signe)) as by:
        commands.maintain(complaint, reasons="Som før.", sending=builders.sending(), by=by, at=AT, on=ON)
        with pytest.raises(errors.OvertakenError):
            _withdraw(read, by=by)
    complaint.refresh_from_db()
    complaint.confirmation.refresh_from_db()
    assert (complaint.state, complaint.confirmation.state) == (ComplaintState.MAINTAINED, LetterState.READY)


@pytest.mark.parametrize(("again_on", "state"), [(LAST, ComplaintState.RECEIVED), (LAST + DAY, ComplaintState.LATE)])
def test_it_may_be_brought_again_within_the_same_time(signe: User, again_on: date, state: ComplaintState) -> None:
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe) as by:
        _withdraw(complaint, by=by)
    again = builders.a_complaint(by=signe, grant=procedure.read_grant(complaint.grant), on=again_on)
    assert (again.state, again.last_day) == (state, LAST)


def test_the_time_to_complain_stands_in_the_list_again(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    grants = grant_access.visible_to(builders.actor(signe), on=ON)
    seen = access.complaints_visible_to(builders.actor(signe), on=ON)
    assert (periods.of(grants, on=ON), len(queries.last_days(seen, by=builders.actor(signe), on=ON))) == ((), 1)
    with builders.act(signe) as by:
        _withdraw(complaint, by=by)
    (period,) = periods.of(grants, on=ON)
    assert (period.due, queries.last_days(seen, by=builders.actor(signe), on=ON)) == (LAST, ())
