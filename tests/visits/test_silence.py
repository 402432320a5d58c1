"""The caseworker is told of a citizen whom nobody has met for longer than the jobcentre lets pass."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.cases import access
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.law.settings import Setting
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import silence
from tests import builders
from tests.builders import ON, visits
from tests.builders.matching import Course

pytestmark = pytest.mark.django_db


def told(pair: Course, *, after: int) -> tuple[Waiting, ...]:
    on = ON + timedelta(days=after)
    with builders.act(pair.caseworker, Role.CASEWORKER, on=on) as by:
        return silence.waiting(access.visible_to(by, on=on), on=on)


def test_contact_is_missed_after_the_days_that_the_jobcentre_set() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair)
    assert told(pair, after=14) == ()
    (late,) = told(pair, after=15)
    assert (late.what, late.due, late.record) == (
        "Der er ikke registreret kontakt siden 16-11-2026",
        ON + timedelta(days=14),
        ("case", pair.case.uuid),
    )
    builders.set_setting(pair.case.jobcentre, Setting.CONTACT_DAYS, 20)
    assert told(pair, after=15) == ()
    assert told(pair, after=21)
    builders.set_setting(pair.case.jobcentre, Setting.CONTACT_DAYS, 10, first_day=ON + timedelta(days=12))
    assert told(pair, after=11) == ()
    assert told(pair, after=12)


def test_nobody_is_warned_before_an_agreement_or_of_a_course_of_others() -> None:
    pair = visits.a_pair(is_agreed=False)
    assert told(pair, after=40) == ()
    agreed, other = visits.a_pair(), visits.a_pair()
    assert [one.record[1] for one in told(agreed, after=40)] == [agreed.case.uuid]
    assert [one.what for one in told(other, after=40)] == ["Der er ikke registreret kontakt endnu"]


def test_the_questions_do_not_grow_with_the_citizens() -> None:
    pair = visits.a_pair()

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            told(pair, after=40)
        return len(seen)

    before = asked()
    for _ in range(3):
        visits.a_pair(mentor=pair.mentor)
    assert asked() == before
