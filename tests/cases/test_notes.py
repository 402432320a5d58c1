"""What was heard of a case is written down once, and corrected by another note."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.lists import Teller
from parloeb.domain.cases.models import Case, Note
from parloeb.domain.cases.notes import access, commands, queries
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import AT, ON, visits

pytestmark = pytest.mark.django_db
A_YEAR_AGO = days.months_after(ON, -12)

DAY = timedelta(days=1)
HEARD = commands.Heard(ON - DAY, Teller.HEALTH, "Overlæge Holm", "Udskrives senere", "Udskrivning er udsat til jul.")


def a_note(case: Case, by_user: User, heard: commands.Heard = HEARD) -> Note:
    with builders.act(by_user) as by:
        return commands.note(case, heard, by=by, at=AT, on=ON)


@pytest.fixture
def case(signe: User) -> Case:
    return builders.a_case(by=signe)


@pytest.mark.rule("OFL-13")
def test_it_is_written_down_logged_and_told_in_the_file(case: Case, signe: User) -> None:
    note = a_note(case, signe, replace(HEARD, subject=" Udskrives senere ", text=" Udsat.\nRing igen. "))

    assert (note.subject, note.text, note.written_by) == ("Udskrives senere", "Udsat.\nRing igen.", signe)
    event = Event.objects.get(name="note.written")
    assert (event.subject_uuid, event.citizens) == (note.uuid, [case.citizen.uuid])
    (told,) = queries.story(queries.to_tell(access.visible_to(builders.actor(signe), on=ON)))
    assert told.filed is not None
    assert (told.title, told.filed.day, told.filed.subject) == (
        "Notat: Udskrives senere",
        ON - DAY,
        "Notat: Udskrives senere",
    )


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"told_on": ON + DAY}, "told_on", "fremtiden"),
        ({"told_on": A_YEAR_AGO - DAY}, "told_on", "årstallet"),
        ({"subject": "  "}, "subject", "få ord"),
        ({"text": " \n"}, "text", "hvad du fik at vide"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(
    case: Case, signe: User, changed: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        a_note(case, signe, replace(HEARD, **changed))  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not Note.objects.exists()


@pytest.mark.parametrize("told_on", [ON, A_YEAR_AGO])
def test_the_first_and_the_last_day_are_taken(case: Case, signe: User, told_on: object) -> None:
    assert a_note(case, signe, replace(HEARD, told_on=told_on)).told_on == told_on  # type: ignore[arg-type]


def test_a_correction_stands_beside_what_it_corrects(case: Case, signe: User) -> None:
    former = a_note(case, signe)
    with builders.act(signe) as by:
        newer = commands.correct(former, replace(HEARD, text="Udsat til påske."), by=by, at=AT, on=ON)
        with pytest.raises(errors.OvertakenError):
            commands.correct(former, HEARD, by=by, at=AT, on=ON)

    seen = access.visible_to(builders.actor(signe), on=ON)
    before, after = (queries.sheet(seen, one.uuid) for one in (former, newer))
    assert before is not None
    assert after is not None
    assert (before.text, before.successor, before.former) == ((HEARD.text,), newer.uuid, None)
    assert (after.text, after.successor, after.former) == (("Udsat til påske.",), None, former.uuid)
    assert [one.text for one in queries.story(queries.to_tell(seen))] == ["Rettet 16-11-2026 kl. 09.30.", ""]


def test_the_database_takes_one_correction_of_a_note_alone(case: Case, signe: User) -> None:
    former, *others = (a_note(case, signe) for _ in range(3))
    with pytest.raises(IntegrityError, match="replaces"), transaction.atomic():
        Note.objects.filter(pk__in=[one.pk for one in others]).update(replaces=former)


def test_who_refers_or_coordinates_writes_and_reads_and_nobody_else() -> None:
    pair = visits.a_pair()
    note = a_note(pair.case, pair.caseworker)
    team = pair.caseworker.role_assignments.get().team
    assert team
    leader = builders.a_leader(team=team)
    for user, role, may in (
        (pair.caseworker, Role.CASEWORKER, True),
        (leader, Role.TEAM_LEADER, True),
        (pair.coordinator, Role.COORDINATOR, True),
        (pair.mentor_user, Role.MENTOR, False),
        (pair.citizen_user, Role.CITIZEN, False),
    ):
        reaching = builders.actor(user, role)
        assert case_access.visible_to(reaching, on=ON).filter(pk=pair.case.pk).exists()
        assert access.visible_to(reaching, on=ON).filter(pk=note.pk).exists() is may
        assert bool(access.may_note(reaching, pair.case, on=ON)) is may
    assert {Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR} == access.WRITERS


def test_an_old_note_is_corrected_with_its_own_day_and_no_earlier_one(case: Case, signe: User) -> None:
    later = ON + timedelta(days=400)
    former = a_note(case, signe)
    with builders.act(signe, on=later) as by:
        with pytest.raises(errors.RefusedError, match="årstallet"):
            commands.correct(former, replace(HEARD, told_on=HEARD.told_on - DAY), by=by, at=AT, on=later)
        assert commands.correct(former, HEARD, by=by, at=AT, on=later).told_on == HEARD.told_on


def test_an_imported_case_takes_no_note(case: Case, signe: User) -> None:
    case.is_historic = True
    with pytest.raises(errors.RefusedError, match="gammelt system"):
        a_note(case, signe)


@pytest.mark.parametrize("emptied", ["subject", "text"])
def test_the_database_holds_that_it_says_something(case: Case, signe: User, emptied: str) -> None:
    note = a_note(case, signe)
    with connection.cursor() as sql, pytest.raises(IntegrityError, match="cases_note_says"), transaction.atomic():
        sql.execute(f"UPDATE cases_note SET {emptied} = '' WHERE id = %s", [note.pk])
