"""A jobcentre's own numbers are set by the administrator, from today or later, and are never changed."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from parloeb.domain.audit.models import Event
from parloeb.domain.law.settings import Setting
from parloeb.domain.people import access, acting, commands, queries
from parloeb.domain.people.models import LocalSetting, Organisation, User
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, TOMORROW, YESTERDAY

pytestmark = pytest.mark.django_db


def an_administrator(*, of: Organisation | None = None) -> User:
    return builders.give_role(builders.a_user("Adam Nøgle"), Role.ADMINISTRATOR, organisation=of)


def test_a_setting_is_set_once_for_a_day_by_name_and_logged() -> None:
    place, adam = builders.a_jobcentre(), an_administrator()
    with builders.act(adam, Role.ADMINISTRATOR) as by:
        commands.set_setting(place, Setting.MONTHS, number=4, first_day=TOMORROW, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="allerede fastsat fra den dag") as refusal:
            commands.set_setting(place, Setting.MONTHS, number=5, first_day=TOMORROW, by=by, at=AT, on=ON)
    assert refusal.value.field == "first_day"
    row = LocalSetting.objects.get()
    assert (row.set_by, row.set_at) == (adam, AT)
    logged = Event.objects.get(name="setting.set")
    assert (logged.subject_uuid, logged.user_uuid, logged.reason) == (row.uuid, adam.uuid, "months")
    assert queries.settings_on(place.pk, ON).number(Setting.MONTHS) == 3
    assert queries.settings_on(place.pk, TOMORROW).number(Setting.MONTHS) == 4


@pytest.mark.parametrize(
    ("number", "first_day", "field", "sentence"),
    [
        (4, YESTERDAY, "first_day", "tidligst gælde fra i dag"),
        (4, date(2199, 2, 2), "first_day", r"mere end 5 år fremme\. Er årstallet rigtigt\?"),
        (7, ON, "number", "Loven tillader højst 6 måneder"),
        (0, ON, "number", "helt tal fra 1 til 6"),
    ],
)
def test_nothing_is_set_for_the_past_or_beyond_the_act(number: int, first_day: date, field: str, sentence: str) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        builders.set_setting(builders.a_jobcentre(), Setting.MONTHS, number, first_day=first_day)
    assert refusal.value.field == field
    assert not LocalSetting.objects.exists()


def test_only_an_administrator_sets_and_only_for_a_jobcentre_of_the_own() -> None:
    place, other = builders.a_jobcentre(), builders.a_jobcentre()
    leader = builders.a_leader(team=builders.a_team(jobcentre=place))
    with builders.act(leader, Role.TEAM_LEADER) as by, pytest.raises(errors.RefusedError, match="Din rolle"):
        commands.set_setting(place, Setting.MONTHS, number=4, first_day=ON, by=by, at=AT, on=ON)
    with builders.act(an_administrator(of=place), Role.ADMINISTRATOR) as by:
        with pytest.raises(errors.RefusedError, match="ikke et jobcenter, du kan"):
            commands.set_setting(other, Setting.MONTHS, number=4, first_day=ON, by=by, at=AT, on=ON)
        commands.set_setting(place, Setting.MONTHS, number=4, first_day=ON, by=by, at=AT, on=ON)
    with pytest.raises(errors.RefusedError, match="ikke et jobcenter"):
        builders.set_setting(builders.an_organisation(OrganisationKind.SUPPLIER, "Aktiv ApS"), Setting.MONTHS, 4)


def test_settings_are_read_by_who_works_there_and_by_the_administrator() -> None:
    place, other = builders.a_jobcentre("Jobcenter A"), builders.a_jobcentre("Jobcenter B")
    team = builders.a_team(jobcentre=place)
    readers = {
        Role.CASEWORKER: (builders.a_caseworker(team=team), [place]),
        Role.TEAM_LEADER: (builders.a_leader(team=team), [place]),
        Role.ADMINISTRATOR: (an_administrator(), [place, other]),
        Role.COORDINATOR: (builders.a_coordinator(jobcentre=place), []),
    }
    for role, (user, reached) in readers.items():
        with builders.act(user, role) as by:
            assert list(access.jobcentres_of(by)) == reached
    with builders.act(an_administrator(of=other), Role.ADMINISTRATOR) as by:
        assert list(access.jobcentres_of(by)) == [other]


def test_the_history_tells_what_holds_what_comes_and_who_set_it() -> None:
    place, adam = builders.a_jobcentre(), an_administrator()
    builders.set_setting(place, Setting.CONTACT_DAYS, 10)
    with builders.act(adam, Role.ADMINISTRATOR) as by:
        commands.set_setting(place, Setting.CONTACT_DAYS, number=7, first_day=TOMORROW, by=by, at=AT, on=ON)
    with acting.acting_as_system() as by:
        (told,) = queries.settings_of(access.jobcentres_of(by), on=ON)
    row = next(one for one in told.rows if one.title == Setting.CONTACT_DAYS.label)
    assert (row.number, row.since, row.coming) == ("10", "fra 16-11-2026", "7 fra 17-11-2026")
    assert tuple(one.text for one in row.history) == (
        "7 fra 17-11-2026, sat 16-11-2026 af Adam Nøgle",
        "10 fra 16-11-2026, sat 16-11-2026 af kommandolinjen",
    )
    others = {one.title: (one.number, one.since) for one in told.rows}
    assert others[Setting.MONTHS.label] == ("3", "leveret med Parløb")
    assert others[Setting.MONTHS_WORK.label] == ("", "som for alle formål")


def test_what_has_not_begun_is_withdrawn_and_another_is_set_from_that_day() -> None:
    place, adam = builders.a_jobcentre(), an_administrator()
    builders.set_setting(place, Setting.MONTHS, 4, first_day=TOMORROW)
    with builders.act(adam, Role.ADMINISTRATOR) as by:
        commands.withdraw_setting(place, Setting.MONTHS, first_day=TOMORROW, by=by, at=AT, on=ON)
    row = LocalSetting.objects.get()
    assert (row.withdrawn_by, row.withdrawn_at) == (adam, AT)
    logged = Event.objects.get(name="setting.withdrawn")
    assert (logged.subject_uuid, logged.user_uuid, logged.reason) == (row.uuid, adam.uuid, "months")
    assert queries.settings_on(place.pk, TOMORROW).number(Setting.MONTHS) == 3
    assert queries.timeline().on(place.pk, TOMORROW).number(Setting.MONTHS) == 3
    builders.set_setting(place, Setting.MONTHS, 5, first_day=TOMORROW)
    assert queries.settings_on(place.pk, TOMORROW).number(Setting.MONTHS) == 5
    with acting.acting_as_system() as by:
        (told,) = queries.settings_of(access.jobcentres_of(by), on=ON)
    months = next(one for one in told.rows if one.title == Setting.MONTHS.label)
    assert (months.number, months.coming) == ("3", "5 fra 17-11-2026")
    assert [(one.text, one.withdraw_from) for one in months.history] == [
        ("5 fra 17-11-2026, sat 16-11-2026 af kommandolinjen", "2026-11-17"),
        ("4 fra 17-11-2026, sat 16-11-2026 af kommandolinjen, trukket tilbage 16-11-2026 af Adam Nøgle", ""),
    ]


@pytest.mark.parametrize(
    ("first_day", "setting", "sentence"),
    [
        (ON, Setting.MONTHS, "begyndt at gælde. Sæt en ny"),
        (TOMORROW, Setting.MONTHS_WORK, "er ikke fastsat fra den dag"),
        (TOMORROW + timedelta(days=1), Setting.MONTHS, "er ikke fastsat fra den dag"),
    ],
)
def test_what_holds_and_what_was_never_set_is_not_withdrawn(first_day: date, setting: Setting, sentence: str) -> None:
    place = builders.a_jobcentre()
    builders.set_setting(place, Setting.MONTHS, 4)
    builders.set_setting(place, Setting.MONTHS, 5, first_day=TOMORROW)
    with acting.acting_as_system() as by, pytest.raises(errors.RefusedError, match=sentence):
        commands.withdraw_setting(place, setting, first_day=first_day, by=by, at=AT, on=ON)
    assert not LocalSetting.objects.exclude(withdrawn_at=None).exists()


def test_a_value_is_withdrawn_once_and_only_by_who_sets_it() -> None:
    place, other = builders.a_jobcentre(), builders.a_jobcentre()
    builders.set_setting(place, Setting.MONTHS, 4, first_day=TOMORROW)
    leader = builders.a_leader(team=builders.a_team(jobcentre=place))
    with builders.act(leader, Role.TEAM_LEADER) as by, pytest.raises(errors.RefusedError, match="Din rolle"):
        commands.withdraw_setting(place, Setting.MONTHS, first_day=TOMORROW, by=by, at=AT, on=ON)
    with (
        builders.act(an_administrator(of=other), Role.ADMINISTRATOR) as by,
        pytest.raises(errors.RefusedError, match="ikke et jobcenter, du kan"),
    ):
        commands.withdraw_setting(place, Setting.MONTHS, first_day=TOMORROW, by=by, at=AT, on=ON)
    with acting.acting_as_system() as by:
        commands.withdraw_setting(place, Setting.MONTHS, first_day=TOMORROW, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="er ikke fastsat fra den dag"):
            commands.withdraw_setting(place, Setting.MONTHS, first_day=TOMORROW, by=by, at=AT, on=ON)


@pytest.mark.parametrize(
    ("setting", "number", "sentence"),
    [
        (Setting.LEADER_MONTHS, 2, "Sagsbehandleren har 3 måneder den 16-11-2026, og teamlederen kan ikke have færre"),
        (Setting.LEADER_PERIODS, 1, "Sagsbehandleren har 2 perioder"),
        (Setting.CASEWORKER_PERIODS, 5, "Teamlederen har 4 perioder"),
    ],
)
def test_the_leader_is_never_given_less_than_the_caseworker(setting: Setting, number: int, sentence: str) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        builders.set_setting(builders.a_jobcentre(), setting, number)
    assert refusal.value.field == "number"
    assert not LocalSetting.objects.exists()


def test_a_coming_value_counts_where_another_is_set_and_where_it_is_withdrawn() -> None:
    place, day_after = builders.a_jobcentre(), TOMORROW + timedelta(days=1)
    builders.set_setting(place, Setting.CASEWORKER_MONTHS, 2)
    builders.set_setting(place, Setting.LEADER_MONTHS, 3, first_day=TOMORROW)
    builders.set_setting(place, Setting.LEADER_MONTHS, 5, first_day=day_after)
    with pytest.raises(errors.RefusedError, match="Teamlederen har 3 måneder den 17-11-2026"):
        builders.set_setting(place, Setting.CASEWORKER_MONTHS, 4, first_day=TOMORROW)
    builders.set_setting(place, Setting.CASEWORKER_MONTHS, 4, first_day=day_after)
    with acting.acting_as_system() as by:
        with pytest.raises(errors.RefusedError, match=r"undværes\. Sagsbehandleren har 4") as refusal:
            commands.withdraw_setting(place, Setting.LEADER_MONTHS, first_day=day_after, by=by, at=AT, on=ON)
        assert refusal.value.field == "first_day"
        commands.withdraw_setting(place, Setting.CASEWORKER_MONTHS, first_day=day_after, by=by, at=AT, on=ON)
        commands.withdraw_setting(place, Setting.LEADER_MONTHS, first_day=day_after, by=by, at=AT, on=ON)
    assert queries.settings_on(place.pk, day_after).number(Setting.LEADER_MONTHS) == 3


def test_two_who_set_at_once_come_one_after_the_other() -> None:
    """Else each would see the former value of the other, and the leader's power end below the caseworker's."""
    place = builders.a_jobcentre()
    with CaptureQueriesContext(connection) as asked:
        builders.set_setting(place, Setting.MONTHS, 4, first_day=TOMORROW)
    held, read = (
        next(at for at, one in enumerate(asked.captured_queries) if words in one["sql"])
        for words in ("FOR UPDATE", 'FROM "people_localsetting"')
    )
    assert held < read


def test_the_database_lets_nobody_withdraw_without_a_moment() -> None:
    builders.set_setting(builders.a_jobcentre(), Setting.MONTHS, 4)
    with pytest.raises(IntegrityError, match="withdrawn_at_a_moment"), transaction.atomic():
        LocalSetting.objects.update(withdrawn_by=an_administrator())


def test_the_database_lets_no_two_hold_from_one_day() -> None:
    place = builders.a_jobcentre()
    builders.set_setting(place, Setting.MONTHS, 4)
    copied = "INSERT INTO people_localsetting (uuid, jobcentre_id, setting, first_day, number, set_at) "
    again = copied + "SELECT gen_random_uuid(), jobcentre_id, setting, first_day, 5, set_at FROM people_localsetting"
    with (
        pytest.raises(IntegrityError, match="people_setting_from_a_day_once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(again)
