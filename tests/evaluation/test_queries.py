"""Who is counted: once, with the latest course, from the referral until the end."""

from datetime import date
from pathlib import Path

import pytest

from parloeb.domain.cases.models import Case
from parloeb.domain.evaluation import access, queries, rules
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Background
from parloeb.kernel import errors
from tests.builders import clock, people, visits
from tests.registrations import folders

pytestmark = pytest.mark.django_db


def participants(last_day: date, first_day: date | None = None) -> dict[str, int]:
    found: dict[str, int] = rules.tables(queries.facts(queries.Asked(last_day=last_day, first_day=first_day)))[
        "participants"
    ]
    return found


@pytest.fixture
def small(tmp_path: Path) -> None:
    """B1 is there from 2008-02-01 to 2008-06-01, B2 from 2008-03-01 on."""
    folders.take_in(folders.write(tmp_path, folders.small()))


@pytest.mark.parametrize(
    ("first_day", "last_day", "counts"),
    [
        (None, date(2008, 1, 31), (0, 0)),
        (None, date(2008, 2, 1), (1, 0)),
        (None, date(2008, 5, 31), (2, 0)),
        (None, date(2008, 6, 1), (2, 1)),
        (date(2008, 6, 1), date(2008, 12, 31), (2, 1)),
        (date(2008, 6, 2), date(2008, 12, 31), (1, 0)),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_citizen_counts_from_the_day_of_referral_to_the_day_of_the_end(
    first_day: date | None, last_day: date, counts: tuple[int, int]
) -> None:
    found = participants(last_day, first_day)

    assert (found["n"], found["ended"]) == counts


@pytest.mark.usefixtures("small")
def test_a_second_course_counts_the_citizen_once_with_its_own_values() -> None:
    first = Case.objects.get(citizen__registration_key="B1")
    again = Case.objects.create(
        number="2009-999999",
        citizen=first.citizen,
        jobcentre=people.a_jobcentre("Sydby"),
        opened_on=date(2009, 1, 1),
        stage="running",
    )
    Background.objects.create(case=again, referred_on=date(2009, 1, 1), track="retention")

    tables = rules.tables(queries.facts(queries.Asked(last_day=date(2009, 6, 1))))

    assert tables["participants"]["n"] == 2
    assert tables["participants"]["by_track"] == {"retention": 1, "entry": 0, "unknown": 1}
    assert tables["hours"]["by_jobcentre"]["Sydby"]["hours"] == 1.0
    assert tables["hours"]["by_jobcentre"]["Nordby"]["hours"] == 0.75


def test_a_draft_is_nobody_yet() -> None:
    pair = visits.a_pair()
    Background.objects.filter(case=pair.case).update(referred_on=None)

    assert participants(clock.ON)["n"] == 0


@pytest.mark.parametrize(
    ("first_day", "last_day", "companies"),
    [
        (None, date(2008, 2, 29), 0),
        (None, date(2008, 3, 1), 1),
        (date(2020, 1, 1), date(2020, 12, 31), 1),
    ],
)
@pytest.mark.usefixtures("small")
def test_a_company_counts_where_a_placement_touches_the_period(
    first_day: date | None, last_day: date, companies: int
) -> None:
    facts = queries.facts(queries.Asked(first_day=first_day, last_day=last_day))

    assert rules.tables(facts)["companies"]["n"] == companies


def test_an_unknown_jobcentre_and_an_end_before_the_start_are_refused() -> None:
    with pytest.raises(errors.RefusedError, match="»Ingensteds«"):
        queries.jobcentre_ids(["Ingensteds"])
    with pytest.raises(errors.RefusedError, match="før den første"):
        queries.Asked(first_day=clock.TOMORROW, last_day=clock.ON)


def test_an_evaluator_sees_the_own_jobcentre_or_all_and_others_none() -> None:
    place = people.a_jobcentre("Nordby")
    own = people.give_role(people.a_user("Eva Lykke"), Role.EVALUATOR, organisation=place)
    everywhere = people.give_role(people.a_user("Erik Vid"), Role.EVALUATOR)

    assert access.jobcentres_of(people.actor(own)) == frozenset({Organisation.objects.get(name="Nordby").pk})
    assert access.jobcentres_of(people.actor(everywhere)) is None
    with pytest.raises(errors.RefusedError, match="Kun en evaluator"):
        access.jobcentres_of(people.actor(people.a_caseworker()))
