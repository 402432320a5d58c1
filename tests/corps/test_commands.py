"""The corps as its coordinator keeps it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.corps import access, commands, lists, queries, rules
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import lists as referrals
from parloeb.kernel import errors
from tests.builders import clock, corps, people

pytestmark = pytest.mark.django_db

DESCRIPTION = rules.Description(
    name="Åse Øster",
    kind=lists.Kind.SUPPLIER,
    first_day=clock.ON,
    weekly_minutes=450,
    languages=("da", "ar"),
    areas=("Nord",),
)


def test_the_coordinator_registers_a_mentor_of_the_own_jobcentre() -> None:
    jobcentre = people.a_jobcentre()
    coordinator = people.a_coordinator(jobcentre=jobcentre)

    with people.act(coordinator) as by:
        commands.register_mentor(DESCRIPTION, jobcentre=jobcentre, by=by, at=clock.AT)
        (row,) = queries.rows(access.visible_to(by), on=clock.ON)

    assert (row.name, row.kind, row.languages, row.weekly_hours) == (
        "Åse Øster",
        "Ansat hos en leverandør",
        "Dansk, Arabisk",
        "7,5",
    )


def test_the_coordinator_of_another_jobcentre_is_refused_and_sees_nobody() -> None:
    jobcentre = people.a_jobcentre()
    corps.a_corps_mentor(jobcentre=jobcentre)

    with people.act(people.a_coordinator(jobcentre=people.a_jobcentre())) as by:
        assert not access.visible_to(by).exists()
        with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
            commands.register_mentor(DESCRIPTION, jobcentre=jobcentre, by=by, at=clock.AT)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"weekly_minutes": 0}, "weekly_minutes"),
        ({"weekly_minutes": 168 * 60 + 1}, "weekly_minutes"),
        ({"last_day": clock.YESTERDAY}, "last_day"),
        ({"languages": ()}, "languages"),
    ],
)
def test_a_description_that_cannot_be_is_refused_at_its_field(changes: dict[str, object], field: str) -> None:
    mentor = corps.a_corps_mentor()
    described = replace(DESCRIPTION, **changes)  # type: ignore[arg-type]
    coordinator = people.a_coordinator(jobcentre=mentor.jobcentre)
    with people.act(coordinator) as by, pytest.raises(errors.RefusedError) as refused:
        commands.change_mentor(mentor, described, version=1, by=by, at=clock.AT)

    assert refused.value.field == field
    assert Mentor.objects.get(pk=mentor.pk).name == "Mikkel Lund"


def test_where_a_mentor_can_meet_is_said_as_the_referral_says_where_a_citizen_can() -> None:
    assert [place.value for place in lists.MeetingPlace] == [
        place.value for place in referrals.MeetingPlace if place is not referrals.MeetingPlace.ANY
    ]


def test_the_times_of_a_mentor_are_kept_in_the_order_of_the_week() -> None:
    mentor = corps.a_corps_mentor()
    described = replace(DESCRIPTION, times=("fri_evening", "mon_morning", "mon_morning"))
    with people.act(people.a_coordinator(jobcentre=mentor.jobcentre)) as by:
        commands.change_mentor(mentor, described, version=1, by=by, at=clock.AT)
        sheet = queries.sheet(access.visible_to(by), mentor.uuid, on=clock.ON)

    assert Mentor.objects.get(pk=mentor.pk).times == ["mon_morning", "fri_evening"]
    assert sheet
    assert ("Kan mødes", "man formiddag, fre aften") in sheet.facts


def test_a_competence_is_kept_once_with_its_newest_level() -> None:
    mentor = corps.a_corps_mentor()
    with people.act(people.a_coordinator(jobcentre=mentor.jobcentre)) as by:
        for level in (1, 3):
            commands.set_competence(
                mentor,
                field=lists.Field.DEBT,
                level=level,
                source=lists.Source.COURSE,
                known_on=clock.ON,
                by=by,
                at=clock.AT,
            )

    assert mentor.competences.get().level == 3


def test_a_competence_is_not_known_since_tomorrow() -> None:
    mentor = corps.a_corps_mentor()
    known = {"field": lists.Field.DEBT, "level": 1, "source": lists.Source.COURSE, "known_on": clock.TOMORROW}
    with (
        people.act(people.a_coordinator(jobcentre=mentor.jobcentre)) as by,
        pytest.raises(errors.RefusedError, match="ligger i fremtiden") as refused,
    ):
        commands.set_competence(mentor, **known, by=by, at=clock.AT)  # type: ignore[arg-type]
    assert refused.value.field == "known_on"


def test_a_mentor_signs_secrecy_once_a_day_and_for_nobody_else() -> None:
    mentor, other = corps.a_corps_mentor(), corps.a_corps_mentor("Maja Krogh")
    assert mentor.user
    with people.act(mentor.user, Role.MENTOR) as by:
        commands.sign_secrecy(mentor, by=by, at=clock.AT, on=clock.ON)
        for _ in range(2):
            commands.sign_secrecy(mentor, by=by, at=clock.AT, on=clock.ON)
        with pytest.raises(errors.RefusedError):
            commands.sign_secrecy(other, by=by, at=clock.AT, on=clock.ON)

    assert Mentor.objects.get(pk=mentor.pk).secrecy_signed_on == clock.ON
    assert not mentor.secrecy_renewals.exists()


def test_who_signs_secrecy_anew_keeps_the_former_day() -> None:
    mentor = corps.a_corps_mentor()
    assert mentor.user
    with people.act(mentor.user, Role.MENTOR) as by:
        for day in (clock.ON, clock.TOMORROW, clock.TOMORROW, clock.YESTERDAY):
            commands.sign_secrecy(mentor, by=by, at=clock.AT, on=day)

    assert Mentor.objects.get(pk=mentor.pk).secrecy_signed_on == clock.ON
    assert [one.signed_on for one in mentor.secrecy_renewals.all()] == [clock.TOMORROW]
    assert Event.objects.filter(name="mentor.secrecy_renewed", subject_uuid=mentor.uuid).count() == 1


@pytest.mark.parametrize(
    ("assignment", "constraint"),
    [
        ("name = ''", "corps_mentor_named_or_historic"),
        ("last_day = first_day - 1", "corps_mentor_days"),
        ("weekly_minutes = 10081", "corps_mentor_week"),
        ("kind = 'friend'", "corps_mentor_kind"),
        ("times = ARRAY['mon_night']", "corps_mentor_times"),
        ("meeting_places = ARRAY['any']", "corps_mentor_meeting_places"),
    ],
)
def test_the_database_refuses_a_mentor_that_cannot_be(assignment: str, constraint: str) -> None:
    mentor = corps.a_corps_mentor(first_day=date(2026, 1, 1))

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE corps_mentor SET {assignment} WHERE id = %s", [mentor.pk])
