"""Old registrations come in whole, once, and look like courses afterwards."""

from datetime import date
from pathlib import Path

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.followup.models import Closing
from parloeb.domain.people.models import Citizen, Organisation
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Background
from parloeb.domain.visits.models import Visit
from parloeb.journeys.registrations import checking, importing, reading, refusals
from parloeb.kernel import errors
from tests.builders import clock, people
from tests.registrations import folders

pytestmark = pytest.mark.django_db

COUNTS = {"jobcentres": 3, "mentors": 15, "citizens": 91, "companies": 25, "placements": 29, "visits": 707}
NONE = dict.fromkeys(COUNTS, 0)


def test_the_pilot_is_stored_and_a_second_time_changes_nothing() -> None:
    first = folders.take_in(folders.PILOT)
    events = Event.objects.count()
    second = folders.take_in(folders.PILOT)

    assert (first.stored, first.unchanged, first.refused) == (COUNTS, NONE, [])
    assert (second.stored, second.unchanged, second.refused) == (NONE, COUNTS, [])
    assert Event.objects.count() == events
    assert Visit.objects.count() == 707


def test_the_log_gets_one_row_a_file() -> None:
    folders.take_in(folders.PILOT)

    names = sorted(Event.objects.filter(name__startswith="registrations.").values_list("name", flat=True))
    assert names == sorted(f"registrations.{name}.imported" for name in COUNTS)
    assert Event.objects.filter(name__startswith="registrations.").values("subject_uuid").distinct().count() == 1


def test_an_imported_course_is_historic_nameless_and_complete(tmp_path: Path) -> None:
    folders.take_in(folders.write(tmp_path, folders.small()))

    citizen = Citizen.objects.get(registration_key="B1")
    case = Case.objects.get(citizen=citizen)
    assert (str(citizen), citizen.cpr_sealed, citizen.sex) == ("Uden navn (B1)", None, "male")
    assert (case.is_historic, case.stage, case.opened_on, case.ended_on) == (
        True,
        "ended",
        date(2008, 2, 1),
        date(2008, 6, 1),
    )
    assert case.number.startswith("2008-")
    assert len(case.number) == 11
    background = Background.objects.get(case=case)
    assert (background.age_at_referral, background.education, background.track) == (25, "vocational", "entry")
    assert Closing.objects.get(case=case).reason == "improved"
    assert Mentor.objects.get(registration_key="M2").weekly_minutes == 18 * 60 + 30
    visit = Visit.objects.get(registration_key="R1")
    assert (visit.home_minutes, visit.other_minutes, visit.registered_by) == (30, 30, None)
    assert visit.starts_at == clock.at(date(2008, 3, 3)).replace(hour=9, minute=0)


def test_what_is_empty_stays_unknown(tmp_path: Path) -> None:
    folders.take_in(folders.write(tmp_path, folders.small()))

    case = Case.objects.get(citizen__registration_key="B2")
    background = Background.objects.get(case=case)
    assert (case.citizen.sex, background.age_at_referral, background.benefit, case.stage) == ("", None, "", "running")
    assert not Closing.objects.filter(case=case).exists()


def test_coordinator_and_controller_of_the_jobcentre_find_the_course_and_others_do_not(tmp_path: Path) -> None:
    folders.take_in(folders.write(tmp_path, folders.small()))
    nordby, sydby = Organisation.objects.get(name="Nordby"), people.a_jobcentre("Sydby")

    for role in (Role.COORDINATOR, Role.CONTROLLER):
        own = people.actor(people.give_role(people.a_user("Karen Holm"), role, organisation=nordby))
        other = people.actor(people.give_role(people.a_user("Kaj Sommer"), role, organisation=sydby))
        assert cases.visible_to(own, on=clock.ON).count() == 2
        assert not cases.visible_to(other, on=clock.ON).exists()


def test_separator_order_of_columns_mark_and_decimals_do_not_matter(tmp_path: Path) -> None:
    files = {name: folders.turned(rows, separator=",") for name, rows in folders.small().items()}
    folders.take_in(folders.write(tmp_path / "one", folders.small()))

    again = folders.take_in(folders.write(tmp_path / "two", files, encoding="utf-8-sig"))

    assert again.all_stored == 0
    assert again.refused == []
    assert again.unchanged["mentors"] == 2


def test_a_line_said_twice_is_stored_once(tmp_path: Path) -> None:
    files = folders.small()
    files["visits"].append(files["visits"][1].replace(";60;30;", "; 60 ;30.0;"))

    told = folders.take_in(folders.write(tmp_path, files))

    assert (told.stored["visits"], told.unchanged["visits"], told.refused) == (2, 1, [])


def test_a_dry_run_stores_nothing_and_says_what_would_be(tmp_path: Path) -> None:
    told = folders.take_in(folders.write(tmp_path, folders.small()), dry_run=True)

    assert told.stored == {
        "jobcentres": 1,
        "mentors": 2,
        "citizens": 2,
        "companies": 1,
        "placements": 1,
        "visits": 2,
    }
    assert not Organisation.objects.exists()
    assert not Event.objects.exists()


def test_one_refused_row_and_nothing_is_stored(tmp_path: Path) -> None:
    files = folders.small()
    files["visits"].append("R3;2008-04-01T10:00;M1;B2;0;0;0;0;0")

    told = folders.take_in(folders.write(tmp_path, files))

    assert told.places == [("visits.csv", 4, "minutes")]
    assert told.all_stored == 0
    assert not Visit.objects.exists()
    assert not Organisation.objects.exists()


def test_partial_stores_the_good_rows_and_the_mended_file_brings_the_rest(tmp_path: Path) -> None:
    files = folders.small()
    files["visits"].append("R3;2008-04-01T10:00;M1;B2;0;0;0;0;0")
    told = folders.take_in(folders.write(tmp_path / "in", files), partial=True, errors=tmp_path / "out")

    assert (told.stored["visits"], len(told.refused)) == (2, 1)
    written = (tmp_path / "out" / "visits.csv").read_text().splitlines()
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["visits.csv"]
    assert written[0] == files["visits"][0] + ";error"
    assert written[1].startswith("R3;2008-04-01T10:00;M1;B2;0;0;0;0;0;0 minutter ligger ikke mellem 1 og 1440")

    mended = written[1].replace(";0;0;0;0;0;", ";30;0;30;0;0;")
    (tmp_path / "out" / "visits.csv").write_text(f"{written[0]}\n{mended}\n")
    after = folders.take_in(tmp_path / "out")
    assert (after.stored["visits"], after.refused) == (1, [])
    assert Visit.objects.get(registration_key="R3").work_minutes == 30


def test_the_errors_never_overwrite_the_folder_that_is_read(tmp_path: Path) -> None:
    folders.write(tmp_path, folders.small())

    with pytest.raises(reading.UnusableError, match="Vælg en anden mappe"):
        folders.take_in(tmp_path, errors=tmp_path)


def test_files_may_be_missing_when_all_that_is_referred_to_is_stored(tmp_path: Path) -> None:
    files = folders.small()
    folders.take_in(folders.write(tmp_path / "all", files))
    visits = [files["visits"][0], "R9;2008-05-01T10:00;M2;B1;30;30;0;0;0"]

    told = folders.take_in(folders.write(tmp_path / "some", {"visits": visits}))

    assert (told.stored["visits"], told.refused) == (1, [])


@pytest.mark.parametrize("name", ["jobcentres", "mentors", "citizens", "visits"])
def test_a_missing_file_is_an_error_when_nothing_is_stored(tmp_path: Path, name: str) -> None:
    files = folders.small()
    del files[name]

    with pytest.raises(reading.UnusableError, match=rf"{name}\.csv mangler"):
        folders.take_in(folders.write(tmp_path, files))


def test_a_missing_file_is_an_error_when_something_unknown_is_referred_to(tmp_path: Path) -> None:
    files = folders.small()
    folders.take_in(folders.write(tmp_path / "all", files))
    visits = [files["visits"][0], "R9;2008-05-01T10:00;M2;B7;30;30;0;0;0"]

    with pytest.raises(reading.UnusableError, match=r"visits\.csv linje 2 henviser til »B7«"):
        folders.take_in(folders.write(tmp_path / "some", {"visits": visits}))


def test_companies_and_placements_may_be_missing(tmp_path: Path) -> None:
    files = folders.small()
    del files["companies"], files["placements"]

    assert folders.take_in(folders.write(tmp_path, files)).refused == []


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("mentor;jobcentre;first_day;weekly_hours", "mentors.csv: kolonnen »employer_kind« mangler"),
        ("mentor;jobcentre;first_day;weekly_hours;employer_kind;shoe", "kolonnen »shoe« kendes ikke"),
        ("mentor;mentor;jobcentre;first_day;weekly_hours;employer_kind", "kolonnen »mentor« står to gange"),
        ("", "kolonnen »mentor« mangler"),
    ],
)
def test_a_header_that_is_not_the_files_own_is_named(tmp_path: Path, header: str, words: str) -> None:
    files = folders.small()
    files["mentors"][0] = header

    with pytest.raises(reading.UnusableError, match=words):
        folders.take_in(folders.write(tmp_path, files))


def test_what_is_no_folder_and_what_is_no_utf8_is_said(tmp_path: Path) -> None:
    with pytest.raises(reading.UnusableError, match="Der er ingen mappe"):
        folders.take_in(tmp_path / "nowhere")
    with pytest.raises(reading.UnusableError, match="ingen af filerne"):
        folders.take_in(tmp_path)
    folders.write(tmp_path, folders.small())
    (tmp_path / "citizens.csv").write_bytes("citizen;jobcentre\nBørge".encode("latin-1"))
    with pytest.raises(reading.UnusableError, match="ikke skrevet som UTF-8"):
        folders.take_in(tmp_path)


def test_only_the_system_imports(tmp_path: Path) -> None:
    with (
        people.act(people.a_caseworker()) as by,
        refusals.Refused() as refused,
        pytest.raises(errors.RefusedError, match="systemadministratoren"),
    ):
        importing.run(tmp_path, partial=False, dry_run=False, refused=refused, by=by, at=clock.AT, told=print)


def test_what_was_stored_meanwhile_is_told_and_nothing_is_half_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folders.write(tmp_path, folders.small())
    monkeypatch.setattr(checking, "check", lambda **_: people.a_jobcentre("Nordby"))

    with pytest.raises(errors.RefusedError, match="gemt noget andet i den samme tid"):
        folders.take_in(folder)
    assert not Visit.objects.exists()
