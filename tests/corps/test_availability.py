"""Hours over time and absences: what holds on a day, who may tell, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from parloeb.domain.audit.models import Event
from parloeb.domain.corps import access as corps_access
from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps import queries as corps_queries
from parloeb.domain.corps.availability import access, commands, queries, rules
from parloeb.domain.corps.lists import AbsenceKind
from parloeb.domain.corps.models import Absence, Mentor, MentorHours
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import AT, LONG_AGO, ON, TOMORROW, YESTERDAY, corps

WEEK = timedelta(weeks=1)
DAY = timedelta(days=1)
BEGINS = date(2026, 12, 1)
COURSE = Period(BEGINS, BEGINS + 26 * WEEK)
PART_TIME = rules.Presence(((LONG_AGO, 600), (ON, 300), (ON + WEEK, 900)))


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        (LONG_AGO - DAY, 600),
        (LONG_AGO, 600),
        (ON - DAY, 600),
        (ON, 300),
        (ON + WEEK - DAY, 300),
        (ON + WEEK, 900),
        (ON + 100 * WEEK, 900),
    ],
)
def test_an_entry_of_hours_lasts_until_the_next(day: date, minutes: int) -> None:
    assert PART_TIME.agreed_minutes(day) == PART_TIME.weekly_minutes(day) == minutes


@pytest.mark.parametrize(
    ("absence", "minutes"),
    [
        (Period(YESTERDAY, None), 0),
        (Period(ON, None), 0),
        (Period(TOMORROW, None), 300),
        (Period(YESTERDAY, TOMORROW), 300),
    ],
)
def test_only_who_is_away_without_an_end_has_no_hours(absence: Period, minutes: int) -> None:
    present = replace(PART_TIME, absences=(absence,))
    assert present.weekly_minutes(ON) == minutes
    assert present.agreed_minutes(ON) == 300


@pytest.mark.parametrize(
    ("absence", "told"),
    [
        (Period(BEGINS, BEGINS + 2 * WEEK - DAY), True),
        (Period(BEGINS, BEGINS + 2 * WEEK - 2 * DAY), False),
        (Period(BEGINS + 4 * WEEK - DAY, BEGINS + 8 * WEEK), True),
        (Period(BEGINS + 4 * WEEK, BEGINS + 8 * WEEK), False),
        (Period(BEGINS - 4 * WEEK, BEGINS + 2 * WEEK - DAY), True),
        (Period(BEGINS - 4 * WEEK, BEGINS + 2 * WEEK - 2 * DAY), False),
        (Period(BEGINS - 4 * WEEK, BEGINS - DAY), False),
        (Period(BEGINS, None), True),
        (Period(BEGINS + 5 * WEEK, None), False),
    ],
)
def test_an_absence_at_the_beginning_of_a_course_is_a_reservation(absence: Period, told: bool) -> None:
    said = replace(PART_TIME, absences=(absence,)).reservation(COURSE, least_days=14)
    assert bool(said) is told
    assert not told or "Er fraværende" in said


def test_the_absences_that_have_days_left_are_told() -> None:
    past, now, later = Period(LONG_AGO, YESTERDAY), Period(YESTERDAY, ON), Period(TOMORROW, None)
    assert replace(PART_TIME, absences=(past, now, later)).coming(ON) == (now, later)


@pytest.fixture
def jobcentre(db: None) -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def mentor(jobcentre: Organisation) -> Mentor:
    return corps.a_corps_mentor(jobcentre=jobcentre, weekly_minutes=600)


def _set(mentor: Mentor, minutes: int, *, first_day: date = ON, on: date = ON) -> MentorHours:
    return commands.set_hours(
        mentor, first_day=first_day, weekly_minutes=minutes, by=acting.SYSTEM, at=builders.at(on), on=on
    )


def _away(mentor: Mentor, first_day: date, last_day: date | None, kind: AbsenceKind = AbsenceKind.ILLNESS) -> Absence:
    assert mentor.user
    with builders.act(mentor.user, Role.MENTOR) as by:
        return commands.register_absence(mentor, kind=kind, first_day=first_day, last_day=last_day, by=by, at=AT, on=ON)


def test_hours_are_set_from_a_day_and_a_correction_keeps_what_was(mentor: Mentor) -> None:
    _set(mentor, 300)
    _set(mentor, 240)
    assert queries.presences([mentor.pk])[mentor.pk].hours == ((mentor.first_day, 600), (ON, 240))
    assert [(row.hours, row.is_now, row.is_corrected) for row in _rows(mentor)] == [
        ("4", True, False),
        ("5", False, True),
        ("10", False, False),
    ]


def _rows(mentor: Mentor) -> tuple[queries.HoursRow, ...]:
    return queries.hours_rows(MentorHours.objects.all(), mentor.pk, on=ON)


def test_what_stands_at_the_mentor_is_what_holds_whenever_hours_are_written(mentor: Mentor) -> None:
    def held(on: date) -> int:
        stands = Mentor.objects.get(pk=mentor.pk).weekly_minutes
        assert stands == queries.presences([mentor.pk])[mentor.pk].agreed_minutes(on)
        return stands

    assert held(ON) == 600
    later = _set(mentor, 300, first_day=TOMORROW)
    assert held(ON) == 600
    now = _set(mentor, 240)
    assert held(ON) == 240
    commands.take_back_hours(now, by=acting.SYSTEM, at=AT, on=ON)
    assert held(ON) == 600
    commands.take_back_hours(later, by=acting.SYSTEM, at=AT, on=TOMORROW)
    assert held(TOMORROW) == 600


def test_a_change_of_the_description_writes_other_hours_from_today_and_the_same_ones_not(mentor: Mentor) -> None:
    described = corps_queries.description_of(mentor, on=ON)
    with builders.act(builders.a_coordinator(jobcentre=mentor.jobcentre)) as by:
        mentors.change_mentor(mentor, replace(described, name="Ny"), version=1, by=by, at=AT)
        assert MentorHours.objects.count() == 1
        mentors.change_mentor(mentor, replace(described, weekly_minutes=90), version=2, by=by, at=AT)
    assert queries.presences([mentor.pk])[mentor.pk].hours == ((mentor.first_day, 600), (ON, 90))


def test_who_has_not_begun_begins_with_the_hours_that_were_written_last(jobcentre: Organisation) -> None:
    begins = ON + 4 * WEEK
    mentor = corps.a_corps_mentor(jobcentre=jobcentre, first_day=begins, weekly_minutes=600)
    described = replace(corps_queries.description_of(mentor, on=ON), weekly_minutes=90)
    mentors.change_mentor(mentor, described, version=1, by=acting.SYSTEM, at=AT)
    assert queries.presences([mentor.pk])[mentor.pk].hours == ((begins, 90),)


def test_the_first_change_of_one_from_a_file_keeps_what_the_file_said(mentor: Mentor) -> None:
    MentorHours.objects.all().delete()
    assert queries.presences([mentor.pk])[mentor.pk].hours == ((mentor.first_day, 600),)
    _set(mentor, 300)
    assert queries.presences([mentor.pk])[mentor.pk].hours == ((mentor.first_day, 600), (ON, 300))


def test_a_page_that_stood_open_does_not_undo_hours_that_were_set_since(mentor: Mentor) -> None:
    described = corps_queries.description_of(mentor, on=ON)
    _set(Mentor.objects.get(pk=mentor.pk), 300)
    with pytest.raises(errors.OvertakenError):
        mentors.change_mentor(mentor, described, version=1, by=acting.SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("minutes", "first_day", "field"),
    [
        (0, ON, "weekly_minutes"),
        (168 * 60 + 1, ON, "weekly_minutes"),
        (600, date(2036, 1, 1), "first_day"),
        (600, LONG_AGO - DAY, "first_day"),
    ],
)
def test_hours_that_cannot_be_are_refused_at_their_field(
    mentor: Mentor, minutes: int, first_day: date, field: str
) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        _set(mentor, minutes, first_day=first_day)
    assert refused.value.field == field
    assert MentorHours.objects.count() == 1


def test_the_same_hours_again_and_the_last_ones_are_refused(mentor: Mentor) -> None:
    entry = MentorHours.objects.get()
    with pytest.raises(errors.RefusedError, match="står der i forvejen"):
        _set(mentor, 600, first_day=mentor.first_day)
    with pytest.raises(errors.RefusedError, match="skal have timer"):
        commands.take_back_hours(entry, by=acting.SYSTEM, at=AT, on=ON)


def test_who_takes_back_second_is_told(mentor: Mentor) -> None:
    entry = _set(mentor, 300)
    commands.take_back_hours(entry, by=acting.SYSTEM, at=AT, on=ON)
    _set(mentor, 240)
    with pytest.raises(errors.OvertakenError):
        commands.take_back_hours(entry, by=acting.SYSTEM, at=AT, on=ON)


def test_an_absence_is_told_ended_and_withdrawn_and_stays(mentor: Mentor) -> None:
    absence = _away(mentor, ON, None)
    assert queries.presences([mentor.pk])[mentor.pk].weekly_minutes(ON) == 0
    commands.end_absence(absence, last_day=TOMORROW, by=acting.SYSTEM, at=AT, on=ON)
    assert queries.presences([mentor.pk])[mentor.pk].absences == (Period(ON, TOMORROW),)
    with builders.act(builders.a_coordinator(jobcentre=mentor.jobcentre)) as by:
        commands.withdraw_absence(absence, by=by, at=AT)
        with pytest.raises(errors.OvertakenError):
            commands.withdraw_absence(absence, by=by, at=AT)
        (row,) = queries.absence_rows(access.absences_visible_to(by), mentor.pk, on=ON)
    assert queries.presences([mentor.pk])[mentor.pk].absences == ()
    assert (row.kind, row.is_withdrawn, row.is_over) == ("Sygdom", True, True)
    assert "Trukket tilbage" in row.told


def test_who_ends_an_absence_second_is_told(mentor: Mentor) -> None:
    absence = _away(mentor, ON, None)
    stale = Absence.objects.select_related("mentor__jobcentre").get(pk=absence.pk)
    commands.end_absence(absence, last_day=TOMORROW, by=acting.SYSTEM, at=AT, on=ON)
    with pytest.raises(errors.OvertakenError):
        commands.end_absence(stale, last_day=ON, by=acting.SYSTEM, at=AT, on=ON)


@pytest.mark.parametrize(
    ("kind", "first_day", "last_day", "field"),
    [
        (AbsenceKind.HOLIDAY, TOMORROW, None, "last_day"),
        (AbsenceKind.HOLIDAY, TOMORROW, ON, "last_day"),
        (AbsenceKind.ILLNESS, date(2016, 1, 1), None, "first_day"),
        (AbsenceKind.LEAVE, TOMORROW, date(2036, 1, 1), "last_day"),
        (AbsenceKind.HOLIDAY, ON + 2 * WEEK, ON + 3 * WEEK, "first_day"),
    ],
)
def test_an_absence_that_cannot_be_is_refused_at_its_field(
    mentor: Mentor, kind: AbsenceKind, first_day: date, last_day: date | None, field: str
) -> None:
    _away(mentor, ON + 3 * WEEK, ON + 4 * WEEK)
    with pytest.raises(errors.RefusedError) as refused:
        _away(mentor, first_day, last_day, kind)
    assert refused.value.field == field
    assert Absence.objects.count() == 1


def test_the_end_of_an_absence_does_not_reach_into_the_next(mentor: Mentor) -> None:
    absence = _away(mentor, ON, TOMORROW)
    _away(mentor, ON + WEEK, None)
    with pytest.raises(errors.RefusedError, match="allerede et fravær"):
        commands.end_absence(absence, last_day=ON + WEEK, by=acting.SYSTEM, at=AT, on=ON)


def test_who_employs_a_mentor_keeps_the_hours_and_nobody_elses(jobcentre: Organisation) -> None:
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    other = builders.an_organisation(OrganisationKind.SUPPLIER, "Anden Vej ApS")
    own = builders.a_signed_mentor(jobcentre=jobcentre, organisation=supplier)
    for place, may in ((supplier, True), (other, False)):
        admin = builders.give_role(builders.a_user(f"Leder af {place}"), Role.SUPPLIER_ADMIN, organisation=place)
        with builders.act(admin, Role.SUPPLIER_ADMIN) as by:
            assert access.hours_visible_to(by).exists() is may
            assert bool(access.may_keep_hours(by, own)) is may
            assert bool(access.may_tell_absence(by, own)) is may


def test_a_mentor_tells_of_the_own_absence_alone_and_sets_no_hours(mentor: Mentor) -> None:
    other = corps.a_corps_mentor("Maja Krogh", jobcentre=mentor.jobcentre)
    assert mentor.user
    _away(other, ON, None)
    with builders.act(mentor.user, Role.MENTOR) as by:
        assert not access.absences_visible_to(by).exists()
        assert access.may_tell_absence(by, mentor)
        assert not access.may_tell_absence(by, other)
        assert not access.may_keep_hours(by, mentor)
        with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
            commands.set_hours(mentor, first_day=ON, weekly_minutes=60, by=by, at=AT, on=ON)


def test_each_act_is_one_row_of_the_log_and_illness_stands_not_in_it(mentor: Mentor) -> None:
    before = Event.objects.count()
    _set(mentor, 300)
    _away(mentor, ON, None)
    rows = Event.objects.order_by("id")[before:]
    assert [(row.name, row.subject_uuid, row.reason) for row in rows] == [
        ("mentor.hours_set", mentor.uuid, ""),
        ("mentor.absence_registered", mentor.uuid, ""),
    ]


def test_many_mentors_are_asked_in_as_many_questions_as_one(
    jobcentre: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    known = [corps.a_corps_mentor(f"Mentor {number}", jobcentre=jobcentre) for number in range(4)]
    for mentor in known:
        _away(mentor, ON, TOMORROW)
    for some in (known[:1], known):
        with django_assert_num_queries(3):
            found = queries.presences(mentor.pk for mentor in some)
        assert set(found) == {mentor.pk for mentor in some}
    with builders.act(builders.a_coordinator(jobcentre=jobcentre)) as by, django_assert_num_queries(4):
        corps_queries.rows(corps_access.visible_to(by), on=ON)


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE corps_mentorhours SET weekly_minutes = 10081", "corps_hours_week"),
        ("UPDATE corps_mentorhours SET corrected_by_id = set_by_id", "corps_hours_corrected_at_a_moment"),
        ("UPDATE corps_absence SET kind = 'strike'", "corps_absence_kind"),
        ("UPDATE corps_absence SET last_day = first_day - 1", "corps_absence_days"),
        ("UPDATE corps_absence SET kind = 'holiday', last_day = NULL", "corps_absence_holiday_ends"),
        ("UPDATE corps_absence SET withdrawn_by_id = registered_by_id", "corps_absence_withdrawn_by_somebody"),
        ("UPDATE corps_absence SET withdrawn_at = registered_at", "corps_absence_withdrawn_by_somebody"),
        (
            "INSERT INTO corps_absence (uuid, mentor_id, kind, first_day, last_day, registered_at, registered_by_id)"
            " SELECT gen_random_uuid(), mentor_id, kind, last_day, NULL, registered_at, registered_by_id"
            " FROM corps_absence",
            "corps_absence_once_a_day",
        ),
        (
            "INSERT INTO corps_mentorhours (uuid, mentor_id, first_day, weekly_minutes, set_at)"
            " SELECT gen_random_uuid(), mentor_id, first_day, 60, set_at FROM corps_mentorhours",
            "corps_hours_from_a_day_once",
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(mentor: Mentor, statement: str, constraint: str) -> None:
    _away(mentor, ON, TOMORROW)
    assert mentor.user
    MentorHours.objects.update(set_by=mentor.user)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
