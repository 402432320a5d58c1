"""An agreement by clicking: written together, signed in turn by the three, and what goes wrong on the way."""

import pytest
from django.test import Client

from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import Agreement, Goal, Signature
from parloeb.domain.agreements.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import Signing
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

TYPED = {
    "version": "1",
    "goal_own_words": "Jeg vil gerne i skole.",
    "goal": "Fremmøde tre dage om ugen.",
    "first_day": "16-11-2026",
    "last_day": "15-02-2027",
    "hours_per_week": "1,5",
    "rhythm": "weekly",
    "tasks": ["morning", "going_along"],
    "goal-TOTAL_FORMS": "2",
    "goal-INITIAL_FORMS": "0",
    "goal-0-text": "Møde hver mandag",
    "goal-0-we_will_see": "Anna er der kl. 9",
    "goal-0-due_on": "14122026",
    "goal-0-support": "together",
}


def _desk(user: User, role: Role) -> Client:
    return builders.logged_in(user, role)


def _desks(signing: Signing) -> dict[Party, Client]:
    return {party: _desk(*signing.signer(party)) for party in Party}


def _text(client: Client, url: str) -> str:
    return client.get(url, follow=True).content.decode()


def _edit(signing: Signing) -> str:
    return f"/mentoraftaler/{signing.agreement.uuid}/ret/"


def test_from_the_desk_to_three_signatures() -> None:
    course = builders.a_course()
    builders.a_confirmed_match(course)
    mentor = _desk(course.mentor_user, Role.MENTOR)
    citizen = _desk(course.citizen_user, Role.CITIZEN)
    caseworker = _desk(course.caseworker, Role.CASEWORKER)
    new, case = f"/mentoraftaler/ny/{course.case.uuid}/", f"/sager/{course.case.uuid}/"
    assert new in _text(mentor, "/")
    assert new in _text(caseworker, case)
    assert "Der gælder ingen mentoraftale i dag." in _text(caseworker, case)
    assert "16-11-2026 – 15-02-2027" in _text(mentor, new)

    edit = mentor.post(new)["Location"]
    assert 'value="2"' in at_field(mentor.get(edit), "hours_per_week")
    detail = mentor.post(edit, TYPED)["Location"]
    assert "Læg aftalen til underskrift." in _text(mentor, detail)
    assert citizen.get(detail).status_code == 404

    mentor.post(f"{detail}til-underskrift/", {"version": "2"})
    assert detail in _text(citizen, "/")
    assert detail not in _text(mentor, "/")
    page = _text(citizen, detail)
    assert "Det vil jeg gerne" in page
    assert "Det er din tur til at skrive under" in page
    assert "Borgeren skal skrive under først." in _text(mentor, detail)
    assert "Borgeren har ikke skrevet under på mentoraftalen." in _text(caseworker, case)

    for client in (citizen, mentor, caseworker):
        assert client.post(f"{detail}skriv-under/", {"version": "2"})["Location"] == detail
    assert Agreement.objects.get().state == State.SIGNED
    page = _text(caseworker, detail)
    assert "Timetal: 1,5 timer om ugen" in page
    assert "Mål: Fremmøde tre dage om ugen; Møde hver mandag; Klare sig uden støtte" in page
    told = _text(caseworker, case)
    assert "Mentoraftalen underskrevet af alle" in told
    assert "Der gælder ingen mentoraftale" not in told
    assert "Gå til mentoraftalen" in _text(citizen, case)
    assert "Læs din mentoraftale" in _text(citizen, "/")
    assert "Lav en ny udgave" not in _text(citizen, detail)
    assert "Lav en ny udgave" in page


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"goal-0-own_words": "x" * 301}, "goal-0-own_words", "Skriv højst 300 tegn. Du har skrevet 301."),
        ({"first_day": "31-02-2027"}, "first_day", "findes ikke i kalenderen"),
        ({"last_day": "15-11-2026"}, "last_day", "Sidste dag ligger før første dag."),
        ({"hours_per_week": "hest"}, "hours_per_week", "kan ikke læses som et tal"),
        ({"hours_per_week": "38"}, "hours_per_week", "højst 37"),
        ({"rhythm": "daily"}, "rhythm", "daily"),
        ({"goal-0-due_on": "i morgen"}, "goal-0-due_on", "kan ikke læses som en dag"),
        ({"goal-0-text": "x" * 301}, "goal-0-text", "Skriv højst 300 tegn. Du har skrevet 301."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept(
    wrong: dict[str, object], field: str, sentence: str
) -> None:
    signing = builders.a_started_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    answer = client.post(_edit(signing), {**TYPED, **wrong})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    page = answer.content.decode()
    assert page.count('id="form-errors"') == 1
    assert "Denne værdi" not in page
    assert "Jeg vil gerne i skole." in page
    assert 'value="Anna er der kl. 9"' in page
    assert Agreement.objects.get().version == 1
    assert not Goal.objects.filter(is_standing=False).exists()


def test_a_task_that_is_not_on_the_list_is_refused() -> None:
    signing = builders.a_started_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    answer = client.post(_edit(signing), {**TYPED, "tasks": ["flying"]})
    assert answer.status_code == 422
    assert '<a href="#id_tasks_0">Hvad hjælper mentoren med? ' in answer.content.decode()


def test_a_wrong_sub_goal_is_told_above_the_form_with_its_number() -> None:
    signing = builders.a_started_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    answer = client.post(_edit(signing), {**TYPED, "goal-1-text": "Lave mad", "goal-1-due_on": "nej"})
    assert "Delmål 2, Nået senest: »nej« kan ikke læses som en dag." in answer.content.decode()


def test_more_rows_come_without_losing_or_saving_anything() -> None:
    signing = builders.a_started_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    answer = client.post(_edit(signing), {**TYPED, "first_day": "hest", "more": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="goal-4-text"' in page
    assert 'name="goal-5-text"' not in page
    assert 'value="Møde hver mandag"' in page
    assert 'value="hest"' in at_field(answer, "first_day")
    assert 'value="morning"' in page
    assert page.count("checked") == 2
    assert Agreement.objects.get().version == 1


@pytest.mark.parametrize(("rows", "last"), [("9", 10), ("10", 10), ("hest", 3), ("", 3), ("9" * 12, 10)])
def test_more_rows_end_at_ten(rows: str, last: int) -> None:
    signing = builders.a_started_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    page = client.post(_edit(signing), {**TYPED, "goal-TOTAL_FORMS": rows, "more": "1"}).content.decode()
    assert f'name="goal-{last - 1}-text"' in page
    assert f'name="goal-{last}-text"' not in page
    assert ("Flere delmål" in page) is (last < 10)


def test_a_form_whose_rows_cannot_be_counted_is_refused_with_a_sentence() -> None:
    signing = builders.a_started_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    answer = client.post(_edit(signing), {key: text for key, text in TYPED.items() if "FORMS" not in key})
    assert answer.status_code == 422
    assert "ManagementForm" in answer.content.decode()


def test_the_form_sends_each_goal_with_its_key_and_a_corrected_typo_is_told_as_one() -> None:
    first = builders.a_signed_agreement()
    client = _desks(first)[Party.CASEWORKER]
    edit = client.post(f"/mentoraftaler/ny/{first.course.case.uuid}/")["Location"]
    key = Goal.objects.filter(is_standing=False).values_list("key", flat=True).first()
    assert f'name="goal-0-key" value="{key}"' in _text(client, edit)
    more = client.post(edit, {**TYPED, "goal-0-key": str(key), "more": "1"}).content.decode()
    assert f'name="goal-0-key" value="{key}"' in more
    typed = {"goal-0-key": str(key), "goal-0-text": "Møde hver mandag", "goal-0-own_words": "Jeg vil med bussen."}
    page = _text(client, client.post(edit, {**TYPED, **typed})["Location"])
    assert "Delmål: Møde hver mandag" in page
    assert "Møde på skolen hver mandag · »Jeg vil gerne nå bussen.«" in page
    assert "Med borgerens egne ord: »Jeg vil med bussen.«" in page
    assert "Taget ud" not in page
    assert '<td data-title="Før"><span>Møde på skolen' in page, "one cell, whatever days stand in it, on a phone too"
    assert set(Goal.objects.filter(is_standing=False).values_list("key", flat=True)) == {key}


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("hest", "Delmål 1, Hvilket delmål: Delmålet kan ikke genkendes."),
        ("0b3f6c9e-33ad-4f0e-9d0d-6f3f0d6d2f51", "Et af delmålene hører ikke til denne aftale."),
    ],
)
def test_a_goal_that_is_none_of_the_agreement_is_refused_with_what_was_typed(key: str, sentence: str) -> None:
    signing = builders.a_started_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    answer = client.post(_edit(signing), {**TYPED, "goal-0-key": key})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Møde hver mandag"' in page
    assert Agreement.objects.get().version == 1


def test_an_emptied_row_takes_the_sub_goal_out() -> None:
    signing = builders.a_drafted_agreement()
    client = _desk(signing.course.mentor_user, Role.MENTOR)
    empty = {"goal-0-text": "", "goal-0-we_will_see": "", "goal-0-due_on": ""}
    client.post(_edit(signing), {**TYPED, **empty, "version": "2", "goal-1-text": "Lave mad"})
    assert list(Goal.objects.filter(is_standing=False).values_list("text", "position")) == [("Lave mad", 1)]


def test_who_saves_second_is_told_and_keeps_the_own_text() -> None:
    signing = builders.a_started_agreement()
    mentor = _desk(signing.course.mentor_user, Role.MENTOR)
    caseworker = _desk(signing.course.caseworker, Role.CASEWORKER)
    mentor.post(_edit(signing), TYPED)
    answer = caseworker.post(_edit(signing), {**TYPED, "goal": "Den andens tekst"})
    assert answer.status_code == 422
    assert "En anden nåede det før dig" in answer.content.decode()
    assert "Den andens tekst" in answer.content.decode()
    assert Agreement.objects.get().goal == TYPED["goal"]


def test_what_is_missing_is_listed_with_a_link_to_its_field() -> None:
    signing = builders.a_started_agreement()
    page = _text(_desk(signing.course.caseworker, Role.CASEWORKER), f"/mentoraftaler/{signing.agreement.uuid}/")
    assert f'<a href="{_edit(signing)}#id_goal_own_words">Skriv målet med borgerens egne ord.</a>' in page
    assert f'<a href="{_edit(signing)}#goals">Skriv mindst ét delmål.</a>' in page
    answer = _desk(signing.course.caseworker, Role.CASEWORKER).post(
        f"/mentoraftaler/{signing.agreement.uuid}/til-underskrift/", {"version": "1"}
    )
    assert answer.status_code == 409
    assert "Skriv målet med borgerens egne ord." in answer.content.decode()


def test_the_caseworker_signs_for_the_citizen_with_a_reason() -> None:
    signing = builders.a_presented_agreement()
    client = _desks(signing)[Party.CASEWORKER]
    detail = f"/mentoraftaler/{signing.agreement.uuid}/"
    form = f"{detail}skriv-under-for-borgeren/"
    assert form in _text(client, detail)
    answer = client.post(form, {"version": "2", "way": "paper", "reason": ""})
    assert answer.status_code == 422
    assert "Skriv hvorfor, eller hvor papiret ligger." in at_field(answer, "reason")
    answer = client.post(form, {"version": "2", "way": "self", "reason": "Ja."})
    assert answer.status_code == 422
    assert not Signature.objects.exists()
    client.post(form, {"version": "2", "way": "paper", "reason": "Ligger på sagen."})
    assert Signature.objects.get().way == Way.PAPER
    assert "Borgeren selv, på papir: Ligger på sagen." in _text(client, detail)
    assert "Borgeren har allerede skrevet under." in _text(client, form)


@pytest.mark.parametrize("version", ["1", "", "hest", "²", "9" * 40])
def test_a_text_that_was_not_read_cannot_be_signed(version: str) -> None:
    signing = builders.a_presented_agreement()
    url = f"/mentoraftaler/{signing.agreement.uuid}/skriv-under/"
    answer = _desks(signing)[Party.CITIZEN].post(url, {"version": version})
    assert answer.status_code == 409
    assert not Signature.objects.exists()


def test_taking_it_back_leads_to_the_form_and_voids_what_was_signed() -> None:
    signing = builders.a_presented_agreement()
    builders.sign(signing, Party.CITIZEN)
    client = _desks(signing)[Party.MENTOR]
    assert client.post(f"/mentoraftaler/{signing.agreement.uuid}/aendr/")["Location"] == _edit(signing)
    page = _text(client, f"/mentoraftaler/{signing.agreement.uuid}/")
    assert "Underskrifter, der er bortfaldet" in page
    assert "Borgeren: Anna Borg" in page


def test_what_is_up_for_signing_has_no_form() -> None:
    signing = builders.a_presented_agreement()
    answer = _desks(signing)[Party.MENTOR].get(_edit(signing))
    assert answer["Location"] == f"/mentoraftaler/{signing.agreement.uuid}/"


def test_a_dropped_draft_leads_back_to_the_case() -> None:
    signing = builders.a_drafted_agreement()
    client = _desks(signing)[Party.MENTOR]
    answer = client.post(f"/mentoraftaler/{signing.agreement.uuid}/slet/")
    assert answer["Location"] == f"/sager/{signing.course.case.uuid}/"
    assert "Lav mentoraftalen" in _text(client, f"/sager/{signing.course.case.uuid}/")


def test_before_there_is_a_mentor_the_button_says_why() -> None:
    course = builders.a_course()
    client = _desk(course.caseworker, Role.CASEWORKER)
    url = f"/mentoraftaler/ny/{course.case.uuid}/"
    assert "Borgeren har ingen mentor endnu." in _text(client, url)
    assert client.post(url).status_code == 409


def test_a_new_edition_shows_what_is_new() -> None:
    first = builders.a_signed_agreement()
    client = _desks(first)[Party.CASEWORKER]
    edit = client.post(f"/mentoraftaler/ny/{first.course.case.uuid}/")["Location"]
    page = _text(client, client.post(edit, {**TYPED, "hours_per_week": "1"})["Location"])
    assert "Det er nyt i forhold til" in page
    assert "Lav en ny udgave" not in page
    assert "Delmål: Møde hver mandag" in page
    assert "Var der ikke" in page


def test_the_five_items_for_min_plan_are_copied_or_had_as_a_file() -> None:
    signing = builders.a_signed_agreement()
    detail = f"/mentoraftaler/{signing.agreement.uuid}/"
    caseworker, citizen = (_desks(signing)[party] for party in (Party.CASEWORKER, Party.CITIZEN))
    shown = _text(caseworker, detail).partition('aria-labelledby="plan">')[2].partition("</pre>")[0]
    answer = caseworker.get(f"{detail}min-plan.csv")
    heading, *items = answer.content.decode("utf-8-sig").splitlines()

    assert heading == "Oplysning;Indhold"
    assert [item.partition(";")[0] for item in items] == ["Mål", "Mentor", "Mentorens opgaver", "Varighed", "Timetal"]
    assert [line.partition(": ")[0] for line in shown.splitlines()] == [item.partition(";")[0] for item in items]
    assert answer["Content-Disposition"] == f'attachment; filename="min-plan-{signing.course.case.number}.csv"'
    assert "min-plan.csv" not in _text(citizen, detail)
    assert citizen.get(f"{detail}min-plan.csv").status_code == 404


def test_what_is_not_signed_by_all_is_no_plan() -> None:
    signing = builders.a_presented_agreement()
    answer = _desks(signing)[Party.CASEWORKER].get(f"/mentoraftaler/{signing.agreement.uuid}/min-plan.csv")
    assert answer.status_code == 409
    assert "ikke underskrevet af alle" in answer.content.decode()
