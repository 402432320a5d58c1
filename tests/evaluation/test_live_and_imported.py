"""The same visit, registered by its mentor or imported by file, changes the same cells by the same minutes."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parloeb.domain.evaluation import queries, rules
from parloeb.domain.evaluation.lists import Band
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import commands
from parloeb.domain.visits.lists import Cause, Outcome, Place, Topic
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Content, Part
from parloeb.kernel import days, local
from tests.builders import clock, people, visits
from tests.registrations import folders

pytestmark = pytest.mark.django_db

# Half past eight: half an hour of the first band, and the rest of the second.
CLICKED = {
    "key": "4c8e2f0a-9e0f-4f6e-8b1f-6f6d8e2b7a10",
    "outcome": "held",
    "kind": "help",
    "day": days.text(clock.YESTERDAY),
    "starts_at": "08.30",
    "length_1": "60",
    "place_1": "home",
    "topics_1": ["everyday", "health"],
    "place_2": "transport",
    "minutes_2": "20",
    "topics_2": ["other"],
    "place_3": "phone",
    "minutes_3": "15",
    "topics_3": ["economy"],
}


def hours(name: str) -> dict[str, Any]:
    asked = queries.Asked(last_day=clock.ON, jobcentres=queries.jobcentre_ids([name]))
    table: dict[str, Any] = rules.tables(queries.facts(asked))["hours"]
    return table


def test_the_same_visit_changes_the_same_cells_by_the_same_minutes(tmp_path: Path) -> None:
    parts = (
        Part(Place.PREPARATION, 10, ((Topic.OTHER, 10),)),
        Part(Place.HOME, 50, ((Topic.EVERYDAY, 30), (Topic.HEALTH, 20))),
        Part(Place.TRANSPORT, 20, ((Topic.OTHER, 20),)),
        Part(Place.PHONE, 15, ((Topic.ECONOMY, 15),)),
    )
    pair = visits.a_pair()
    visits.a_visit(pair, visits.a_content("08:00", parts=parts), at=clock.at(clock.TOMORROW))
    files = folders.small()
    row = f"R1;{clock.ON.isoformat()}T08:00;M1;B2;95;60;0;15;20"
    files["visits"] = [files["visits"][0], row]
    folders.take_in(folders.write(tmp_path, files), at=clock.at(clock.TOMORROW))

    live, imported = hours(pair.case.jobcentre.name), hours("Nordby")

    assert live["total"] == imported["total"] == 95 / 60
    assert live["by_category"] == imported["by_category"]
    assert live["by_band"] == imported["by_band"]
    assert live["by_band_and_category"] == imported["by_band_and_category"]
    assert live["by_band"]["06-09"]["hours"] == 1.0
    assert live["by_band_and_category"]["06-09"]["home"] == pytest.approx(60 / 95 * 60 / 60)


def cells(table: Any, *path: str) -> dict[tuple[str, ...], Any]:
    """Every number of a table by the way to it."""
    if not isinstance(table, dict):
        return {path: table}
    return {way: cell for key, part in table.items() for way, cell in cells(part, *path, key).items()}


def changed(before: dict[str, Any], after: dict[str, Any], *, here: str) -> dict[tuple[str, ...], Any]:
    """The cells that are others afterwards; the jobcentre's own name is left out of their way."""
    known = cells(before)
    found = {way: cell for way, cell in cells(after).items() if known.get(way) != cell}
    return {tuple("here" if step == here else step for step in way): cell for way, cell in found.items()}


@pytest.mark.usefixtures("standing_clock")
def test_clicked_on_the_phone_or_imported_by_file_the_same_cells_become_the_same(tmp_path: Path) -> None:
    pair = visits.a_pair()
    place = pair.case.jobcentre.name
    empty = hours(place)
    answer = people.logged_in(pair.mentor_user, Role.MENTOR).post(f"/besoeg/ny/{pair.case.uuid}/", CLICKED)
    assert answer.status_code == 302
    clicked = changed(empty, hours(place), here=place)

    files = folders.small()
    files["citizens"].pop(1)  # one citizen there as here
    files["placements"], files["visits"] = files["placements"][:1], files["visits"][:1]
    folders.take_in(folders.write(tmp_path / "before", files))
    before = hours("Nordby")
    files["visits"].append(f"R1;{clock.YESTERDAY.isoformat()}T08:30;M1;B2;95;60;0;15;20")
    folders.take_in(folders.write(tmp_path / "after", files))
    imported = changed(before, hours("Nordby"), here="Nordby")

    assert clicked[("total",)] == 95 / 60
    assert clicked[("by_band_and_category", "06-09", "home")] == pytest.approx(60 / 95 * 30 / 60)
    assert clicked == imported


def test_a_correction_and_a_no_show_count_once_and_not_at_all() -> None:
    pair = visits.a_pair()
    visit = visits.a_visit(pair)
    half = visits.a_content(parts=(Part(Place.HOME, 30, ((Topic.OTHER, 30),)),))
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        commands.correct(visit, half, client_key=uuid4(), by=by, at=clock.AT, on=clock.ON)
    missed = Content(visits.begun("06:00"), outcome=Outcome.NO_SHOW, cause=Cause.FORGOT)
    visits.a_visit(pair, missed)

    assert hours(pair.case.jobcentre.name)["total"] == 0.5


def bands_by_counting(start: datetime, minutes: int) -> dict[str, int]:
    """Minute by minute, by what clocks in Denmark show."""
    found = dict.fromkeys((band.value for band in Band), 0)
    for minute in range(minutes):
        hour = (start + timedelta(minutes=minute)).astimezone(ZoneInfo("Europe/Copenhagen")).hour
        edges = ((6, "24-06"), (9, "06-09"), (12, "09-12"), (17, "12-17"), (24, "17-24"))
        found[next(band for end, band in edges if hour < end)] += 1
    return found


moments = st.integers(0, 660 * 1440).map(
    lambda minute: local.moment(date(2025, 1, 1), time()) + timedelta(minutes=minute)
)
nights = st.sampled_from([date(2025, 3, 29), date(2025, 10, 25)]).flatmap(
    lambda day: st.integers(0, 1400).map(lambda minute: local.moment(day, time(12)) + timedelta(minutes=minute))
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=moments | nights, minutes=st.integers(1, 1440))
def test_bands_are_what_clocks_show_minute_by_minute(start: datetime, minutes: int, the_visit: Visit) -> None:
    Visit.objects.filter(pk=the_visit.pk).update(
        starts_at=start, ends_at=start + timedelta(minutes=minutes), minutes=minutes, home_minutes=minutes
    )
    place = Organisation.objects.get(pk=the_visit.case.jobcentre_id)

    found = {band: round(cell["hours"] * 60, 6) for band, cell in hours(place.name)["by_band"].items()}

    assert found == bands_by_counting(start, minutes)


@pytest.fixture
def the_visit() -> Visit:
    return visits.a_visit(visits.a_pair())
