"""The mail about the week: to who chose it, once a week, also when nobody ran on Monday."""

from datetime import date, timedelta

import pytest

from parloeb.cli import clock, sending
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.matching.digest import commands, queries
from parloeb.domain.matching.digest.rules import week_of
from parloeb.domain.matching.models import DigestChoice
from parloeb.domain.people import commands as people
from parloeb.domain.people.acting import SYSTEM
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db

SATURDAY = ON - timedelta(days=2)


@pytest.fixture
def karen() -> User:
    return builders.a_coordinator("Karen Holm", jobcentre=builders.a_jobcentre())


def choose(user: User, *, is_weekly: bool = True, on: date = SATURDAY) -> None:
    with builders.act(user, Role.COORDINATOR, on=on) as by:
        commands.choose(is_weekly=is_weekly, by=by, at=builders.clock.at(on), on=on)


def told(*, on: date) -> int:
    return commands.tell(at=builders.clock.at(on), on=on)


def test_who_never_chose_is_not_told(karen: User) -> None:
    assert told(on=ON) == 0
    choose(karen, is_weekly=False)
    assert told(on=ON) == 0


def test_who_chose_it_is_told_once_a_week_and_nothing_of_what(karen: User) -> None:
    choose(karen)
    assert [told(on=ON + timedelta(days=number)) for number in range(8)] == [1, 0, 0, 0, 0, 0, 0, 1]
    items = OutboxItem.objects.order_by("pk")
    assert [(item.to_address, item.subject) for item in items] == [(karen.email, "Der er nyt til dig")] * 2
    assert "borger" not in items[0].body.lower()
    assert len({item.key for item in items}) == 2


def test_a_monday_on_which_nobody_ran_is_made_good(karen: User) -> None:
    choose(karen)
    assert told(on=ON + timedelta(days=3)) == 1
    assert told(on=ON + timedelta(days=4)) == 0
    assert told(on=ON + timedelta(days=7)) == 1


def test_who_chose_it_this_week_waits_for_the_next_monday(karen: User) -> None:
    choose(karen, on=ON)
    assert told(on=ON + timedelta(days=2)) == 0
    assert told(on=ON + timedelta(days=7)) == 1


def test_who_changed_mind_or_role_or_left_is_not_told(karen: User) -> None:
    choose(karen)
    choose(karen, is_weekly=False)
    assert told(on=ON) == 0
    choose(karen)
    people.end_role(karen, role=Role.COORDINATOR, last_day=SATURDAY, by=SYSTEM, at=AT)
    assert told(on=ON) == 0


def test_one_who_is_deactivated_is_not_told(karen: User) -> None:
    choose(karen)
    people.deactivate_user(karen, by=SYSTEM, at=AT)
    assert told(on=ON) == 0


def test_two_workers_at_once_tell_once(karen: User) -> None:
    choose(karen)
    waiting = queries.to_tell(week_of(ON), on=ON)
    assert told(on=ON) == 1
    assert [commands._tell(one, week_of(ON), at=AT) for one in waiting] == [False]


def test_the_worker_tells_with_its_own_clock(karen: User, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(karen)
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=1))
    sending.one_round()
    sending.one_round()
    assert DigestChoice.objects.get().told_for == ON
    assert OutboxItem.objects.filter(key__startswith="digest:").count() == 1


def test_only_who_has_a_week_to_read_chooses() -> None:
    with builders.act(builders.a_caseworker(), Role.CASEWORKER) as by, pytest.raises(errors.RefusedError):
        commands.choose(is_weekly=True, by=by, at=AT, on=ON)
