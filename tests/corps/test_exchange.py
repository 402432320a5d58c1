"""The corps as a table that comes back: what is wrong in it, what it changes, and that it is all or nothing."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from parloeb.domain.audit.models import Event
from parloeb.domain.corps import access, lists
from parloeb.domain.corps import rules as corps_rules
from parloeb.domain.corps.exchange import commands, queries, rules
from parloeb.domain.corps.models import Mentor, MentorHours
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, corps

ROW: dict[str, Any] = {
    "Id": "",
    "Navn": "Åse Øster",
    "Ansættelse": "Ansat i kommunen",
    "Profil": "Social mentor",
    "Køn": "Kvinde",
    "Sprog": "Dansk; Bosnisk, kroatisk eller serbisk",
    "Områder": "Nord, Havnen",
    "Kan mødes": "tirsdag aften; mandag formiddag",
    "Mødesteder": "et neutralt sted; Hjemme hos borgeren",
    "Timer om ugen": 7.5,
    "Første dag": date(2026, 1, 1),
    "Sidste dag": None,
}
AASE = corps_rules.Description(
    name="Åse Øster",
    kind="municipality",
    first_day=date(2026, 1, 1),
    weekly_minutes=450,
    profile="social",
    sex="female",
    languages=("da", "bs"),
    areas=("Nord", "Havnen"),
    times=("mon_morning", "tue_evening"),
    meeting_places=("home", "neutral"),
)
ID = "00000000-0000-4000-8000-000000000000"


def _table(*rows: dict[str, Any]) -> list[list[Any]]:
    return [list(ROW), *([{**ROW, **row}[heading] for heading in ROW] for row in rows)]


def test_a_row_is_read_as_a_description() -> None:
    (line,) = rules.read(_table({})).lines
    assert (line.row, line.uuid, line.description) == (2, None, AASE)


@pytest.mark.parametrize(
    ("heading", "cell", "part", "value"),
    [
        ("Timer om ugen", "7:30", "weekly_minutes", 450),
        ("Timer om ugen", "7,5", "weekly_minutes", 450),
        ("Timer om ugen", time(7, 30), "weekly_minutes", 450),
        ("Timer om ugen", 37, "weekly_minutes", 37 * 60),
        ("Første dag", "1.2.2026", "first_day", date(2026, 2, 1)),
        ("Første dag", datetime(2026, 2, 1, 0, 0), "first_day", date(2026, 2, 1)),  # noqa: DTZ001 as Excel tells it
        ("Ansættelse", "FRIVILLIG", "kind", "volunteer"),
        ("Ansættelse", "volunteer", "kind", "volunteer"),
        ("Navn", 42.0, "name", "42"),
        ("Kan mødes", None, "times", ()),
        ("Sidste dag", "", "last_day", None),
    ],
)
def test_a_cell_is_read_as_people_write_it(heading: str, cell: object, part: str, value: object) -> None:
    reading = rules.read(_table({heading: cell}))
    assert reading.faults == ()
    assert getattr(reading.lines[0].description, part) == value


@pytest.mark.parametrize(
    ("heading", "cell", "sentence"),
    [
        ("Id", "hest", "ikke et id fra Parløb"),
        ("Navn", "x" * 201, "længere end 200 tegn"),
        ("Ansættelse", "", "Feltet er tomt."),
        ("Ansættelse", "Direktør", "»Direktør« kendes ikke."),
        ("Profil", "Hest", "kendes ikke"),
        ("Sprog", "Dansk; Klingon", "»Klingon« kendes ikke."),
        ("Områder", "x" * 101, "længere end 100 tegn"),
        ("Kan mødes", "mandag nat", "kendes ikke"),
        ("Timer om ugen", None, "Skriv timerne om ugen."),
        ("Timer om ugen", "hest", "Skriv timerne"),
        ("Timer om ugen", -1, "flere end 0"),
        ("Timer om ugen", 169, "højst 168"),
        ("Timer om ugen", "200", "højst 168"),
        ("Timer om ugen", True, "Skriv timerne"),
        ("Timer om ugen", float("nan"), "højst 168"),
        ("Første dag", None, "Skriv den første dag."),
        ("Første dag", "31-02-2026", "findes ikke i kalenderen"),
        ("Første dag", 45000, "kan ikke læses som en dag"),
        ("Sidste dag", date(1700, 1, 1), "skal ligge mellem"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_row_and_column(heading: str, cell: object, sentence: str) -> None:
    reading = rules.read(_table({}, {heading: cell}))
    (fault,) = reading.faults
    assert (fault.row, fault.column) == (3, heading)
    assert sentence in fault.sentence
    assert len(reading.lines) == 1


def test_every_fault_is_told_at_once() -> None:
    reading = rules.read(_table({"Ansættelse": "", "Sprog": "Klingon"}, {"Timer om ugen": "hest"}))
    assert [(fault.row, fault.column) for fault in reading.faults] == [
        (2, "Ansættelse"),
        (2, "Sprog"),
        (3, "Timer om ugen"),
    ]


def test_headings_are_judged_before_the_rows() -> None:
    without = [row[1:] for row in _table({"Ansættelse": ""})]
    assert [(fault.row, fault.column) for fault in rules.read(without).faults] == [(1, "Id")]
    unknown = [[*row, "x"] for row in _table({})]
    assert "kendes ikke" in rules.read(unknown).faults[0].sentence
    twice = [[*row, row[1]] for row in _table({})]
    assert "to gange" in rules.read(twice).faults[0].sentence


@pytest.mark.parametrize("rows", [[], [["Navn på hest", "Farve"], ["Tordenskjold", "Brun"]]], ids=["empty", "foreign"])
def test_a_file_without_one_heading_of_ours_is_refused_in_one_sentence(rows: list[list[str]]) -> None:
    with pytest.raises(errors.RefusedError, match="ikke et ark med korpset"):
        rules.read(rows)


def test_empty_rows_are_passed_over_and_short_ones_are_read() -> None:
    table = _table({}, {})
    table.insert(2, [None] * len(ROW))
    table[3] = table[3][:-1]
    assert [line.row for line in rules.read(table).lines] == [2, 4]


def test_two_rows_of_one_mentor_are_told() -> None:
    (fault,) = rules.read(_table({"Id": ID}, {"Navn": "En anden"}, {"Id": ID.upper()})).faults
    assert (fault.row, fault.column, fault.sentence) == (4, "Id", "Den samme mentor står i række 2.")


@given(
    st.builds(
        corps_rules.Description,
        name=st.text(min_size=1, max_size=50).map(str.strip).filter(lambda name: name and "\0" not in name),
        kind=st.sampled_from([kind.value for kind in lists.Kind]),
        first_day=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        weekly_minutes=st.integers(1, 168 * 60),
        profile=st.sampled_from(["", *(one.value for one in lists.Profile)]),
        sex=st.sampled_from(["", *(one.value for one in lists.Sex)]),
        languages=st.lists(st.sampled_from([one.value for one in lists.Language]), min_size=1, unique=True).map(tuple),
        areas=st.sampled_from([(), ("Nord",), ("Nord; vest", "Ærø = ø"), ("-1",)]),
        last_day=st.none() | st.dates(date(2100, 1, 2), date(2190, 1, 1)),
        times=st.sets(st.sampled_from([one.value for one in lists.WeekTime])).map(
            lambda times: tuple(one.value for one in lists.WeekTime if one in times)
        ),
    )
)
def test_what_is_written_is_read_back_the_same(description: corps_rules.Description) -> None:
    row = dict(zip(ROW, rules.written(Mentor().uuid, description), strict=True))
    reading = rules.read(_table(row))
    assert reading.faults == ()
    assert reading.lines[0].description == description


@pytest.fixture
def jobcentre(db: None) -> Organisation:
    return builders.a_jobcentre()


def _plan(jobcentre: Organisation, *rows: dict[str, Any]) -> queries.Plan:
    visible = Mentor.objects.filter(jobcentre=jobcentre)
    return queries.plan(rules.read(_table(*rows)), visible, on=ON)


def _of(mentor: Mentor) -> dict[str, Any]:
    cells = queries.cells(Mentor.objects.filter(pk=mentor.pk), on=ON)[mentor.pk]
    return dict(zip(ROW, cells, strict=False))


def _save(plan: queries.Plan, jobcentre: Organisation) -> int:
    return commands.take_in(plan, seen=plan.mark, jobcentre=jobcentre, by=acting.SYSTEM, at=AT)


def test_a_table_registers_who_is_new_and_changes_who_is_known(jobcentre: Organisation) -> None:
    known, other = corps.a_corps_mentor("Bo Vest", jobcentre=jobcentre), corps.a_corps_mentor("Ea", jobcentre=jobcentre)
    plan = _plan(jobcentre, {}, {**_of(known), "Timer om ugen": 10, "Navn": "Bo Nord"}, _of(other))
    assert (len(plan.new), len(plan.changed), plan.unchanged, plan.faults) == (1, 1, 1, ())
    assert plan.changed[0].what == (("Navn", "Bo Vest", "Bo Nord"), ("Timer om ugen", "37", "10"))
    assert _save(plan, jobcentre) == 2
    assert sorted(Mentor.objects.values_list("name", flat=True)) == ["Bo Nord", "Ea", "Åse Øster"]
    assert MentorHours.objects.filter(mentor=known, weekly_minutes=600, first_day=ON).exists()
    assert Event.objects.filter(name="corps.taken_in", subject_uuid=jobcentre.uuid).count() == 1


def test_a_mentor_who_is_not_in_the_table_stays(jobcentre: Organisation) -> None:
    corps.a_corps_mentor("Bo Vest", jobcentre=jobcentre)
    plan = _plan(jobcentre)
    assert (plan.new, plan.changed, plan.unchanged) == ((), (), 0)
    assert _save(plan, jobcentre) == 0
    assert Mentor.objects.count() == 1


def test_a_mentor_of_another_corps_is_as_one_who_is_nowhere(jobcentre: Organisation) -> None:
    foreign = corps.a_corps_mentor("Fremmed", jobcentre=builders.a_jobcentre("Jobcenter Sydby"))
    for uuid in (str(foreign.uuid), ID):
        (fault,) = _plan(jobcentre, {"Id": uuid}).faults
        assert (fault.row, fault.column) == (2, "Id")
        assert fault.sentence == "Der er ingen mentor med det id i korpset."


def test_what_contradicts_itself_is_told_at_its_column(jobcentre: Organisation) -> None:
    plan = _plan(jobcentre, {"Navn": " ", "Sprog": "", "Sidste dag": date(2025, 1, 1), "Timer om ugen": 0})
    assert [fault.column for fault in plan.faults] == ["Navn", "Timer om ugen", "Sidste dag", "Sprog"]


def test_one_of_a_file_without_name_and_languages_comes_back_unchanged(jobcentre: Organisation) -> None:
    mentor = corps.a_corps_mentor(jobcentre=jobcentre)
    Mentor.objects.filter(pk=mentor.pk).update(name="", registration_key="M1", languages=[], user=None)
    assert (_plan(jobcentre, _of(mentor)).unchanged, _plan(jobcentre, _of(mentor)).faults) == (1, ())
    changed = _plan(jobcentre, {**_of(mentor), "Områder": "Nord"})
    assert {fault.column for fault in changed.faults} == {"Navn", "Sprog"}


def test_who_has_the_name_of_a_known_one_is_pointed_out(jobcentre: Organisation) -> None:
    corps.a_corps_mentor("Aase Oester", jobcentre=jobcentre)
    assert "samme navn" in _plan(jobcentre, {}).new[0].note
    assert "samme navn" not in _plan(jobcentre, {"Navn": "En ny"}).new[0].note


def test_of_a_new_one_all_that_is_taken_is_told_and_areas_that_nobody_has_are_pointed_out(
    jobcentre: Organisation,
) -> None:
    known = corps.a_corps_mentor("Bo Vest", jobcentre=jobcentre)
    Mentor.objects.filter(pk=known.pk).update(areas=["Nord"])
    told = {"Områder": "Nord, Nrod", "Sprog": "Dansk; Arabisk", "Timer om ugen": 7.5, "Sidste dag": None}
    plan = _plan(jobcentre, told, {**_of(known), "Områder": "Syd"})
    taken = {heading: value for heading, before, value in plan.new[0].what if not before}
    assert (taken["Områder"], taken["Sprog"], taken["Timer om ugen"]) == ("Nord, Nrod", "Dansk; Arabisk", "7,5")
    assert "Sidste dag" not in taken
    assert plan.new[0].note == "Ingen i korpset har området Nrod i forvejen."
    assert plan.changed[0].note == "Ingen i korpset har området Syd i forvejen."
    assert not _plan(jobcentre, {**told, "Områder": "Nord"}).new[0].note
    assert not _plan(jobcentre, {**told, "Områder": "NORD"}).new[0].note


def test_a_table_with_a_fault_is_not_taken_in_at_all(jobcentre: Organisation) -> None:
    plan = _plan(jobcentre, {}, {"Id": ID})
    with pytest.raises(errors.RefusedError, match="ikke gemt noget"):
        _save(plan, jobcentre)
    assert not Mentor.objects.exists()


def test_what_fails_on_the_way_leaves_nothing_behind(jobcentre: Organisation) -> None:
    known = corps.a_corps_mentor("Bo Vest", jobcentre=jobcentre)
    plan = _plan(jobcentre, {}, {**_of(known), "Navn": "Bo Nord"}, {"Navn": "En til"})
    broken = replace(plan, new=(*plan.new, replace(plan.new[0], line=replace(plan.new[0].line, description=BROKEN))))
    with pytest.raises(errors.RefusedError):
        _save(broken, jobcentre)
    assert list(Mentor.objects.values_list("name", flat=True)) == ["Bo Vest"]


BROKEN = replace(AASE, name="")


def test_a_plan_that_nobody_saw_is_not_saved(jobcentre: Organisation) -> None:
    known = corps.a_corps_mentor("Bo Vest", jobcentre=jobcentre)
    seen = _plan(jobcentre, {**_of(known), "Navn": "Bo Nord"})
    Mentor.objects.filter(pk=known.pk).update(version=2)
    now = _plan(jobcentre, {**_of(known), "Navn": "Bo Nord"})
    assert now.mark != seen.mark
    with pytest.raises(errors.OvertakenError):
        commands.take_in(now, seen=seen.mark, jobcentre=jobcentre, by=acting.SYSTEM, at=AT)


def test_the_coordinator_of_another_jobcentre_is_refused(jobcentre: Organisation) -> None:
    with builders.act(builders.a_coordinator(jobcentre=builders.a_jobcentre("Jobcenter Sydby"))) as by:
        plan = queries.plan(rules.read(_table({})), access.visible_to(by), on=ON)
        with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
            commands.take_in(plan, seen=plan.mark, jobcentre=jobcentre, by=by, at=AT)
        with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
            commands.note_export(jobcentre, kind="csv", by=by, at=AT)


def test_a_plan_asks_as_much_for_many_as_for_one(
    jobcentre: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    known = [corps.a_corps_mentor(f"Mentor {number}", jobcentre=jobcentre) for number in range(5)]
    table = [_of(mentor) for mentor in known]
    for rows in (table[:1], table):
        with django_assert_num_queries(4):
            assert _plan(jobcentre, *rows).unchanged == len(rows)
