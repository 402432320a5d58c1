"""The hours of an agreement as they are typed: the same each week, as granted, or in steps."""

from datetime import timedelta

import pytest
from django.test import Client

from parloeb.domain.agreements.models import AgreedHours, Agreement, Signature
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON, Signing
from tests.pages.posting import at_field
from tests.pages.test_agreement import TYPED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

NO_STEPS = {"step-TOTAL_FORMS": "3", "step-INITIAL_FORMS": "0"}
STEPS = {
    **NO_STEPS,
    "hours_kind": "rows",
    "hours_per_week": "",
    "step-0-first_day": "16-11-2026",
    "step-0-hours": "2",
    "step-1-first_day": "28-12-2026",
    "step-1-hours": "0,5",
}


@pytest.fixture
def signing() -> Signing:
    course = builders.a_course()
    match = builders.a_confirmed_match(course)
    grant = Grant.objects.get(case=course.case)
    GrantHours.objects.create(grant=grant, first_day=ON + timedelta(weeks=6), minutes_per_week=60)
    return builders.a_started_agreement(course, match=match)


@pytest.fixture
def mentor(signing: Signing) -> Client:
    return builders.logged_in(signing.course.mentor_user, Role.MENTOR)


def _edit(signing: Signing) -> str:
    return f"/mentoraftaler/{signing.agreement.uuid}/ret/"


def _text(client: Client, url: str) -> str:
    return client.get(url, follow=True).content.decode()


def test_a_tapering_grant_is_offered_as_granted_and_is_told_stretch_by_stretch(
    signing: Signing, mentor: Client
) -> None:
    page = _text(mentor, _edit(signing))
    assert "Bevilget: 16. november 2026 til 27. december 2026: 2 timer om ugen; 28. december 2026" in page
    assert page.partition('value="as_granted"')[2].partition(">")[0].endswith("checked")
    typed = {**TYPED, "hours_kind": "as_granted", "hours_per_week": ""}
    read = _text(mentor, mentor.post(_edit(signing), typed)["Location"])
    assert "16. november 2026 til 27. december 2026: 2 timer om ugen; 28. december 2026" in read
    assert "bevilget" not in read.partition("Skal på plads")[2].partition("</section>")[0]


def test_steps_are_kept_and_shown_again(signing: Signing, mentor: Client) -> None:
    read = _text(mentor, mentor.post(_edit(signing), {**TYPED, **STEPS})["Location"])
    assert "28. december 2026 til 15. februar 2027: 0,5 timer om ugen" in read
    assert Agreement.objects.get().minutes_per_week == 120
    answer = mentor.get(_edit(signing))
    assert 'value="28-12-2026"' in at_field(answer, "step-1-first_day")
    assert 'value="0,5"' in at_field(answer, "step-1-hours")


def test_too_many_hours_are_told_with_the_first_day_and_a_link_to_the_field(signing: Signing, mentor: Client) -> None:
    url = mentor.post(_edit(signing), {**TYPED, "hours_per_week": "1,5"})["Location"]
    sentence = "Fra 28-12-2026 er der bevilget 1 time om ugen, så I kan ikke aftale 1,5 timer."
    assert f'<a href="{_edit(signing)}#id_hours_per_week">{sentence}' in _text(mentor, url)
    url = mentor.post(_edit(signing), {**TYPED, **STEPS, "step-1-hours": "1,5", "version": "2"})["Location"]
    assert f'<a href="{_edit(signing)}#hours">{sentence}' in _text(mentor, url)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"step-1-first_day": "hest"}, "step-1-first_day", "»hest« kan ikke læses som en dag."),
        ({"step-1-first_day": ""}, "step-1-first_day", "Skriv, fra hvilken dag trinnet gælder."),
        ({"step-1-first_day": "16-11-2026"}, "step-1-first_day", "Der er allerede et trin fra den dag."),
        ({"step-1-hours": ""}, "step-1-hours", "Skriv trinnets timer om ugen."),
        ({"step-1-hours": "0"}, "step-1-hours", "Skriv et timetal over 0 og højst 37."),
        ({"step-1-hours": "mange"}, "step-1-hours", "mange"),
        ({"hours_kind": "sometimes"}, "hours_kind", "sometimes"),
        ({"hours_kind": "even"}, "hours_kind", "I har skrevet trin, men ingen timer om ugen."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_is_kept(
    signing: Signing, mentor: Client, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = mentor.post(_edit(signing), {**TYPED, **STEPS, **wrong})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert 'value="16-11-2026"' in at_field(answer, "step-0-first_day")
    assert "Jeg vil gerne i skole." in answer.content.decode()
    assert Agreement.objects.get().version == 1


@pytest.mark.parametrize("count", ["", "hest", "²", "9" * 12])
def test_rows_that_cannot_be_counted_are_refused_with_a_sentence(signing: Signing, mentor: Client, count: str) -> None:
    answer = mentor.post(_edit(signing), {**TYPED, **STEPS, "step-TOTAL_FORMS": count})
    assert answer.status_code == 422
    more = mentor.post(_edit(signing), {**TYPED, **STEPS, "step-TOTAL_FORMS": count, "more_steps": "1"})
    assert more.status_code == 200


def test_more_steps_come_without_losing_or_saving_anything(signing: Signing, mentor: Client) -> None:
    answer = mentor.post(_edit(signing), {**TYPED, **STEPS, "step-2-hours": "hest", "more_steps": "1"})
    page = answer.content.decode()
    assert 'name="step-5-hours"' in page
    assert 'name="goal-2-text"' not in page
    assert 'value="hest"' in at_field(answer, "step-2-hours")
    assert page.partition('value="rows"')[2].partition(">")[0].endswith("checked")
    assert Agreement.objects.get().version == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            {"hours_kind": "even", "hours_per_week": "1"},
            "I har skrevet trin, men valgt »Det samme hver uge«. Vælg »Trin«, eller tøm felterne med trin.",
        ),
        (
            {"hours_kind": "as_granted"},
            "I har skrevet trin, men valgt »Som bevilget«. Vælg »Trin«, eller tøm felterne med trin.",
        ),
        (
            {"hours_per_week": "1"},
            "I har skrevet timer om ugen, men valgt »Trin«. Vælg »Det samme hver uge«, eller tøm feltet med timer.",
        ),
        (
            {"hours_kind": "as_granted", "hours_per_week": "1", "step-0-first_day": "", "step-0-hours": ""}
            | {"step-1-first_day": "", "step-1-hours": ""},
            "I har skrevet timer om ugen, men valgt »Som bevilget«.",
        ),
    ],
)
def test_hours_that_do_not_go_with_the_kind_chosen_are_refused_and_kept_in_the_form(
    signing: Signing, mentor: Client, typed: dict[str, str], sentence: str
) -> None:
    sent = {**TYPED, **STEPS, **typed}
    answer = mentor.post(_edit(signing), sent)
    assert answer.status_code == 422
    assert sentence in at_field(answer, "hours_kind")
    for field in ("hours_per_week", "step-0-first_day", "step-1-hours"):
        assert not sent[field] or f'value="{sent[field]}"' in at_field(answer, field)
    assert Agreement.objects.get().version == 1


def test_steps_that_stood_there_are_left_where_another_kind_is_chosen(signing: Signing, mentor: Client) -> None:
    mentor.post(_edit(signing), {**TYPED, **STEPS})
    even = {"hours_kind": "even", "hours_per_week": "1", "version": "2"}
    assert mentor.post(_edit(signing), {**TYPED, **STEPS, **even, "step-1-hours": "0,75"}).status_code == 422
    assert mentor.post(_edit(signing), {**TYPED, **STEPS, **even}).status_code == 302
    assert (Agreement.objects.get().minutes_per_week, AgreedHours.objects.count()) == (60, 0)


def test_even_hours_that_stood_there_are_left_where_steps_are_chosen(signing: Signing, mentor: Client) -> None:
    mentor.post(_edit(signing), {**TYPED, "hours_kind": "even", "hours_per_week": "1"})
    rows = {**TYPED, **STEPS, "version": "2", "hours_per_week": "1"}
    assert mentor.post(_edit(signing), {**rows, "hours_per_week": "1,25"}).status_code == 422
    assert mentor.post(_edit(signing), rows).status_code == 302
    assert AgreedHours.objects.count() == 2


def test_who_is_to_sign_reads_that_the_grant_was_changed_meanwhile(signing: Signing, mentor: Client) -> None:
    detail = mentor.post(_edit(signing), {**TYPED, "hours_kind": "as_granted", "hours_per_week": ""})["Location"]
    mentor.post(f"{detail}til-underskrift/", {"version": "2"})
    citizen = builders.logged_in(signing.course.citizen_user, Role.CITIZEN)
    assert "Bevillingen er ændret" not in _text(citizen, detail)
    grant = Grant.objects.get(case=signing.course.case)
    GrantHours.objects.create(grant=grant, first_day=ON + timedelta(weeks=8), minutes_per_week=30)
    assert "Bevillingen er ændret, efter at aftalen blev lagt til underskrift" in _text(citizen, detail)
    answer = citizen.post(f"{detail}skriv-under/", {"version": "2"})
    assert answer.status_code == 409
    assert "Mentoren eller sagsbehandleren skal rette aftalen" in answer.content.decode()
    assert not Signature.objects.exists()
