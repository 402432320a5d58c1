"""Until when one may complain stands in the list for every decision that goes against the citizen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.grants import commands, modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.procedure.commands import complaints
from parloeb.domain.grants.procedure.queries import periods
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, ON, procedure
from tests.correspondence import kinds

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
FOUR_WEEKS = timedelta(weeks=4)


def _posted(letter: Letter) -> Grant:
    """The decision that a letter tells, with the letter on its way to the citizen."""
    read = Letter.objects.select_related("written_by", "case__citizen").get(pk=letter.pk)
    assert read.written_by
    with builders.act(read.written_by, Role.CASEWORKER, on=read.dated_on) as by:
        correspondence.post(read, by=by, at=builders.at(read.dated_on), on=read.dated_on)
    return Grant.objects.get(letter=read)


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (kinds.shortened, "Klagefrist for en afkortning"),
        (kinds.revoked, "Klagefrist for en tilbagetrækning"),
        (kinds.lowered, "Klagefrist for en ændring af timer"),
        (kinds.partly, "Klagefrist for en delvis bevilling"),
        (kinds.even, None),
        (kinds.extended, None),
    ],
)
def test_what_goes_against_the_citizen_is_listed_by_its_kind(written: Callable[[], Letter], what: str | None) -> None:
    letter = written()
    grant = _posted(letter)
    last_day = letter.dated_on + FOUR_WEEKS
    found = periods.of(Grant.objects.all(), on=last_day)
    assert [(one.what, one.due, one.record) for one in found] == (
        [(what, last_day, ("grant", grant.uuid))] if what else []
    )
    assert periods.of(Grant.objects.all(), on=last_day + DAY) == ()


@pytest.mark.parametrize(("minutes", "is_listed"), [(60, True), (119, True), (120, False), (150, False)])
def test_a_correction_is_listed_where_it_takes_something(minutes: int, is_listed: bool) -> None:
    signe = builders.a_caseworker()
    draft = _begun(builders.a_grant(by=signe), Kind.CORRECT, by=signe)
    said = {name: getattr(draft, name) for name in ("first_day", "last_day")}
    with builders.act(signe) as by:
        typed = commands.Draft(
            **said,
            decisive_reason="Uden en mentor går det ikke.",
            minutes_per_week=minutes,
            mistake="Timerne var skrevet forkert.",
        )
        commands.save(draft, typed, version=draft.version, by=by, at=AT, on=ON)
        commands.decide(draft, used=(), sending=builders.sending(), by=by, at=AT, on=ON)
        correspondence.post(builders.letter_of(draft), by=by, at=AT, on=ON)
    listed = [one.what for one in periods.of(Grant.objects.all(), on=ON)]
    assert listed == (["Klagefrist for en rettelse af en fejl"] if is_listed else [])


def test_nothing_runs_before_the_letter_left_and_one_written_anew_gives_its_day() -> None:
    signe = builders.a_caseworker()
    grant = procedure.a_refused_grant(by=signe, is_posted=False)
    assert periods.of(Grant.objects.all(), on=ON) == ()
    later = ON + 3 * DAY
    with builders.act(signe) as by:
        anew = correspondence.rewrite(builders.letter_of(grant), keys=builders.keys(), by=by, at=AT, on=later)
        correspondence.post(anew, by=by, at=AT, on=later)
    assert [one.due for one in periods.of(Grant.objects.all(), on=later)] == [later + FOUR_WEEKS]


def test_a_grant_whose_complaint_was_withdrawn_is_listed_and_one_complained_of_is_not() -> None:
    signe = builders.a_caseworker()
    grant = procedure.read_grant(builders.a_grant(by=signe))
    with builders.act(signe) as by:
        correspondence.post(builders.letter_of(grant), by=by, at=AT, on=ON)
        complaint = builders.a_complaint(by=signe, grant=grant)
        assert periods.of(Grant.objects.all(), on=ON) == ()
        said = complaints.Withdrawal(Way.PHONE, ON)
        complaints.withdraw(complaint, said, sending=builders.sending(), by=by, at=AT, on=ON)
    assert [one.what for one in periods.of(Grant.objects.all(), on=ON)] == ["Klagefrist for en bevilling"]


def test_two_decisions_of_a_case_have_each_their_own_day() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_grant(by=signe)
    first = _shortened(grant, by=signe, last_day=ON + 60 * DAY)
    second = _shortened(grant, by=signe, last_day=ON + 40 * DAY)
    listed = periods.of(Grant.objects.filter(case=first.case_id), on=ON)
    assert [one.record[1] for one in listed] == [first.uuid, second.uuid]


def test_as_many_questions_for_many_as_for_one() -> None:
    def counted() -> int:
        with CaptureQueriesContext(connection) as asked:
            periods.of(Grant.objects.all(), on=ON)
        return len(asked)

    signe = builders.a_caseworker()
    procedure.a_refused_grant(by=signe)
    one = counted()
    for name in ("Bo Bak", "Carl Dam", "Dina Eg"):
        procedure.a_refused_grant(by=signe, citizen=builders.a_citizen(name))
    assert len(periods.of(Grant.objects.all(), on=ON)) == 4
    assert counted() == one


def _begun(grant: Grant, kind: Kind, *, by: User) -> Grant:
    with builders.act(by) as actor:
        return modifying.begin(procedure.read_grant(grant), kind, by=actor, at=AT, on=ON)


def _shortened(grant: Grant, *, by: User, last_day: date) -> Grant:
    draft = _begun(grant, Kind.SHORTEN, by=by)
    with builders.act(by) as actor:
        typed = commands.Draft(last_day=last_day, reason_text=kinds.WHY)
        commands.save(draft, typed, version=draft.version, by=actor, at=AT, on=ON)
        commands.stop(draft, used=(), sending=builders.sending(), by=actor, at=AT, on=ON)
        correspondence.post(builders.letter_of(draft), by=actor, at=AT, on=ON)
    return draft
