"""Every reason to refuse a row, each by one change to a folder that can be stored, with its place and its sentence."""

from datetime import date, time
from pathlib import Path

import pytest

from parloeb.domain.visits.models import Visit
from parloeb.kernel import local
from tests.builders import clock, visits
from tests.registrations import folders

pytestmark = pytest.mark.django_db


def refused_with(tmp_path: Path, file: str, row: str, *, instead_of: int | None = None) -> folders.Told:
    files = folders.small()
    if instead_of is None:
        files[file].append(row)
    else:
        files[file][instead_of] = row
    return folders.take_in(folders.write(tmp_path, files))


LINE = {"jobcentres": 3, "mentors": 4, "citizens": 4, "companies": 3, "placements": 3, "visits": 4}

CASES = [
    # a key that is empty, or stands twice with different content
    ("visits", ";2008-04-01T10:00;M1;B2;30;30;0;0;0", "visit", "tomt"),
    ("jobcentres", ";in_house;1", "jobcentre", "tomt"),
    ("visits", "R1;2008-03-03T10:00;M1;B1;60;60;0;0;0", "visit", "»R1« står også i linje 2 med et andet indhold"),
    ("citizens", "B1;Nordby;2008-02-02;male;25;vocational;kontanthjaelp;entry;;", "citizen", "linje 2"),
    ("placements", "B1;V1;2008-04-01;", "citizen", "»B1|V1« står også i linje 2"),
    # a reference that points nowhere
    ("visits", "R3;2008-04-01T10:00;M9;B2;30;30;0;0;0", "mentor", "»M9« står ikke i mentors.csv og er ikke gemt"),
    ("visits", "R3;2008-04-01T10:00;M1;B9;30;30;0;0;0", "citizen", "»B9« står ikke i citizens.csv"),
    ("visits", "R3;2008-04-01T10:00;M1;;30;30;0;0;0", "citizen", "tomt"),
    ("mentors", "M3;Sydby;2008-01-01;37;municipality", "jobcentre", "»Sydby« står ikke i jobcentres.csv"),
    ("placements", "B2;V9;2008-04-01;", "company", "»V9« står ikke i companies.csv"),
    # a value that is not of its list
    ("jobcentres", "Sydby;abroad;1", "organisation_form", "»abroad« er ikke på listen: in_house"),
    ("mentors", "M3;Nordby;2008-01-01;37;volunteer", "employer_kind", "ikke på listen"),
    ("citizens", "B3;Nordby;2008-02-01;Male;;;;;;", "sex", "ikke på listen: male, female"),
    ("citizens", "B3;Nordby;2008-02-01;;;phd;;;;", "education", "ikke på listen"),
    ("citizens", "B3;Nordby;2008-02-01;;;;su;;;", "benefit", "ikke på listen"),
    ("citizens", "B3;Nordby;2008-02-01;;;;;both;;", "track", "ikke på listen"),
    ("citizens", "B3;Nordby;2008-02-01;;;;;;2008-03-01;tired", "end_reason", "ikke på listen"),
    ("citizens", "B3;Nordby;2008-02-01;;;;;;2008-03-01;job", "end_reason", "ikke på listen"),
    ("companies", "V2;Nordby;;state;", "ownership", "ikke på listen"),
    ("companies", "V2;Nordby;;;maybe", "prior_experience", "ikke på listen"),
    # a day or number that can't be read
    ("citizens", "B3;Nordby;01-02-2008;;;;;;;", "referred_on", "kan ikke læses som en dag"),
    ("citizens", "B3;Nordby;2008-02-30;;;;;;;", "referred_on", "kan ikke læses som en dag"),
    ("citizens", "B3;Nordby;;;;;;;;", "referred_on", "tomt"),
    ("citizens", "B3;Nordby;2008-02-01;;old;;;;;", "age", "kan ikke læses som et tal"),
    ("citizens", "B3;Nordby;2008-02-01;;25,5;;;;;", "age", "ikke et helt tal"),
    ("citizens", "B3;Nordby;2008-02-01;;131;;;;;", "age", "ligger ikke mellem 0 og 130"),
    ("mentors", "M3;Nordby;2008-01-01;-1;municipality", "weekly_hours", "ligger ikke mellem 0 og 168"),
    ("mentors", "M3;Nordby;2008-01-01;;municipality", "weekly_hours", "tomt"),
    ("visits", "R3;2008-04-01 10:00;M1;B2;30;30;0;0;0", "start", "kan ikke læses som et tidspunkt"),
    ("visits", "R3;2008-04-01T25:00;M1;B2;30;30;0;0;0", "start", "kan ikke læses som et tidspunkt"),
    ("visits", "R3;2008-04-01T10:00;M1;B2;a;30;0;0;0", "minutes", "kan ikke læses som et tal"),
    ("visits", "R3;2008-04-01T10:00;M1;B2;30,5;30,5;0;0;0", "minutes", "ikke hele minutter"),
    ("visits", "R3;2008-04-01T10:00;M1;B2;30;30;0;0", "other_minutes", "Linjen har 8 felter"),
    ("visits", "R3;2008-04-01T10:00;M1;B2;30;30;0;0;0;9", "other_minutes", "Linjen har 10 felter"),
    # minutes
    ("visits", "R3;2008-04-01T10:00;M1;B2;30;20;0;0;0", "minutes", "giver 20 minutter tilsammen, men der står 30"),
    ("visits", "R3;2008-04-01T10:00;M1;B2;0;0;0;0;0", "minutes", "mellem 1 og 1440"),
    ("visits", "R3;2008-04-01T10:00;M1;B2;1441;1441;0;0;0", "minutes", "mellem 1 og 1440"),
    ("visits", "R3;2008-04-01T10:00;M1;B2;30;60;-30;0;0", "work_minutes", "mindre end nul"),
    # times
    ("visits", "R3;2008-01-31T23:59;M1;B1;30;30;0;0;0", "start", "før borgerens henvisning den 2008-02-01"),
    ("visits", "R3;2008-06-02T00:00;M1;B1;30;30;0;0;0", "start", "efter, at forløbet sluttede den 2008-06-01"),
    ("visits", "R3;2999-04-01T10:00;M1;B2;30;30;0;0;0", "start", "i fremtiden"),
    ("visits", "R3;2008-03-30T02:30;M1;B2;30;30;0;0;0", "start", "findes ikke den 30-03-2008"),
    ("visits", "R3;2008-03-03T10:59;M1;B2;30;30;0;0;0", "start", "har besøget »R1« (linje 2) i noget af den samme tid"),
    ("visits", "R3;2008-03-03T09:00;M1;B2;61;61;0;0;0", "start", "»R1« (linje 2)"),
    ("citizens", "B3;Nordby;2008-02-01;;;;;;2008-01-31;", "ended_on", "2008-01-31 ligger før 2008-02-01"),
    ("citizens", "B3;Nordby;2008-02-01;;;;;;;improved", "ended_on", "ikke hvornår"),
    ("placements", "B2;V1;2008-04-02;2008-04-01", "last_day", "ligger før"),
]


@pytest.mark.parametrize(("file", "row", "column", "words"), CASES)
def test_one_row_is_refused_with_its_reason_and_nothing_is_stored(
    tmp_path: Path, file: str, row: str, column: str, words: str
) -> None:
    told = refused_with(tmp_path, file, row)

    (refusal,) = told.refused
    assert (refusal.file, refusal.line, refusal.column) == (f"{file}.csv", LINE[file], column)
    assert words in refusal.error
    assert refusal.key == "|".join(row.split(";")[: 2 if file == "placements" else 1])
    assert not Visit.objects.exists()


def test_a_visit_before_the_mentors_first_day_is_refused(tmp_path: Path) -> None:
    told = refused_with(tmp_path, "mentors", "M1;Nordby;2008-03-04;37;municipality", instead_of=1)

    assert told.places == [("visits.csv", 2, "start"), ("visits.csv", 3, "start")]
    assert "før mentorens første dag den 2008-03-04" in told.refused[0].error


@pytest.mark.parametrize(
    "row",
    [
        "R3;2008-06-01T23:59;M1;B1;30;30;0;0;0",  # the day of the end
        "R3;2008-02-01T00:00;M1;B1;30;30;0;0;0",  # the day of the referral
        "R3;2008-03-03T09:00;M1;B2;60;60;0;0;0",  # up to the next visit's first minute
        "R3;2008-03-03T11:45;M1;B2;30;30;0;0;0",  # from the last visit's end
        "R3;2008-03-03T10:00;M2;B2;30;30;0;0;0",  # another mentor
        "R3;2008-04-01T10:00;M1;B2;1440;1440;0;0;0",
        "R3;2008-04-01T10:00;M1;B2;30,0;30.0;0;0;0",
    ],
)
def test_the_edge_itself_is_allowed(tmp_path: Path, row: str) -> None:
    assert refused_with(tmp_path, "visits", row).refused == []


def test_the_hour_that_occurs_twice_is_the_first(tmp_path: Path) -> None:
    files = folders.small()
    files["visits"].append("R3;2008-10-26T02:30;M1;B2;30;30;0;0;0")
    folders.take_in(folders.write(tmp_path, files))

    assert f"{Visit.objects.get(registration_key='R3').starts_at:%H:%M}" == "00:30"


def test_what_refers_to_a_refused_row_is_refused_too(tmp_path: Path) -> None:
    told = refused_with(tmp_path, "jobcentres", "Nordby;abroad;10", instead_of=1)

    assert [place[:2] for place in told.places] == [
        ("jobcentres.csv", 2),
        ("mentors.csv", 2),
        ("mentors.csv", 3),
        ("citizens.csv", 2),
        ("citizens.csv", 3),
        ("companies.csv", 2),
        ("placements.csv", 2),
        ("visits.csv", 2),
        ("visits.csv", 3),
    ]
    assert told.refused[1].error == "»Nordby« er selv afvist (jobcentres.csv linje 2)."


def test_a_refused_row_takes_no_time_from_others(tmp_path: Path) -> None:
    files = folders.small()
    files["visits"] += [
        "R3;2008-04-01T10:00;M1;B9;60;60;0;0;0",  # refused: no such citizen
        "R4;2008-04-01T10:30;M1;B2;60;60;0;0;0",  # so this stands
        "R5;2008-04-01T11:00;M1;B2;60;60;0;0;0",  # refused: R4
        "R6;2008-04-01T11:30;M1;B2;60;60;0;0;0",  # shares minutes with R5 alone, so it stands
    ]

    told = folders.take_in(folders.write(tmp_path, files), partial=True)

    assert told.places == [("visits.csv", 4, "citizen"), ("visits.csv", 6, "start")]
    assert "»R4« (linje 5)" in told.refused[1].error
    assert told.stored["visits"] == 4


def test_of_two_lines_in_the_same_minutes_the_later_line_is_refused_though_it_begins_earlier(tmp_path: Path) -> None:
    files = folders.small()
    files["visits"] += ["R3;2008-04-01T10:30;M1;B2;60;60;0;0;0", "R4;2008-04-01T10:00;M1;B2;60;60;0;0;0"]

    assert folders.take_in(folders.write(tmp_path, files)).places == [("visits.csv", 5, "start")]


def test_a_stored_visit_has_its_minutes_whoever_entered_it(tmp_path: Path) -> None:
    files = folders.small()
    folders.take_in(folders.write(tmp_path / "one", files))
    files["visits"] = [files["visits"][0], "R9;2008-03-03T10:30;M1;B2;10;10;0;0;0"]

    told = folders.take_in(folders.write(tmp_path / "two", files))

    assert told.places == [("visits.csv", 2, "start")]
    assert "»R1« (som er gemt)" in told.refused[0].error


def test_a_key_that_is_stored_with_other_content_is_refused_with_all_that_refers_to_it(tmp_path: Path) -> None:
    files = folders.small()
    folders.take_in(folders.write(tmp_path / "one", files))
    files["citizens"][1] = files["citizens"][1].replace("male", "female")

    told = folders.take_in(folders.write(tmp_path / "two", files), partial=True)

    assert told.places == [
        ("citizens.csv", 2, "citizen"),
        ("placements.csv", 2, "citizen"),
        ("visits.csv", 2, "citizen"),
    ]
    assert told.refused[0].error == "»B1« er gemt med et andet indhold."
    assert (told.unchanged["citizens"], told.unchanged["visits"], told.all_stored) == (1, 1, 0)


CHANGES = {
    "jobcentres": ("Nordby;in_house;10", "Nordby;in_house;11"),
    "mentors": ("M1;Nordby;2008-01-01;37;", "M1;Nordby;2008-01-01;36;"),
    "companies": ("restaurant", "hotel"),
    "placements": ("B1;V1;2008-03-01;", "B1;V1;2008-03-01;2008-05-01"),
    "visits": ("60;30;0;0;30", "60;0;30;0;30"),
}


@pytest.mark.parametrize("file", CHANGES)
def test_no_column_of_a_stored_row_can_be_changed_by_an_import(tmp_path: Path, file: str) -> None:
    files = folders.small()
    folders.take_in(folders.write(tmp_path / "one", files))
    files[file] = [row.replace(*CHANGES[file]) for row in files[file]]

    told = folders.take_in(folders.write(tmp_path / "two", files), partial=True)

    assert (f"{file}.csv", 2) in [place[:2] for place in told.places]
    assert "er gemt med et andet indhold" in next(r.error for r in told.refused if r.file == f"{file}.csv")
    assert told.all_stored == 0


def test_a_repeated_line_shares_the_fate_of_the_first(tmp_path: Path) -> None:
    files = folders.small()
    files["visits"] += ["R3;2008-03-03T10:30;M1;B2;10;10;0;0;0"] * 2

    assert folders.take_in(folders.write(tmp_path, files)).places == [
        ("visits.csv", 4, "start"),
        ("visits.csv", 5, "start"),
    ]


def test_fields_over_several_lines_keep_the_line_numbers(tmp_path: Path) -> None:
    files = folders.small()
    files["companies"] += ['"V2";Nordby;"two', 'lines";private;no', "", "V3;Nordby;;state;no"]

    assert folders.take_in(folders.write(tmp_path, files)).places == [("companies.csv", 6, "ownership")]


def test_a_live_visit_of_the_same_mentor_counts_for_overlaps(tmp_path: Path) -> None:
    folders.take_in(folders.write(tmp_path / "one", folders.small()))
    pair = visits.a_pair(referred_on=date(2026, 10, 1))
    live = visits.a_visit(pair)
    Visit.objects.filter(pk=live.pk).update(mentor_id=Visit.objects.get(registration_key="R1").mentor_id)
    shown = local.moment(clock.ON, time(8, 30)).astimezone(local.ZONE)
    row = f"R9;{shown:%Y-%m-%dT%H:%M};M1;B2;10;10;0;0;0"

    told = folders.take_in(folders.write(tmp_path / "two", {"visits": [folders.small()["visits"][0], row]}))

    assert "har et besøg (som er gemt)" in told.refused[0].error
