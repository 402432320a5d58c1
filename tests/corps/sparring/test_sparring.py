"""The log of sparring: anonymous unless chosen, read by few, and counted as internal time."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import access as cases
from parloeb.domain.corps.lists import SparringForm, SparringKind, SparringTheme
from parloeb.domain.corps.models import Mentor, Sparring
from parloeb.domain.corps.sparring import access, commands, queries, rules
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import commands as visits
from parloeb.domain.visits.lists import InternalKind
from parloeb.domain.visits.models import InternalTime
from parloeb.journeys import sparring as journey
from parloeb.kernel import errors
from tests import builders
from tests.builders import clock

pytestmark = pytest.mark.django_db


def _held(
    held_on: date = clock.ON,
    *,
    minutes: int = 45,
    form: SparringForm = SparringForm.INDIVIDUAL,
    theme: SparringTheme = SparringTheme.ROLE,
    text: str = "",
    case_number: str = "",
    case_reason: str = "",
) -> commands.Held:
    return commands.Held(SparringKind.SPARRING, held_on, minutes, form, theme, text, case_number, case_reason)


@pytest.fixture
def course() -> builders.Course:
    """Anna Borg, whom Mikkel meets."""
    course = builders.a_course()
    builders.an_accepted_match(course)
    return course


@pytest.fixture
def by(course: builders.Course) -> Actor:
    return builders.actor(course.coordinator, Role.COORDINATOR)


def _own(mentor: Mentor) -> Actor:
    assert mentor.user
    return builders.actor(mentor.user, Role.MENTOR)


def _note(mentors: list[Mentor], held: commands.Held, *, by: Actor) -> Sparring:
    return journey.note(mentors, held, by=by, at=clock.AT, on=clock.ON)


def _minutes(mentor: Mentor, day: date = clock.ON) -> int | None:
    return (
        InternalTime.objects.filter(mentor=mentor, day=day, kind="sparring").values_list("minutes", flat=True).first()
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Vi talte om grænser.", ""),
        ("Hun er analytisk og bor i en borg.", ""),
        ("ANNA BORG var vred.", rules.NAMED),
        ("anna borg var vred.", rules.NAMED),
        ("Anna var vred.", rules.NAMED),
        ("Det er Annas lejlighed.", rules.NAMED),
        ("Familien Borg hjælper.", rules.NAMED),
        ("Annabella er hendes ven.", ""),
        ("Nummer 010170-1234 ringede.", rules.NUMBER),
        ("Nummer 0101701234 ringede.", rules.NUMBER),
        ("Ring på 99 99 10 00 den 16-11-2026.", ""),
    ],
)
def test_a_text_holds_no_number_and_no_name(text: str, fault: str) -> None:
    assert rules.fault_of_text(text, names=["Anna Borg"]) == fault


@pytest.mark.parametrize(
    ("form", "mentors", "is_refused"),
    [
        (SparringForm.INDIVIDUAL, 1, False),
        (SparringForm.INDIVIDUAL, 2, True),
        (SparringForm.GROUP, 2, False),
        (SparringForm.GROUP, 1, True),
        (SparringForm.TELEPHONE, 1, False),
        (SparringForm.TELEPHONE, 2, False),
        (SparringForm.TELEPHONE, 0, True),
    ],
)
def test_the_form_fits_how_many_there_were(form: SparringForm, mentors: int, is_refused: bool) -> None:
    assert bool(rules.fault_of_form(form, mentors=mentors)) is is_refused


def test_a_talk_is_noted_without_a_case_and_counts_for_everybody_in_it(course: builders.Course, by: Actor) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    sparring = _note([course.mentor, other], _held(form=SparringForm.GROUP, minutes=90), by=by)
    assert sparring.case is None
    assert (_minutes(course.mentor), _minutes(other)) == (90, 90)
    _note([other], _held(minutes=30), by=by)
    assert (_minutes(course.mentor), _minutes(other)) == (90, 120)
    assert Event.objects.filter(name="sparring.noted", subject_uuid=sparring.uuid, citizens=[]).count() == 1
    assert Event.objects.filter(name="internal_time.registered").count() == 3


def test_what_the_mentor_registered_oneself_is_not_counted_twice(course: builders.Course, by: Actor) -> None:
    own = _own(course.mentor)
    visits.register_internal(
        course.mentor, day=clock.ON, kind=InternalKind.SPARRING, minutes=60, by=own, at=clock.AT, on=clock.ON
    )
    first = _note([course.mentor], _held(minutes=45), by=by)
    assert _minutes(course.mentor) == 60
    second = _note([course.mentor], _held(minutes=45), by=by)
    assert _minutes(course.mentor) == 90
    for sparring in (first, second):
        journey.withdraw(sparring, reason="Var en anden dag.", by=by, at=clock.AT)
    assert _minutes(course.mentor) == 60
    assert Sparring.objects.count() == 2
    with pytest.raises(errors.IllegalMoveError):
        journey.withdraw(second, reason="Igen.", by=by, at=clock.AT)


@pytest.mark.parametrize(
    ("held", "field"),
    [
        (_held(clock.TOMORROW), "held_on"),
        (_held(date(2025, 11, 15)), "held_on"),
        (_held(date(2019, 12, 31)), "held_on"),
        (_held(minutes=0), "minutes"),
        (_held(minutes=12 * 60 + 1), "minutes"),
        (_held(form=SparringForm.GROUP), "mentors"),
        (_held(theme=SparringTheme.OTHER, text=" "), "text"),
        (_held(text="Anna var vred."), "text"),
        (_held(text="010170-1234"), "text"),
        (_held(case_number="2026-999999", case_reason="Aftalt."), "case_number"),
        (_held(case_number="2026-999999"), "case_reason"),
        (_held(case_number="2026-1", case_reason="Anna bad om det."), "case_reason"),
    ],
)
def test_a_talk_that_cannot_be_is_refused_at_its_field(
    course: builders.Course, by: Actor, held: commands.Held, field: str
) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        _note([course.mentor], held, by=by)
    assert refused.value.field == field
    assert not Sparring.objects.exists()
    assert _minutes(course.mentor) is None


def test_a_day_holds_no_more_than_its_minutes(course: builders.Course, by: Actor) -> None:
    for _ in range(2):
        _note([course.mentor], _held(minutes=720), by=by)
    with pytest.raises(errors.RefusedError, match="ikke så mange timer"):
        _note([course.mentor], _held(minutes=1), by=by)
    assert (_minutes(course.mentor), Sparring.objects.count()) == (1440, 2)


def test_a_case_is_attached_by_choice_and_shown_to_whoever_reaches_it(course: builders.Course, by: Actor) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    held = _held(form=SparringForm.GROUP, case_number=course.case.number, case_reason="Borgeren bad om et fælles møde.")
    sparring = _note([course.mentor, other], held, by=by)
    assert list(Event.objects.filter(name="sparring.noted").values_list("citizens", flat=True)) == [
        [course.case.citizen.uuid]
    ]
    shown = {}
    for name, reader in (("coordinator", by), ("hers", _own(course.mentor)), ("other", _own(other))):
        reached = cases.visible_to(reader, on=clock.ON)
        (row,) = queries.rows(access.visible_to(reader), reached=reached)
        shown[name] = (row.number, row.case_reason, row.citizen)
    whole = (course.case.number, "Borgeren bad om et fælles møde.", course.case.citizen.uuid)
    assert shown == {"coordinator": whole, "hers": whole, "other": ("", "", None)}
    assert sparring.case == course.case


def test_only_coordinator_and_who_took_part_read_and_a_mentor_notes_the_own_alone(
    course: builders.Course, by: Actor
) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    own, colleague = _own(course.mentor), _own(other)
    elsewhere = builders.actor(builders.a_coordinator(jobcentre=builders.a_jobcentre()), Role.COORDINATOR)
    signe = builders.actor(course.caseworker)
    sparring = _note([course.mentor], _held(), by=own)
    assert [access.visible_to(one).count() for one in (by, own, colleague, elsewhere, signe)] == [1, 1, 0, 0, 0]
    for one, mentors in ((own, [other]), (own, [course.mentor, other]), (elsewhere, [other]), (signe, [other])):
        with pytest.raises(errors.RefusedError, match="din egen sparring"):
            _note(mentors, _held(form=SparringForm.TELEPHONE), by=one)
    for one in (colleague, elsewhere, signe):
        with pytest.raises(errors.RefusedError, match="Kun den, der har noteret det"):
            journey.withdraw(sparring, reason="Nej.", by=one, at=clock.AT)
    with pytest.raises(errors.RefusedError, match="nævner en borger"):
        journey.withdraw(sparring, reason="Anna var der ikke.", by=own, at=clock.AT)
    journey.withdraw(sparring, reason="Var en anden dag.", by=own, at=clock.AT)


def test_hours_are_summed_for_each_mentor_and_half_year(course: builders.Course, by: Actor) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    _note([course.mentor, other], _held(date(2026, 7, 1), form=SparringForm.GROUP, minutes=90), by=by)
    _note([course.mentor], _held(date(2026, 6, 30), minutes=60), by=by)
    _note([course.mentor], _held(clock.ON, minutes=30), by=by)
    journey.withdraw(_note([other], _held(), by=by), reason="Fejl.", by=by, at=clock.AT)
    found = [(one.mentor, one.half_year, one.talks, one.time) for one in queries.totals(access.visible_to(by))]
    assert found == [
        ("Maja Krogh", "2. halvår 2026", 1, "1,5 timer"),
        ("Mikkel Lund", "2. halvår 2026", 2, "2 timer"),
        ("Mikkel Lund", "1. halvår 2026", 1, "1 time"),
    ]
    assert len(queries.totals(access.visible_to(by), only=other.pk)) == 1


@pytest.mark.parametrize(
    ("assignment", "constraint"),
    [
        ("minutes = 0", "corps_sparring_minutes"),
        ("minutes = 721", "corps_sparring_minutes"),
        ("theme = 'other'", "corps_sparring_other_has_text"),
        ("case_reason = 'Derfor.'", "corps_sparring_case_with_reason"),
        ("withdrawn_at = now()", "corps_sparring_withdrawn"),
    ],
)
def test_the_database_refuses_what_cannot_be(course: builders.Course, assignment: str, constraint: str) -> None:
    builders.a_sparring(course.mentor, held_on=clock.ON - timedelta(days=1))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE corps_sparring SET {assignment}")
