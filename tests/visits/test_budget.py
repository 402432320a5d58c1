"""Hours granted, due by their weeks and used."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parloeb.domain.grants.models import Grant
from parloeb.domain.visits import budget
from parloeb.domain.visits.models import Visit
from parloeb.kernel.periods import Period
from tests.builders import ON, visits

FOUR_WEEKS = Period(date(2026, 11, 2), date(2026, 11, 29))
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (FOUR_WEEKS.first_day - DAY, 0),
        (FOUR_WEEKS.first_day, 20),
        (date(2026, 11, 8), 140),
        (date(2026, 11, 28), 540),
        (date(2026, 11, 29), 560),
        (date(2027, 11, 29), 560),
    ],
)
def test_what_is_due_grows_with_the_days_up_to_what_is_granted(on: date, due: int) -> None:
    found = budget.of(((FOUR_WEEKS, 140),), used=0, on=on)
    assert (found.granted, found.due) == (560, due)


@pytest.mark.parametrize(("used", "drift", "expected"), [(0, -280, 280), (280, 0, 560), (400, 120, 680)])
def test_in_the_end_it_is_what_was_used_and_the_weeks_that_are_left(used: int, drift: int, expected: int) -> None:
    found = budget.of(((FOUR_WEEKS, 140),), used=used, on=date(2026, 11, 15))
    assert (found.drift, found.expected) == (drift, expected)


def test_a_curve_is_due_by_its_own_weeks() -> None:
    stretches = (
        (Period(date(2026, 11, 2), date(2026, 11, 8)), 70),
        (Period(date(2026, 11, 9), date(2026, 11, 15)), 140),
    )
    assert budget.of(stretches, used=0, on=date(2026, 11, 9)) == budget.Budget(granted=210, due=90, used=0)


@pytest.mark.django_db
def test_the_case_furthest_from_its_weeks_comes_first_in_as_many_questions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    behind = visits.a_pair()
    ahead = visits.a_pair(mentor=behind.mentor, granted_from=ON, referred_on=ON)
    visits.a_visit(behind)
    with django_assert_num_queries(4):
        found = budget.of_cases(Grant.objects.all(), Visit.objects.all(), on=ON)
    first, second = found.furthest

    assert [first.case, second.case] == [behind.case.uuid, ahead.case.uuid]
    assert (first.budget.granted, first.budget.due, first.budget.used) == (1577, 806, 60)
    assert (second.budget.due, second.budget.used) == (17, 0)
    assert (found.cases, found.of_all.used) == (2, 60)
    assert found.of_all.due == first.budget.due + second.budget.due


@pytest.mark.django_db
def test_what_has_ended_or_not_begun_is_no_case_of_today_but_has_its_months() -> None:
    visits.a_pair()
    grants, visited = Grant.objects.all(), Visit.objects.all()
    for day in (date(2026, 9, 30), date(2027, 1, 1)):
        assert budget.of_cases(grants, visited, on=day).furthest == ()
    later = {row.month: row.due for row in budget.of_months(grants, visited, on=date(2027, 1, 1))}
    assert [later[date(2026, month, 1)] for month in (9, 10, 11, 12)] == [0, 531, 515, 531]
    assert sum(later.values()) == 1577
    assert len(later) == 12


@pytest.mark.django_db
def test_a_visit_counts_in_the_month_in_which_it_was_in_denmark() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair, visits.a_content("00:15", on=date(2026, 11, 1)))  # 23:15 the day before, in UTC
    months = {row.month: row.used for row in budget.of_months(Grant.objects.all(), Visit.objects.all(), on=ON)}
    assert (months[date(2026, 10, 1)], months[date(2026, 11, 1)]) == (0, 60)
