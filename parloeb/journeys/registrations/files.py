"""The six files, as docs/formats/registrations.md promises them: columns, readers, keys and references."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from parloeb.domain.companies.lists import Ownership, PriorExperience
from parloeb.domain.corps.lists import Kind
from parloeb.domain.followup.lists import EndGroup
from parloeb.domain.visits.rules import MOST_MINUTES, Category
from parloeb.journeys.registrations import values
from parloeb.journeys.registrations.values import Value

Values = Mapping[str, Value]
Fault = tuple[str, str]  # the column and the sentence


@dataclass(frozen=True)
class Column:
    """One column: its name, how it is read and kept meanwhile, whether it may be empty, whose keys stand in it."""

    name: str
    read: values.Reader
    kept_as: str = "text"
    may_be_empty: bool = False
    refers_to: str = ""


def _nothing_wrong(row: Values) -> Fault | None:
    del row
    return None


@dataclass(frozen=True)
class File:
    """One file: its columns, those that make its key, and what a row's values must hold towards each other."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    must_be_there: bool = True
    is_of_people: bool = False
    check: Callable[[Values], Fault | None] = _nothing_wrong

    @property
    def title(self) -> str:
        """The name of the file in the folder."""
        return f"{self.name}.csv"


def _ends_after_start(first: str, last: str) -> Callable[[Values], Fault | None]:
    def check(row: Values) -> Fault | None:
        first_day, last_day = row[first], row[last]
        if isinstance(first_day, date) and isinstance(last_day, date) and last_day < first_day:
            return last, f"{last_day} ligger før {first_day} ({first})."
        return None

    return check


def _check_citizen(row: Values) -> Fault | None:
    if row["end_reason"] and not row["ended_on"]:
        return "ended_on", "Der står, hvorfor forløbet sluttede, men ikke hvornår."
    return _ends_after_start("referred_on", "ended_on")(row)


def _check_visit(row: Values) -> Fault | None:
    minutes = row["minutes"]
    parts = {f"{category}_minutes": row[f"{category}_minutes"] for category in Category}
    if not isinstance(minutes, int) or not 1 <= minutes <= MOST_MINUTES:
        return "minutes", f"{minutes} minutter ligger ikke mellem 1 og {MOST_MINUTES}."
    negative = next((name for name, part in parts.items() if isinstance(part, int) and part < 0), None)
    if negative:
        return negative, f"{parts[negative]} minutter er mindre end nul."
    whole = sum(part for part in parts.values() if isinstance(part, int))
    if whole != minutes:
        return "minutes", f"De fire kategorier giver {whole} minutter tilsammen, men der står {minutes}."
    return None


_JOBCENTRE = Column("jobcentre", values.key, refers_to="jobcentres")
_SEX = ("male", "female")
_FORMS = ("in_house", "other_municipal_unit", "supplier")
_KINDS = tuple(kind.value for kind in Kind if kind is not Kind.VOLUNTEER)
_EDUCATIONS = ("primary_or_none", "vocational", "upper_secondary", "short_higher", "medium_higher", "long_higher")
# The list of 2008: the benefits that came later are not in these files.
_BENEFITS = (
    "kontanthjaelp",
    "starthjaelp",
    "introduktionsydelse",
    "revalidering",
    "other_public",
    "dagpenge",
    "sygedagpenge",
    "wage",
    "fleksjob",
    "family",
)

# In the order in which they refer to each other.
FILES: tuple[File, ...] = (
    File(
        "jobcentres",
        (
            Column("jobcentre", values.key),
            Column("organisation_form", values.one_of(*_FORMS)),
            Column("agreed_places", values.whole(0, values.MOST_PLACES), "int8", may_be_empty=True),
        ),
        key=("jobcentre",),
    ),
    File(
        "mentors",
        (
            Column("mentor", values.key),
            _JOBCENTRE,
            Column("first_day", values.day, "date"),
            Column("weekly_hours", values.weekly_minutes, "int8"),
            Column("employer_kind", values.one_of(*_KINDS)),
        ),
        key=("mentor",),
        is_of_people=True,
    ),
    File(
        "citizens",
        (
            Column("citizen", values.key),
            _JOBCENTRE,
            Column("referred_on", values.day, "date"),
            Column("sex", values.one_of(*_SEX), may_be_empty=True),
            Column("age", values.whole(0, values.OLDEST), "int8", may_be_empty=True),
            Column("education", values.one_of(*_EDUCATIONS), may_be_empty=True),
            Column("benefit", values.one_of(*_BENEFITS), may_be_empty=True),
            Column("track", values.one_of("retention", "entry"), may_be_empty=True),
            Column("ended_on", values.day, "date", may_be_empty=True),
            Column("end_reason", values.one_of(*(group.value for group in EndGroup)), may_be_empty=True),
        ),
        key=("citizen",),
        is_of_people=True,
        check=_check_citizen,
    ),
    File(
        "companies",
        (
            Column("company", values.key),
            _JOBCENTRE,
            Column("sector", values.key, may_be_empty=True),
            Column("ownership", values.one_of(*(kind.value for kind in Ownership)), may_be_empty=True),
            Column("prior_experience", values.one_of(*(had.value for had in PriorExperience)), may_be_empty=True),
        ),
        key=("company",),
        must_be_there=False,
    ),
    File(
        "placements",
        (
            Column("citizen", values.key, refers_to="citizens"),
            Column("company", values.key, refers_to="companies"),
            Column("first_day", values.day, "date"),
            Column("last_day", values.day, "date", may_be_empty=True),
        ),
        key=("citizen", "company"),
        must_be_there=False,
        check=_ends_after_start("first_day", "last_day"),
    ),
    File(
        "visits",
        (
            Column("visit", values.key),
            Column("start", values.moment, "timestamptz"),
            Column("mentor", values.key, refers_to="mentors"),
            Column("citizen", values.key, refers_to="citizens"),
            Column("minutes", values.any_minutes, "int8"),
            *(Column(f"{category}_minutes", values.any_minutes, "int8") for category in Category),
        ),
        key=("visit",),
        check=_check_visit,
    ),
)
BY_NAME: Mapping[str, File] = {file.name: file for file in FILES}
