"""The pages of a grant: what is typed is kept when it is refused, and no mistyped day locks a draft."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from parloeb.domain.grants.models import Grant
from parloeb.domain.law.settings import Setting
from parloeb.domain.people.models import Citizen, User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.lists import Purpose
from parloeb.pages.shared import clock
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

REASON = "Det lange, der ikke må tabes."


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"hours_per_week": "1,5"}, "first_day", "Skriv første dag"),
        ({"hours_per_week": "38"}, "hours_per_week", "højst 37"),
        ({"first_day": "01-12-26"}, "first_day", "fire cifre"),
        ({"first_day": "01-12-0026"}, "first_day", "mellem 1800 og 2199"),
        ({"first_day": "01-12-2026", "last_day": "30-11-2026"}, "last_day", "før første dag"),
        ({"first_day": "01-12-2062", "last_day": "28-02-2063"}, "first_day", "Er årstallet rigtigt?"),
        ({"first_day": "01-12-2026", "last_day": "28-02-2072"}, "last_day", "Er årstallet rigtigt?"),
    ],
)
def test_what_cannot_be_saved_is_told_at_its_field_and_kept(
    desk: Client, signe: User, typed: dict[str, str], field: str, sentence: str
) -> None:
    grant = builders.a_drafted_grant(by=signe)
    answer = desk.post(
        f"/bevillinger/{grant.uuid}/ret/", {"version": grant.version, "decisive_reason": REASON, **typed}
    )
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert REASON in answer.content.decode()
    for name, value in typed.items():
        assert f'value="{value}"' in at_field(answer, name)
    assert Grant.objects.get(pk=grant.pk).version == grant.version


def test_a_mistyped_year_is_told_by_the_rules_and_can_be_mended(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    page, edit = f"/bevillinger/{grant.uuid}/", f"/bevillinger/{grant.uuid}/ret/"
    days = {"first_day": "01-12-1926", "last_day": "28-02-2027", "decisive_reason": REASON}
    assert desk.post(edit, {"version": grant.version, **days})["Location"] == page
    answer = desk.get(page)
    assert answer.status_code == 200
    assert "Den 01-12-1926 er før reglerne om mentorstøtte." in answer.content.decode()
    assert desk.post(f"{page}bevilg/").status_code == 409
    assert "01-12-1926" in at_field(desk.get(edit), "first_day")
    days |= {"first_day": "01-12-2026", "hours_per_week": "2"}
    desk.post(edit, {"version": grant.version + 1, **days})
    assert "Reglerne siger: Kan afgøres" in desk.get(page).content.decode()


def test_a_referral_under_a_draft_says_what_comes_before_withdrawing(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    page = f"/henvisninger/{grant.referral.uuid}/"
    assert "Slet det, før henvisningen trækkes tilbage." in desk.get(page).content.decode()
    answer = desk.post(f"{page}traek-tilbage/")
    assert answer.status_code == 409
    assert "Slet det, før henvisningen trækkes tilbage." in answer.content.decode()
    desk.post(f"/bevillinger/{grant.uuid}/slet/")
    assert desk.post(f"{page}traek-tilbage/").status_code == 302
    assert "Trukket tilbage" in desk.get(page).content.decode()


def test_a_purpose_missing_when_the_draft_began_is_no_dead_end(desk: Client, signe: User) -> None:
    referral = builders.a_sent_referral(by=signe, content=replace(builders.FULL, purpose="", target_group=""))
    grant = builders.a_drafted_grant(by=signe, referral=referral)
    page = f"/bevillinger/{grant.uuid}/"
    lacking = desk.get(page).content.decode()
    assert "Vælg, hvad støtten skal hjælpe med" in lacking
    assert f"/henvisninger/{referral.uuid}/ret/" in lacking
    names = ("request", "purpose", "decisive_reason", "legal_basis", "target_group", "track", "education", "benefit")
    typed = {name: getattr(builders.FULL, name) for name in names}
    typed |= {"version": str(referral.version), "reason": "Oplyst.", "helper-TOTAL_FORMS": "0"}
    answer = desk.post(f"/henvisninger/{referral.uuid}/ret/", {**typed, "helper-INITIAL_FORMS": "0"})
    assert answer.status_code == 302
    assert "Reglerne siger: Kan afgøres" in desk.get(page).content.decode()
    desk.post(f"{page}bevilg/")
    assert Purpose(builders.FULL.purpose).label in desk.get(page).content.decode()


@pytest.mark.usefixtures("standing_clock")
def test_beginning_again_leads_to_the_draft_that_was_begun(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    answer = desk.post(f"/bevillinger/ny/{grant.referral.uuid}/")
    assert answer["Location"] == f"/bevillinger/{grant.uuid}/"
    assert Grant.objects.count() == 1


@pytest.mark.usefixtures("standing_clock")
def test_what_is_not_ready_is_not_offered_to_be_granted(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    page = f"/bevillinger/{grant.uuid}/"
    assert "kan ikke afgøres endnu" not in desk.get(page).content.decode()
    desk.post(f"{page}ret/", {"version": grant.version})
    assert "Bevillingen kan ikke afgøres endnu." in desk.get(page).content.decode()


@pytest.fixture
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: builders.AT)


@pytest.mark.usefixtures("the_day")
@pytest.mark.parametrize(
    ("own", "purpose", "last_day", "said"),
    [
        ({}, "ordinary_education", "15-02-2027", "Foreslået: 3 måneder, som er det normale her."),
        ({Setting.MONTHS: 4}, "ordinary_education", "15-03-2027", "Foreslået: 4 måneder"),
        ({Setting.MONTHS: 4, Setting.MONTHS_FLEKSJOB: 1}, "fleksjob", "15-12-2026", "Foreslået: 1 måned,"),
    ],
)
def test_a_new_draft_is_offered_the_usual_length(
    desk: Client, signe: User, own: dict[Setting, int], purpose: str, last_day: str, said: str
) -> None:
    referral = builders.a_sent_referral(by=signe, content=replace(builders.FULL, purpose=purpose))
    for setting, number in own.items():
        builders.set_setting(referral.case.jobcentre, setting, number)
    answer = desk.post(f"/bevillinger/ny/{referral.uuid}/")
    page = desk.get(answer["Location"]).content.decode()
    assert said in page
    assert f'value="{builders.ON:%d-%m-%Y}"' in page
    assert f'value="{last_day}"' in page
    assert Grant.objects.get().last_day is None


@pytest.mark.usefixtures("the_day")
def test_who_has_a_right_is_offered_as_long_as_the_act_lets_a_period_last(desk: Client, signe: User) -> None:
    content = replace(builders.FULL, legal_basis="LAB_167_2", discharge_on=builders.ON)
    referral = builders.a_sent_referral(by=signe, content=content)
    page = desk.get(desk.post(f"/bevillinger/ny/{referral.uuid}/")["Location"]).content.decode()
    assert "Foreslået: 6 måneder, fordi borgeren har ret til støtten." in page
    assert 'value="15-05-2027"' in page


@pytest.mark.usefixtures("the_day")
def test_days_that_somebody_wrote_are_left_alone_and_a_second_draft_goes_on_from_the_first(
    desk: Client, signe: User
) -> None:
    grant = builders.a_drafted_grant(by=signe, months=2)
    edit = f"/bevillinger/{grant.uuid}/ret/"
    assert "Foreslået" not in desk.get(edit).content.decode()
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    page = desk.get(desk.post(f"/bevillinger/ny/{grant.referral.uuid}/")["Location"]).content.decode()
    assert 'value="16-01-2027"' in page
    assert 'value="15-04-2027"' in page
    assert "Du kan bevilge 3 måneder mere i denne sag, højst 3 ad gangen; derefter er det teamlederen." in page


def test_what_is_left_and_who_goes_on_is_told_on_referral_draft_and_form(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    left = "Du kan bevilge 6 måneder mere i denne sag, højst 3 ad gangen; derefter er det teamlederen."
    pages = (f"/henvisninger/{grant.referral.uuid}/", f"/bevillinger/{grant.uuid}/", f"/bevillinger/{grant.uuid}/ret/")
    assert all(left in desk.get(page).content.decode() for page in pages)
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    assert "Du kan bevilge" not in desk.get(pages[1]).content.decode()
    assert "Du kan bevilge 3 måneder mere" in desk.get(pages[0]).content.decode()
    assert (
        "denne sag, højst"
        not in builders.logged_in(builders.a_coordinator(jobcentre=grant.case.jobcentre), Role.COORDINATOR)
        .get(pages[0])
        .content.decode()
    )


def test_beyond_the_caseworkers_periods_the_special_reason_is_missing_until_it_is_written(
    desk: Client, signe: User
) -> None:
    grant = builders.a_drafted_grant(by=signe)
    builders.set_setting(grant.case.jobcentre, Setting.CASEWORKER_PERIODS, 1)
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    assert grant.last_day
    after = grant.last_day + timedelta(days=1)
    second = builders.a_drafted_grant(by=signe, referral=grant.referral, first_day=after, assessment="Hold fast.")
    page, edit = f"/bevillinger/{second.uuid}/", f"/bevillinger/{second.uuid}/ret/"
    shown = desk.get(page).content.decode()
    assert f'href="{edit}#id_special_reason"' in shown
    assert "Teamlederen kan bevilge op til 3 mere i særlige tilfælde. Skriv den særlige grund." in shown
    assert desk.post(f"{page}forelaeg/").status_code == 409
    typed = {
        "version": second.version,
        "first_day": f"{after:%d-%m-%Y}",
        "last_day": f"{second.last_day:%d-%m-%Y}",
        "hours_per_week": "2",
        "decisive_reason": REASON,
        "assessment": "Hold fast.",
        "special_reason": "Asta begynder i skole.",
    }
    assert desk.post(edit, typed).status_code == 302
    shown = desk.get(page).content.decode()
    assert "Asta begynder i skole." in shown
    assert "id_special_reason" not in shown
    assert desk.post(f"{page}forelaeg/").status_code == 302
    team = signe.role_assignments.get().team
    assert team
    lone = builders.a_leader(team=team)
    leader = builders.logged_in(lone, Role.TEAM_LEADER)
    assert "Sagsbehandlerens perioder er brugt, så skriv den særlige grund." in leader.get(page).content.decode()
    assert leader.post(f"{page}bevilg/").status_code == 302
    assert Grant.objects.get(pk=second.pk).special_reason == "Asta begynder i skole."


def test_days_before_the_case_are_told_with_the_way_there(desk: Client, signe: User) -> None:
    draft = builders.a_drafted_grant(by=signe, first_day=date(2026, 11, 15))
    shown = desk.get(f"/bevillinger/{draft.uuid}/").content.decode()
    assert "Sagen er åbnet 16-11-2026." in shown
    assert f"/bevillinger/{draft.uuid}/ret/#id_first_day" in shown
    assert desk.post(f"/bevillinger/{draft.uuid}/bevilg/").status_code == 409


def test_a_target_group_that_does_not_fit_the_age_is_asked_about_and_stops_nobody(desk: Client, signe: User) -> None:
    draft = builders.a_drafted_grant(by=signe)
    Citizen.objects.filter(pk=draft.case.citizen.pk).update(born_on=date(1990, 1, 1))
    page = f"/bevillinger/{draft.uuid}/"
    assert "Passer målgruppe nr. 5 (LAB § 6)?" in desk.get(page).content.decode()
    assert desk.post(f"{page}bevilg/").status_code == 302
    assert "Passer målgruppe" not in desk.get(page).content.decode()
