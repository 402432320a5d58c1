"""Compute the evaluation's tables from counted facts. Whole numbers go in, so that every part adds up to its whole."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from parloeb.domain.companies.lists import Ownership, PriorExperience
from parloeb.domain.corps.lists import Sex
from parloeb.domain.evaluation import lists
from parloeb.domain.evaluation.lists import AgeGroup, Band, BenefitGroup, Category
from parloeb.domain.followup import lists as followup
from parloeb.domain.followup.lists import EndGroup, EndReason
from parloeb.domain.referrals.lists import Benefit, Education, Track
from parloeb.kernel.lists import Listed

UNKNOWN = "unknown"
_NOT_ASKED = "not_asked"

Tables = dict[str, Any]  # as docs/formats/evaluation.md writes them


@dataclass(frozen=True)
class Jobcentre:
    """A jobcentre that is asked about, with its limit of running courses."""

    name: str
    agreed_places: int | None


@dataclass(frozen=True)
class People:
    """So many citizens with the same values in their latest course; empty is unknown."""

    jobcentre: str
    track: str
    sex: str
    age: int | None
    education: str
    benefit: str
    is_ended: bool
    end_reason: str
    count: int


@dataclass(frozen=True)
class Worked:
    """A jobcentre's minutes by category, and the median and largest minutes of its citizens."""

    jobcentre: str
    minutes: Mapping[Category, int]
    median: Fraction
    largest: int

    @property
    def total(self) -> int:
        """The minutes of all categories."""
        return sum(self.minutes.values())


@dataclass(frozen=True)
class Banded:
    """Minutes of a band by category, all of them to be divided by `whole`.

    A visit that crosses a band's edge gives its categories to each band in proportion: of a visit of `whole` minutes
    so many minutes in the band times the minutes of the category stand here. Others have a whole of 1.
    """

    band: Band
    whole: int
    products: Mapping[Category, int]


@dataclass(frozen=True)
class Behind:
    """How many citizens stand behind minutes: behind all of them, and behind those of each category."""

    all: int
    by_category: Mapping[Category, int]


@dataclass(frozen=True)
class Companies:
    """So many companies with the same values; empty is unknown."""

    sector: str
    ownership: str
    prior_experience: str
    count: int


@dataclass(frozen=True)
class Facts:
    """All that the tables are computed from."""

    first_day: date | None
    last_day: date
    jobcentres: tuple[Jobcentre, ...]
    people: tuple[People, ...]
    worked: tuple[Worked, ...]
    banded: tuple[Banded, ...]
    behind_jobcentres: Mapping[str, Behind]
    behind_bands: Mapping[Band, Behind]
    visits: int
    mentors: int
    companies: tuple[Companies, ...]
    placed_citizens: int
    companies_with_several: int


def tables(facts: Facts) -> Tables:
    """The tables, with unrounded numbers; a quotient by zero is None."""
    return {
        "period": {
            "from": facts.first_day.isoformat() if facts.first_day else None,
            "to": facts.last_day.isoformat(),
        },
        "participants": _participants(facts),
        "hours": _hours(facts),
        "companies": _companies(facts),
        "missing": _missing(facts),
    }


def _participants(facts: Facts) -> Tables:
    people = facts.people
    ended = [row for row in people if row.is_ended]
    return {
        "n": _count(people),
        "active": _count(people) - _count(ended),
        "ended": _count(ended),
        "by_jobcentre": {place.name: _of_jobcentre(people, place) for place in facts.jobcentres},
        "by_track": _by_list(people, lambda row: row.track, _asked(Track)),
        "by_sex": _by_list(people, lambda row: row.sex, Sex),
        "by_age": _by_list(people, _age_group, AgeGroup),
        "by_education": _by_list(people, lambda row: row.education, _asked(Education)),
        "by_benefit": _by_list(people, lambda row: row.benefit, _asked(Benefit)),
        "by_benefit_group": _by_list(people, _benefit_group, BenefitGroup),
        "by_end_reason": _by_list(ended, _end_group, EndGroup),
    }


def _of_jobcentre(people: Iterable[People], place: Jobcentre) -> Tables:
    own = [row for row in people if row.jobcentre == place.name]
    by_track = _by_list(own, lambda row: row.track, _asked(Track))
    return {"n": _count(own), **by_track, "agreed_places": place.agreed_places}


def _hours(facts: Facts) -> Tables:
    minutes = {category: sum(row.minutes[category] for row in facts.worked) for category in Category}
    total = sum(minutes.values())
    citizens = {
        place.name: _count(row for row in facts.people if row.jobcentre == place.name) for place in facts.jobcentres
    }
    in_bands = {band: {category: _band_minutes(facts, band, category) for category in Category} for band in Band}
    return {
        "total": total / 60,
        "visits": facts.visits,
        "mentors": facts.mentors,
        "by_category": {category.value: _hours_and_percent(count, total) for category, count in minutes.items()},
        "by_jobcentre": {row.jobcentre: _hours_of_jobcentre(row, citizens[row.jobcentre]) for row in facts.worked},
        "by_band": {
            band.value: _hours_and_percent(sum(parts.values(), Fraction()), total) for band, parts in in_bands.items()
        },
        "by_band_and_category": {
            band.value: {category.value: float(part / 60) for category, part in parts.items()}
            for band, parts in in_bands.items()
        },
    }


def _hours_of_jobcentre(row: Worked, citizens: int) -> Tables:
    return {
        "hours": row.total / 60,
        "citizens": citizens,
        "hours_per_citizen": _quotient(row.total, citizens * 60),
        "median_hours_per_citizen": float(row.median / 60) if citizens else None,
        "hours_per_citizen_without_largest": _quotient(row.total - row.largest, (citizens - 1) * 60),
        "by_category_percent": {
            category.value: _quotient(100 * count, row.total) for category, count in row.minutes.items()
        },
    }


def _companies(facts: Facts) -> Tables:
    rows = facts.companies
    sectors = sorted({row.sector for row in rows if row.sector})
    return {
        "n": _count(rows),
        "citizens": facts.placed_citizens,
        "with_several_citizens": facts.companies_with_several,
        "by_ownership": _by_list(rows, lambda row: row.ownership, Ownership),
        "by_prior_experience": _by_list(rows, lambda row: row.prior_experience, PriorExperience),
        "by_sector": _by_list(rows, lambda row: row.sector, sectors),
    }


def _missing(facts: Facts) -> Tables:
    people, companies = _count(facts.people), _count(facts.companies)
    participants, placed = _participants(facts), _companies(facts)
    without_places = sum(place.agreed_places is None for place in facts.jobcentres)
    of_people = ("sex", "age", "education", "benefit", "track")
    return {
        **{field: _missing_of(participants[f"by_{field}"][UNKNOWN], people) for field in of_people},
        "end_reason": _missing_of(participants["by_end_reason"][UNKNOWN], participants["ended"]),
        "agreed_places": _missing_of(without_places, len(facts.jobcentres)),
        **{
            field: _missing_of(placed[f"by_{field}"][UNKNOWN], companies)
            for field in ("sector", "ownership", "prior_experience")
        },
    }


def _missing_of(missing: int, of: int) -> Tables:
    return {"missing": missing, "of": of}


def _count(rows: Iterable[People | Companies]) -> int:
    return sum(row.count for row in rows)


def _asked(entries: type[Listed]) -> tuple[str, ...]:
    """The entries of a list that say something; "not asked" is unknown."""
    return tuple(entry.value for entry in entries if entry != _NOT_ASKED)


def _by_list(rows: Iterable[Any], value: Callable[[Any], str], entries: Iterable[str]) -> dict[str, int]:
    """Count by every entry of a list, and what is none of them as unknown."""
    counts = dict.fromkeys([*(str(entry) for entry in entries), UNKNOWN], 0)
    for row in rows:
        code = value(row)
        counts[code if code in counts else UNKNOWN] += row.count
    return counts


def _age_group(row: People) -> str:
    return "" if row.age is None else lists.age_group(row.age)


def _benefit_group(row: People) -> str:
    return lists.GROUP_OF.get(Benefit(row.benefit), "") if row.benefit else ""


def _end_group(row: People) -> str:
    return followup.group_of(EndReason(row.end_reason)) if row.end_reason else ""


def _band_minutes(facts: Facts, band: Band, category: Category) -> Fraction:
    return sum((Fraction(row.products[category], row.whole) for row in facts.banded if row.band is band), Fraction())


def _hours_and_percent(minutes: int | Fraction, total: int) -> Tables:
    return {"hours": float(Fraction(minutes) / 60), "percent": _quotient(100 * minutes, total)}


def _quotient(part: int | Fraction, whole: int) -> float | None:
    return float(Fraction(part) / whole) if whole > 0 else None
