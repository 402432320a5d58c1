"""The table of the corps: whom a filter finds, what stands in the address, and how much it asks of the database."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps.availability import commands as availability
from parloeb.domain.corps.lists import AbsenceKind, Field, Source
from parloeb.domain.corps.models import Mentor
from parloeb.domain.corps.telling import commands as telling
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.pages.shared import clock
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

AASE: dict[str, Any] = {
    "kind": "supplier",
    "profile": "social",
    "languages": ("da", "ar"),
    "areas": ("Nord",),
    "times": ("mon_morning",),
    "weekly_minutes": 600,
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: builders.AT)


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def supplier() -> Organisation:
    return builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")


@pytest.fixture
def desk(jobcentre: Organisation) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=jobcentre), Role.COORDINATOR)


@pytest.fixture
def two(jobcentre: Organisation, supplier: Organisation) -> tuple[Mentor, Mentor]:
    """Åse, who is looked for, and Bo, who is not."""
    aase = builders.a_signed_mentor("Åse Øster", jobcentre=jobcentre, organisation=supplier, **AASE)
    bo = builders.a_signed_mentor(
        "Bo Vest", jobcentre=jobcentre, areas=("Syd",), times=("fri_evening",), weekly_minutes=120
    )
    mentors.set_competence(
        aase,
        field=Field.DEBT,
        level=2,
        source=Source.COURSE,
        known_on=builders.ON,
        by=acting.SYSTEM,
        at=builders.AT,
    )
    return aase, bo


def _found(desk: Client, **asked: str) -> list[str]:
    page = desk.get("/korps/", asked).content.decode()
    return [name for name in ("Åse Øster", "Bo Vest") if f">{name}</a>" in page]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "åse"}, {"name": "åsa"}),
        ({"name": "aase oester"}, {"name": "aase vest"}),
        ({"kind": "supplier"}, {"kind": "school"}),
        ({"profile": "social"}, {"profile": "education"}),
        ({"language": "ar"}, {"language": "so"}),
        ({"area": "Nord"}, None),
        ({"competence": "debt"}, {"competence": "housing"}),
        ({"competence": "debt", "level": "2"}, {"competence": "debt", "level": "3"}),
        ({"time": "mon_morning"}, {"time": "tue_morning"}),
        ({"free": "10"}, {"free": "10,5"}),
    ],
)
def test_each_filter_finds_who_has_it_alone(
    desk: Client, two: tuple[Mentor, Mentor], one: dict[str, str], other: dict[str, str] | None
) -> None:
    assert _found(desk) == ["Åse Øster", "Bo Vest"]
    assert _found(desk, **one) == ["Åse Øster"]
    assert other is None or _found(desk, **other) == []


def test_an_organisation_is_chosen_from_those_there_are(
    desk: Client, two: tuple[Mentor, Mentor], supplier: Organisation
) -> None:
    assert _found(desk, organisation=str(supplier.uuid)) == ["Åse Øster"]
    wrong = desk.get("/korps/", {"organisation": "hest"})
    assert wrong.status_code == 422
    assert "hest" in at_field(wrong, "organisation")


def test_who_has_no_areas_and_no_times_is_found_by_any(desk: Client, jobcentre: Organisation) -> None:
    builders.a_signed_mentor("Åse Øster", jobcentre=jobcentre)
    builders.a_signed_mentor("Bo Vest", jobcentre=jobcentre, areas=("Nord",), times=("mon_morning",))
    assert _found(desk, area="Nord", time="mon_morning") == ["Åse Øster", "Bo Vest"]
    assert _found(desk, time="sun_evening") == ["Åse Øster"]


def test_who_has_left_is_shown_when_asked_for(desk: Client, two: tuple[Mentor, Mentor]) -> None:
    Mentor.objects.filter(name="Bo Vest").update(last_day=builders.YESTERDAY)
    assert _found(desk) == ["Åse Øster"]
    assert _found(desk, with_former="on") == ["Åse Øster", "Bo Vest"]
    Mentor.objects.filter(name="Bo Vest").update(last_day=builders.ON)
    assert _found(desk) == ["Åse Øster", "Bo Vest"]


def test_the_count_and_an_empty_answer_say_what_to_do(desk: Client, two: tuple[Mentor, Mentor]) -> None:
    assert "2 mentorer." in desk.get("/korps/").content.decode()
    page = desk.get("/korps/", {"name": "bo"}).content.decode()
    assert "1 mentor fundet." in page
    assert 'value="bo"' in page
    empty = desk.get("/korps/", {"name": "ukendt"}).content.decode()
    assert "0 mentorer fundet." in empty
    assert "Ingen mentorer svarer til det, du leder efter." in empty


def test_hours_that_cannot_be_read_are_told_at_their_field(desk: Client, two: tuple[Mentor, Mentor]) -> None:
    answer = desk.get("/korps/", {"free": "hest"})
    assert answer.status_code == 422
    assert "hest" in at_field(answer, "free")


def test_most_free_hours_stand_first_when_asked_for(desk: Client, jobcentre: Organisation) -> None:
    for name, minutes in (("Alma", 60), ("Bent", 600), ("Carl", 60)):
        builders.a_signed_mentor(name, jobcentre=jobcentre, weekly_minutes=minutes)
    for order, names in (("name", ["Alma", "Bent", "Carl"]), ("free", ["Bent", "Alma", "Carl"])):
        page = desk.get("/korps/", {"order": order}).content.decode()
        assert sorted(names, key=page.index) == names


def test_who_is_away_without_an_end_has_no_free_hours(desk: Client, two: tuple[Mentor, Mentor]) -> None:
    aase, bo = two
    for mentor, last_day in ((aase, None), (bo, builders.TOMORROW)):
        assert mentor.user
        with builders.act(mentor.user, Role.MENTOR) as by:
            availability.register_absence(
                mentor,
                kind=AbsenceKind.ILLNESS,
                first_day=builders.ON,
                last_day=last_day,
                by=by,
                at=builders.AT,
                on=builders.ON,
            )
    assert _found(desk, free="1") == ["Bo Vest"]
    assert "Fravær fra 16-11-2026" in desk.get("/korps/").content.decode()


def test_the_last_answer_on_strain_stands_in_words(desk: Client, two: tuple[Mentor, Mentor]) -> None:
    aase, _ = two
    assert aase.user
    with builders.act(aase.user, Role.MENTOR) as by:
        telling.rate_strain(aase, level=4, by=by, at=builders.AT, on=builders.ON)
        telling.wish_for_odds(aase, by=by, at=builders.AT, on=builders.ON)
    assert "4: Hårdt (16-11-2026). Beder om bedre odds" in desk.get("/korps/").content.decode()


def test_ten_mentors_ask_no_more_of_the_database_than_two(
    desk: Client, two: tuple[Mentor, Mentor], jobcentre: Organisation
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as questions:
            assert desk.get("/korps/").status_code == 200
        return len(questions)

    asked()
    before = asked()
    for number in range(8):
        mentor = builders.a_signed_mentor(f"Mentor {number}", jobcentre=jobcentre)
        assert mentor.user
        with builders.act(mentor.user, Role.MENTOR) as by:
            telling.rate_strain(mentor, level=1, by=by, at=builders.AT, on=builders.ON)
            telling.wish_for_odds(mentor, by=by, at=builders.AT, on=builders.ON)
            availability.register_absence(
                mentor,
                kind=AbsenceKind.HOLIDAY,
                first_day=builders.ON,
                last_day=builders.ON + timedelta(days=7),
                by=by,
                at=builders.AT,
                on=builders.ON,
            )
    assert asked() == before
