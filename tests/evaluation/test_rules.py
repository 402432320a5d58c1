"""The tables computed from facts: parts add up to their wholes, and nothing is divided by zero."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.evaluation import lists, rules
from parloeb.domain.evaluation.lists import Band, BenefitGroup, Category
from parloeb.domain.evaluation.rules import Banded, Companies, Facts, Jobcentre, People, Worked
from parloeb.domain.followup.lists import EndReason
from parloeb.domain.referrals.lists import Benefit

PLACES = ("Nordby", "Sydby")


def the_facts(
    people: tuple[People, ...] = (),
    worked: tuple[Worked, ...] = (),
    banded: tuple[Banded, ...] = (),
    companies: tuple[Companies, ...] = (),
) -> Facts:
    return Facts(
        first_day=None,
        last_day=date(2026, 11, 16),
        jobcentres=tuple(Jobcentre(name, None) for name in PLACES),
        people=people,
        worked=worked,
        banded=banded,
        behind_jobcentres={},
        behind_bands={},
        visits=0,
        mentors=0,
        companies=companies,
        placed_citizens=0,
        companies_with_several=0,
    )


def a_person(place: str = "Nordby", count: int = 1, **values: object) -> People:
    given = {"track": "", "sex": "", "age": None, "education": "", "benefit": "", "is_ended": False, "end_reason": ""}
    return People(jobcentre=place, count=count, **{**given, **values})  # type: ignore[arg-type]


people = st.builds(
    People,
    jobcentre=st.sampled_from(PLACES),
    track=st.sampled_from(["", "retention", "entry", "not_asked"]),
    sex=st.sampled_from(["", "male", "female"]),
    age=st.none() | st.integers(0, 130),
    education=st.sampled_from(["", "vocational", "not_asked"]),
    benefit=st.sampled_from(["", *(benefit.value for benefit in Benefit)]),
    is_ended=st.booleans(),
    end_reason=st.sampled_from(["", *(reason.value for reason in EndReason)]),
    count=st.integers(1, 50),
)


@given(st.lists(people, max_size=30))
def test_every_count_of_people_adds_up(rows: list[People]) -> None:
    participants = rules.tables(the_facts(people=tuple(rows)))["participants"]
    n = sum(row.count for row in rows)

    assert participants["n"] == participants["active"] + participants["ended"] == n
    for table in ("by_track", "by_sex", "by_age", "by_education", "by_benefit", "by_benefit_group"):
        assert sum(participants[table].values()) == n
    assert sum(participants["by_end_reason"].values()) == participants["ended"]
    assert sum(row["n"] for row in participants["by_jobcentre"].values()) == n
    for track in ("retention", "entry", "unknown"):
        assert sum(row[track] for row in participants["by_jobcentre"].values()) == participants["by_track"][track]


@st.composite
def visits(draw: st.DrawFn) -> tuple[str, dict[Category, int], dict[Band, int]]:
    """A visit: where, its minutes by category, and how many of them lie in each band."""
    minutes = {category: draw(st.integers(0, 300)) for category in Category}
    left, bands = sum(minutes.values()), {}
    for band in Band:
        bands[band] = draw(st.integers(0, left))
        left -= bands[band]
    bands[Band.NIGHT] += left
    return draw(st.sampled_from(PLACES)), minutes, bands


@given(st.lists(visits(), max_size=40))
def test_every_hour_is_in_every_table_once(drawn: list[tuple[str, dict[Category, int], dict[Band, int]]]) -> None:
    worked = tuple(
        Worked(
            jobcentre=place,
            minutes={category: sum(m[category] for at, m, _ in drawn if at == place) for category in Category},
            median=Fraction(0),
            largest=0,
        )
        for place in PLACES
    )
    banded = tuple(
        Banded(band=band, whole=sum(minutes.values()), products={c: minutes[c] * part for c in Category})
        for _, minutes, bands in drawn
        for band, part in bands.items()
        if sum(minutes.values())
    )
    hours = rules.tables(the_facts(worked=worked, banded=banded))["hours"]
    total = hours["total"]

    def close(*parts: float) -> bool:
        return bool(abs(sum(parts) - total) < 1e-9)

    assert close(*(cell["hours"] for cell in hours["by_category"].values()))
    assert close(*(cell["hours"] for cell in hours["by_band"].values()))
    assert close(*(row["hours"] for row in hours["by_jobcentre"].values()))
    for category in Category:
        column = sum(row[category] for row in hours["by_band_and_category"].values())
        assert abs(column - hours["by_category"][category]["hours"]) < 1e-9
    for band in Band:
        row = sum(hours["by_band_and_category"][band].values())
        assert abs(row - hours["by_band"][band]["hours"]) < 1e-9
    if total:
        assert abs(sum(cell["percent"] for cell in hours["by_band"].values()) - 100) < 1e-9


def test_an_empty_store_is_an_answer() -> None:
    tables = rules.tables(the_facts(worked=(Worked("Nordby", dict.fromkeys(Category, 0), Fraction(0), 0),)))

    assert tables["participants"]["n"] == 0
    assert tables["hours"]["by_category"]["home"] == {"hours": 0.0, "percent": None}
    assert tables["hours"]["by_jobcentre"]["Nordby"] == {
        "hours": 0.0,
        "citizens": 0,
        "hours_per_citizen": None,
        "median_hours_per_citizen": None,
        "hours_per_citizen_without_largest": None,
        "by_category_percent": dict.fromkeys(["home", "work", "contact", "other"]),
    }


def test_without_the_largest_the_others_share_the_rest() -> None:
    minutes = {**dict.fromkeys(Category, 0), Category.HOME: 600}
    facts = the_facts(people=(a_person(count=3),), worked=(Worked("Nordby", minutes, Fraction(60), 480),))
    row = rules.tables(facts)["hours"]["by_jobcentre"]["Nordby"]

    assert (row["hours_per_citizen"], row["median_hours_per_citizen"]) == (10 / 3, 1.0)
    assert row["hours_per_citizen_without_largest"] == 1.0


@pytest.mark.parametrize(
    ("age", "group"),
    [(0, "under_20"), (19, "under_20"), (20, "20-25"), (25, "20-25"), (26, "26-30"), (30, "26-30"), (31, "31-35"),
     (35, "31-35"), (36, "36-40"), (40, "36-40"), (41, "over_40"), (130, "over_40")],
)  # fmt: skip
def test_ages_fall_into_the_groups_of_2008(age: int, group: str) -> None:
    assert lists.age_group(age) == group


def test_every_benefit_belongs_to_a_group() -> None:
    assert set(lists.GROUP_OF) == set(Benefit) - {Benefit.NOT_ASKED}
    assert set(lists.GROUP_OF.values()) == set(BenefitGroup)


def test_what_was_not_asked_counts_as_unknown_and_missing() -> None:
    tables = rules.tables(the_facts(people=(a_person(track="not_asked", benefit="not_asked", count=2),)))

    assert tables["participants"]["by_track"]["unknown"] == 2
    assert tables["missing"]["benefit"] == {"missing": 2, "of": 2}


def test_a_finer_reason_counts_in_its_group_of_2008() -> None:
    ended = [a_person(is_ended=True, end_reason=reason) for reason in ("improved", "job", "died", "")]
    participants = rules.tables(the_facts(people=tuple(ended)))["participants"]

    assert participants["by_end_reason"] == {
        "improved": 2,
        "insufficient_referred_on": 0,
        "lost_contact": 0,
        "declined": 0,
        "moved": 0,
        "other": 1,
        "unknown": 1,
    }
