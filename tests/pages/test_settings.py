"""The page of what a jobcentre sets itself."""

import pytest
from django.test import Client

from parloeb.domain.law.settings import Setting
from parloeb.domain.people.models import LocalSetting, Organisation, User
from parloeb.domain.people.rules import OrganisationKind, Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

ADDRESS = "/indstillinger/"


@pytest.fixture
def place() -> Organisation:
    return builders.a_jobcentre("Jobcenter Nordby")


@pytest.fixture
def desk() -> Client:
    adam = builders.give_role(builders.a_user("Adam Nøgle"), Role.ADMINISTRATOR)
    return builders.logged_in(adam, Role.ADMINISTRATOR)


def typed(place: Organisation, **changed: str) -> dict[str, str]:
    whole = {"jobcentre": str(place.uuid), "setting": "months", "number": "4", "first_day": "17-11-2026"}
    return {**whole, **changed}


def test_the_administrator_sets_a_value_from_a_day_and_all_read_it_with_its_history(
    place: Organisation, desk: Client
) -> None:
    assert desk.post(ADDRESS, typed(place)).status_code == 302
    for reader in (desk, builders.logged_in(_leader_of(place), Role.TEAM_LEADER)):
        page = reader.get(ADDRESS).content.decode()
        assert "4 fra 17-11-2026, sat 16-11-2026 af Adam Nøgle" in page
        assert "leveret med Parløb" in page


def test_how_many_months_a_report_tells_of_is_set_and_read(place: Organisation, desk: Client) -> None:
    refused = desk.post(ADDRESS, typed(place, setting="report_months", number="4"))
    assert "Skriv et helt tal fra 1 til 3." in at_field(refused, "number")
    assert desk.post(ADDRESS, typed(place, setting="report_months", number="2")).status_code == 302
    page = desk.get(ADDRESS).content.decode()
    row = page[page.index('<th scope="row">Mentorens rapport: så mange måneder fortæller hver om') :].split("</tr>")[0]
    assert "leveret med Parløb" in row
    assert "2 fra 17-11-2026, sat 16-11-2026 af Adam Nøgle" in row
    assert "følger det, der gælder den dag, dens første måned begynder" in page


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"jobcentre": ""}, "jobcentre", "Vælg"),
        ({"setting": ""}, "setting", "Vælg, hvad der skal sættes."),
        ({"number": ""}, "number", "Skriv den nye værdi."),
        ({"number": "100000000000"}, "number", "Tallet er for stort. Skriv højst 999."),
        ({"number": "fire"}, "number", "Skriv et helt tal, fx 4."),
        ({"number": "-1"}, "number", "Skriv et helt tal"),
        ({"number": "7"}, "number", "Loven tillader højst 6 måneder"),
        ({"setting": "leader_months", "number": "2"}, "number", "Sagsbehandleren har 3 måneder den 17-11-2026"),
        ({"setting": "caseworker_periods", "number": "5"}, "number", "Teamlederen har 4 perioder den 17-11-2026"),
        ({"first_day": ""}, "first_day", "Skriv, fra hvilken dag"),
        ({"first_day": "i morgen"}, "first_day", "kan ikke læses som en dag"),
        ({"first_day": "15-11-2026"}, "first_day", "tidligst gælde fra i dag"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field_and_nothing_typed_is_lost(
    place: Organisation, desk: Client, changed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(ADDRESS, typed(place, **changed))
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    kept = typed(place, **changed)
    assert all(f'value="{kept[name]}"' in answer.content.decode() for name in ("number", "first_day") if kept[name])
    assert not LocalSetting.objects.exists()


def test_the_same_day_twice_and_a_foreign_jobcentre_are_refused(place: Organisation, desk: Client) -> None:
    desk.post(ADDRESS, typed(place))
    again = desk.post(ADDRESS, typed(place, number="5"))
    assert (again.status_code, "er allerede fastsat fra den dag" in at_field(again, "first_day")) == (422, True)
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Aktiv ApS")
    assert desk.post(ADDRESS, typed(supplier)).status_code == 422
    assert LocalSetting.objects.count() == 1


def test_who_works_under_the_settings_reads_the_own_jobcentres_and_sets_none(place: Organisation) -> None:
    builders.set_setting(builders.a_jobcentre("Jobcenter Sydby"), Setting.MONTHS, 5)
    leader = builders.logged_in(_leader_of(place), Role.TEAM_LEADER)
    page = leader.get(ADDRESS).content.decode()
    assert "Jobcenter Nordby" in page
    assert "Sydby" not in page
    assert "Sæt den nye værdi" not in page
    assert leader.post(ADDRESS, typed(place)).status_code == 404
    assert builders.logged_in(builders.a_mentor(), Role.MENTOR).get(ADDRESS).status_code == 404


WITHDRAW = ADDRESS + "traek-tilbage/"


def test_a_value_that_has_not_begun_is_withdrawn_by_its_button_and_stays_to_be_seen(
    place: Organisation, desk: Client
) -> None:
    desk.post(ADDRESS, typed(place))
    page = desk.get(ADDRESS).content.decode()
    assert "Træk tilbage" in page
    named = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("jobcentre", "first_day")}
    assert desk.post(WITHDRAW, {**named, "setting": "months"}).status_code == 302
    page = desk.get(ADDRESS).content.decode()
    assert "4 fra 17-11-2026, sat 16-11-2026 af Adam Nøgle, trukket tilbage 16-11-2026 af Adam Nøgle" in page
    assert "Træk tilbage" not in page
    assert desk.post(ADDRESS, typed(place, number="5")).status_code == 302
    again = desk.post(WITHDRAW, {**named, "first_day": "2026-11-18", "setting": "months"})
    assert (again.status_code, "er ikke fastsat fra den dag" in again.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("changed", "status"),
    [({"jobcentre": ""}, 409), ({"jobcentre": "x"}, 409), ({"setting": "alt"}, 409), ({"first_day": "i morgen"}, 409)],
)
def test_a_withdrawal_that_names_nothing_is_refused(
    place: Organisation, desk: Client, changed: dict[str, str], status: int
) -> None:
    desk.post(ADDRESS, typed(place))
    whole = {"jobcentre": str(place.uuid), "setting": "months", "first_day": "2026-11-17"}
    assert desk.post(WITHDRAW, {**whole, **changed}).status_code == status
    assert not LocalSetting.objects.exclude(withdrawn_at=None).exists()


def test_a_leader_is_offered_no_withdrawal_and_withdraws_nothing(place: Organisation) -> None:
    builders.set_setting(place, Setting.MONTHS, 5, first_day=builders.TOMORROW)
    leader = builders.logged_in(_leader_of(place), Role.TEAM_LEADER)
    assert "Træk tilbage" not in leader.get(ADDRESS).content.decode()
    whole = {"jobcentre": str(place.uuid), "setting": "months", "first_day": "2026-11-17"}
    assert leader.post(WITHDRAW, whole).status_code == 404


def test_an_administrator_of_another_jobcentre_withdraws_nothing_here(place: Organisation) -> None:
    builders.set_setting(place, Setting.MONTHS, 5, first_day=builders.TOMORROW)
    adam = builders.a_user("Adam Sydby")
    builders.give_role(adam, Role.ADMINISTRATOR, organisation=builders.a_jobcentre("Jobcenter Sydby"))
    whole = {"jobcentre": str(place.uuid), "setting": "months", "first_day": "2026-11-17"}
    assert builders.logged_in(adam, Role.ADMINISTRATOR).post(WITHDRAW, whole).status_code == 404


def _leader_of(place: Organisation) -> User:
    return builders.a_leader(team=builders.a_team(jobcentre=place))
