"""The trial of 2008, imported, gives every figure that its report prints (tests/data/pilot2008/README.md)."""

from datetime import date
from typing import Any

import pytest

from parloeb.domain.evaluation import queries, rules
from tests.registrations import folders

pytestmark = pytest.mark.django_db

EXTRACTED_ON = date(2008, 9, 10)


@pytest.fixture
def tables() -> dict[str, Any]:
    folders.take_in(folders.PILOT)
    return rules.tables(queries.facts(queries.Asked(last_day=EXTRACTED_ON)))


def shown(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def rounded(percents: dict[str, Any], digits: int = 0) -> list[float]:
    return [round(cell if isinstance(cell, float) else cell["percent"], digits) for cell in percents.values()]


def test_the_participants_are_the_printed_ones(tables: dict[str, Any]) -> None:
    participants = tables["participants"]

    assert (participants["n"], participants["active"], participants["ended"]) == (91, 81, 10)
    assert participants["by_jobcentre"] == {
        "Herlev": {"n": 18, "retention": 3, "entry": 15, "unknown": 0, "agreed_places": 10},
        "Odense": {"n": 55, "retention": 22, "entry": 33, "unknown": 0, "agreed_places": 15},
        "Viborg": {"n": 18, "retention": 1, "entry": 17, "unknown": 0, "agreed_places": 15},
    }
    assert participants["by_track"] == {"retention": 26, "entry": 65, "unknown": 0}
    assert participants["by_sex"] == {"male": 42, "female": 49, "unknown": 0}
    assert participants["by_age"] == {
        "under_20": 0,
        "20-25": 26,
        "26-30": 16,
        "31-35": 11,
        "36-40": 9,
        "over_40": 12,
        "unknown": 17,
    }
    assert participants["by_education"] == {
        "primary_or_none": 71,
        "vocational": 9,
        "upper_secondary": 7,
        "short_higher": 1,
        "medium_higher": 0,
        "long_higher": 1,
        "unknown": 2,
    }
    assert participants["by_benefit_group"] == {
        "public_support": 58,
        "unemployment_or_sickness": 27,
        "wage": 4,
        "fleksjob": 1,
        "family": 1,
        "unknown": 0,
    }
    assert shown(participants["by_end_reason"]) == {"improved": 5, "insufficient_referred_on": 3, "lost_contact": 2}


def test_the_hours_are_the_printed_ones_of_the_jobcentres(tables: dict[str, Any]) -> None:
    hours = tables["hours"]

    assert (hours["total"], hours["visits"], hours["mentors"]) == (956.0, 707, 15)
    places = hours["by_jobcentre"]
    assert {name: (row["hours"], row["citizens"]) for name, row in places.items()} == {
        "Herlev": (265.0, 18),
        "Odense": (410.0, 55),
        "Viborg": (281.0, 18),
    }
    assert {name: round(row["hours_per_citizen"], 2) for name, row in places.items()} == {
        "Herlev": 14.72,
        "Odense": 7.45,
        "Viborg": 15.61,
    }
    assert rounded(places["Herlev"]["by_category_percent"]) == [27, 17, 11, 45]
    assert rounded(places["Viborg"]["by_category_percent"]) == [44, 5, 13, 38]
    assert rounded(places["Odense"]["by_category_percent"]) == [38, 21, 25, 16]
    assert [cell["hours"] for cell in hours["by_category"].values()] == [351.0, 145.0, 168.25, 291.75]
    assert rounded(hours["by_band"], 0)[:4] == [8, 45, 44, 2]
    assert round(hours["by_band"]["24-06"]["percent"], 1) == 0.3


def test_the_companies_are_the_printed_ones(tables: dict[str, Any]) -> None:
    companies = tables["companies"]

    assert (companies["n"], companies["citizens"], companies["with_several_citizens"]) == (25, 29, 4)
    assert companies["by_ownership"] == {"public": 11, "private": 13, "association": 1, "unknown": 0}
    assert companies["by_prior_experience"] == {"yes": 10, "no": 13, "unknown": 2}


def test_what_is_missing_is_counted_for_every_field_that_may_be_empty(tables: dict[str, Any]) -> None:
    assert {field: (cell["missing"], cell["of"]) for field, cell in tables["missing"].items()} == {
        "sex": (0, 91),
        "age": (17, 91),
        "education": (2, 91),
        "benefit": (0, 91),
        "track": (0, 91),
        "end_reason": (0, 10),
        "agreed_places": (0, 3),
        "sector": (0, 25),
        "ownership": (0, 25),
        "prior_experience": (2, 25),
    }


def test_one_jobcentre_alone_has_its_own_figures() -> None:
    folders.take_in(folders.PILOT)
    asked = queries.Asked(last_day=EXTRACTED_ON, jobcentres=queries.jobcentre_ids(["Viborg"]))
    tables = rules.tables(queries.facts(asked))

    assert (tables["participants"]["n"], tables["hours"]["total"]) == (18, 281.0)
    assert list(tables["participants"]["by_jobcentre"]) == ["Viborg"]
    assert sum(cell["hours"] for cell in tables["hours"]["by_band"].values()) == 281.0
    assert tables["missing"]["agreed_places"]["of"] == 1


def test_two_periods_have_the_hours_of_the_whole() -> None:
    folders.take_in(folders.PILOT)
    spring = queries.facts(queries.Asked(last_day=date(2008, 5, 31)))
    summer = queries.facts(queries.Asked(first_day=date(2008, 6, 1), last_day=EXTRACTED_ON))

    assert sum(row.total for facts in (spring, summer) for row in facts.worked) == 956 * 60
    assert spring.visits + summer.visits == 707
