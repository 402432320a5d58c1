"""What the mentors of the town have shown and signed, and what their suppliers have agreed: some of it ends soon."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from parloeb.cli.demo_town import cast, corps
from parloeb.cli.demo_town.town import Town
from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps.lists import PaperKind, Profile, Vat
from parloeb.domain.corps.papers import commands as papers
from parloeb.domain.corps.suppliers import commands as suppliers
from parloeb.domain.corps.suppliers import pricing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, local
from parloeb.kernel.periods import Period

MONTHS_BETWEEN = 20  # they sign secrecy again before the two years are gone
SOON = 12  # days
RISE = 1150  # øre an hour
LOTS = (
    (pricing.Covered("Sociale mentorer", (Profile.SOCIAL,), yearly_minutes=4000 * 60), 39850),
    (pricing.Covered("Job og uddannelse", (Profile.COMPANY, Profile.EDUCATION)), 42300),
)
# Whose secrecy ends soon, and who has let it end; the latter has no course.
SIGNS_SOON, SIGNED_TOO_LONG_AGO = "tove", "nynne"
# A paper that is required stops what was before it, so that it must be as old as the town.
SINCE_THE_TOWN = 10_000  # days


@dataclass(frozen=True)
class Shown:
    """A paper of a mentor by key: its age, and the days until it ends (None: open)."""

    mentor: str
    kind: PaperKind
    days_ago: int
    ends_in: int | None = None
    title: str = ""
    is_required: bool = False


PAPERS = (
    Shown("hodan", PaperKind.CHILDREN, 300),
    Shown("anton", PaperKind.CHILDREN, 700, SOON),
    Shown("mikkel", PaperKind.CRIMINAL_RECORD, SINCE_THE_TOWN, 165, is_required=True),
    Shown("mikkel", PaperKind.COURSE, 400, title="Motiverende samtale"),
    Shown("ulf", PaperKind.CRIMINAL_RECORD, SINCE_THE_TOWN, -20, is_required=True),
    Shown("dorte", PaperKind.COURSE, 720, -5, "Førstehjælp"),
    Shown("bettina", PaperKind.COURSE, 700, 30, "Førstehjælp"),
    Shown("grethe", PaperKind.CHILDREN, 90),
)


def keep(town: Town) -> None:
    """Note all of it, each on its day."""
    _agree(town)
    _sign_again(town)
    for shown in PAPERS:
        _show(town, shown)


def _agree(town: Town) -> None:
    """Each supplier has its two agreements with each jobcentre that it delivers to; one framework ends soon."""
    on, at = town.founded_on, town.founded_at
    pairs = {(row.organisation, row.jobcentre) for row in corps.MENTORS if row.organisation in cast.SUPPLIERS}
    for number, (supplier, jobcentre) in enumerate(sorted(pairs), start=1):
        ends_soon = (supplier, jobcentre) == (cast.OTHER_SUPPLIER, cast.NORDBY)
        last_day = town.today + timedelta(days=SOON) if ends_soon else None
        agreed, place = town.organisations[supplier], town.organisations[jobcentre]
        with town.acting(cast.coordinator_of(jobcentre), Role.COORDINATOR, on=on) as by:
            suppliers.note_processing(
                agreed, Period(on), jobcentre=place, reference=f"Journal {on.year}-{number}", by=by, at=at, on=on
            )
            framework = suppliers.note_framework(
                agreed,
                Period(on, last_day),
                jobcentre=place,
                number=f"RA-{on.year}-{number}",
                title="Mentorstøtte",
                by=by,
                at=at,
                on=on,
            )
            _price(town, framework, by=by)


def _price(town: Town, framework: Any, *, by: Actor) -> None:
    """Two lots, each with the price of the first day and the one that followed some months later."""
    on, at = town.founded_on, town.founded_at
    risen_on = days.months_after(on, 4).replace(day=1)
    for covered, oere in LOTS:
        lot = pricing.note_lot(framework, covered, by=by, at=at)
        for first_day, price in ((on, oere), (risen_on, oere + RISE)):
            pricing.note_price(lot, first_day=first_day, oere_per_hour=price, vat=Vat.EXEMPT, by=by, at=at, on=on)


def _sign_again(town: Town) -> None:
    for row in corps.MENTORS:
        if not row.signed or row.key == SIGNED_TOO_LONG_AGO:
            continue
        for day in _signing_days(town, row.key):
            with town.acting(row.key, Role.MENTOR, on=day) as by:
                mentors.sign_secrecy(town.mentors[row.key], by=by, at=local.moment(day, time(9)), on=day)


def _signing_days(town: Town, key: str) -> Iterator[date]:
    two_years_ago = days.months_after(town.today, -24)
    until = two_years_ago + timedelta(days=SOON + 1) if key == SIGNS_SOON else town.today
    day = days.months_after(town.founded_on, MONTHS_BETWEEN)
    while day < until:
        yield day
        day = days.months_after(day, MONTHS_BETWEEN)
    if key == SIGNS_SOON:
        yield until


def _show(town: Town, shown: Shown) -> None:
    first_day = max(town.founded_on, town.today - timedelta(days=shown.days_ago))
    last_day = None if shown.ends_in is None else town.today + timedelta(days=shown.ends_in)
    mentor = town.mentors[shown.mentor]
    jobcentre = next(row.jobcentre for row in corps.MENTORS if row.key == shown.mentor)
    with town.acting(cast.coordinator_of(jobcentre), Role.COORDINATOR, on=first_day) as by:
        papers.note(
            mentor,
            papers.Shown(shown.kind, first_day, last_day, shown.title, shown.is_required),
            by=by,
            at=local.moment(first_day, time(10)),
            on=first_day,
        )
