"""The rows that pages show: paged by key, found by number or name, and protected names masked."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.cases import access, listing, queries
from parloeb.domain.cases.rules import Stage
from parloeb.domain.people.models import User
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def signe(cast: builders.Cast) -> User:
    return cast.caseworker


def test_pages_hold_every_case_once_newest_first(signe: User) -> None:
    opened = [builders.a_case(by=signe).number for _ in range(listing.ROWS * 2 + 1)]
    first = _page(signe)
    second = _page(signe, after=first.go_on_after)
    last = _page(signe, after=second.go_on_after)
    assert [row.number for page in (first, second, last) for row in page.rows] == opened[::-1]
    assert last.go_on_after is None


def test_a_full_page_that_is_the_last_leads_no_further(signe: User) -> None:
    for _ in range(listing.ROWS):
        builders.a_case(by=signe)
    page = _page(signe)
    assert len(page.rows) == listing.ROWS
    assert page.go_on_after is None


def test_a_foreign_key_gives_as_little_as_a_missing_one(cast: builders.Cast) -> None:
    own, foreign = builders.a_case(by=cast.caseworker), builders.a_case(by=cast.other_caseworker)
    signe = cast.caseworker
    assert [row.number for row in _page(signe).rows] == [own.number]
    assert _page(signe, after=foreign.uuid) == _page(signe, after=uuid4())
    assert _page(signe, after=foreign.uuid).rows == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("aaen", ["Åse Ågård-Aaen"]),
        ("Åen", ["Åse Ågård-Aaen"]),
        ("aagaard", ["Åse Ågård-Aaen"]),
        ("ÅSE", ["Åse Ågård-Aaen"]),
        ("  bo ", ["Bo Egelund"]),
        ("borg", []),
        ("gelund", []),
        ("%", []),
        ("_", []),
        ("\\", []),
        ("a\x00aen", ["Åse Ågård-Aaen"]),
        ("", ["Navn beskyttet", "Bo Egelund", "Åse Ågård-Aaen"]),
    ],
)
def test_search_finds_by_the_start_of_a_part_of_the_name(signe: User, typed: str, found: list[str]) -> None:
    for citizen in (
        builders.a_citizen("Åse Ågård-Aaen"),
        builders.a_citizen("Bo Egelund"),
        builders.a_citizen("Hemming Borg", is_protected=True),
    ):
        builders.a_case(by=signe, citizen=citizen)
    assert [row.name for row in _page(signe, search=typed).rows] == found


def test_search_finds_by_number(signe: User) -> None:
    case, _ = builders.a_case(by=signe), builders.a_case(by=signe)
    assert [row.number for row in _page(signe, search=case.number[-6:]).rows] == [case.number]


def test_search_stays_within_the_visible(cast: builders.Cast) -> None:
    foreign = builders.a_case(by=cast.other_caseworker, citizen=builders.a_citizen("Bo Egelund"))
    for typed in ("Bo", "Egelund", foreign.number):
        assert _page(cast.caseworker, search=typed).rows == ()
        assert [row.number for row in _page(cast.other_caseworker, search=typed).rows] == [foreign.number]


def test_a_protected_citizen_is_shown_and_found_by_number_without_the_name(signe: User) -> None:
    case = builders.a_case(by=signe, citizen=builders.a_citizen("Hemming Ligt", is_protected=True))
    page = _page(signe, search=case.number)
    head = queries.case_head(case)
    assert [row.name for row in page.rows] == ["Navn beskyttet"]
    assert head.name == "Navn beskyttet"
    assert "Hemming" not in f"{page}{head}"


def test_the_page_tells_which_citizens_it_shows(signe: User) -> None:
    cases = [builders.a_case(by=signe) for _ in range(3)]
    assert set(_page(signe).citizens) == {case.citizen.uuid for case in cases}


def test_a_case_is_reached_by_its_own_and_by_nobody_else(signe: User) -> None:
    case = builders.a_case(by=signe)
    own, foreign = builders.actor(signe), builders.actor(builders.a_caseworker("Mads Mørk"))
    assert access.reach(own, case.uuid, on=builders.ON) == access.Reached(case, own)
    assert access.reach(foreign, case.uuid, on=builders.ON) is None
    assert access.reach(own, uuid4(), on=builders.ON) is None


def test_a_page_takes_as_many_queries_for_many_rows_as_for_one(signe: User) -> None:
    builders.a_case(by=signe)
    one = _count(signe)
    for _ in range(20):
        builders.a_case(by=signe)
    assert _count(signe) == one


def _count(user: User) -> int:
    client = builders.logged_in(user)
    with CaptureQueriesContext(
        connection,
    ) as made:
        assert client.get("/sager/").status_code == 200
    return len(made)


def _page(by: User, **asked: Any) -> listing.CasePage:
    return listing.page_of_cases(builders.actor(by), on=builders.ON, **asked)


def test_a_list_of_one_stage_holds_that_stage_alone(signe: User) -> None:
    draft, sent = builders.a_draft(by=signe).case, builders.a_sent_referral(by=signe).case
    assert [row.number for row in _page(signe, stage=Stage.REFERRED).rows] == [sent.number]
    client = builders.logged_in(signe)
    page = client.get("/sager/?trin=draft").content.decode()
    assert draft.number in page
    assert sent.number not in page
    assert "Ingen sager svarer til det" in client.get("/sager/?trin=paused").content.decode()
    assert sent.number in client.get("/sager/?trin=findesikke").content.decode()
