"""The pages of a grant of less than was asked for: form, page, preview."""

import pytest
from django.test import Client

from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

TYPED = {
    "first_day": "16-11-2026",
    "last_day": "15-02-2027",
    "hours_per_week": "2",
    "decisive_reason": "Uden en mentor møder Asta ikke op.",
    "reason_text": "To timer om ugen er nok.",
    "alternative": "Din kontaktperson kan hjælpe dig med posten.",
}


@pytest.mark.usefixtures("standing_clock")
def test_a_caseworker_grants_a_part_and_reads_the_letter_before_and_after(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    page = f"/bevillinger/{grant.uuid}/"
    typed = {**TYPED, "version": grant.version, "asked_hours": "6", "asked_purpose": "fleksjob"}
    assert desk.post(f"{page}ret/", typed)["Location"] == page
    form = desk.get(f"{page}ret/")
    assert 'value="6"' in at_field(form, "asked_hours")
    assert 'class="p-weeks" open' in form.content.decode()
    sentence = "Der er søgt om 6 timer om ugen. Du får 2 timer om ugen."
    assert sentence in desk.get(page).content.decode().replace("\u00a0", " ")
    draft = desk.get(f"{page}brevet/").content.decode().replace("\u00a0", " ")
    assert sentence in draft
    assert "Du får en del af den støtte, der er søgt om" in draft
    assert desk.post(f"{page}bevilg/").status_code == 302
    answer = desk.get(page).content.decode()
    assert "Delvist bevilget" in answer
    assert Grant.objects.get(pk=grant.pk).asked_minutes_per_week == 360


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("asked_hours", "2", "Der bevilges 2 timer om ugen"),
        ("asked_hours", "38", "højst 37"),
        ("asked_hours", "mange", "timer"),
        ("asked_last_day", "15-02-2027", "Der bevilges til og med"),
        ("asked_last_day", "31-02-2027", "31-02-2027"),
        ("asked_purpose", "ordinary_education", "Det formål bevilges"),
        ("asked_purpose", "luft", "luft"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_kept(
    desk: Client, signe: User, field: str, value: str, sentence: str
) -> None:
    grant = builders.a_drafted_grant(by=signe)
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", {**TYPED, "version": grant.version, field: value})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert TYPED["reason_text"] in answer.content.decode()


def test_a_change_does_not_ask_what_was_asked_for(desk: Client, signe: User) -> None:
    grant = builders.a_grant(by=signe)
    begun = desk.post(f"/bevillinger/{grant.uuid}/ny-afgoerelse/", {"kind": "change"})
    form = desk.get(f"{begun['Location']}")
    assert "asked_hours" not in form.content.decode()


def test_what_a_refusal_lacks_is_told_at_its_field_with_the_draft_as_it_is(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    place = f"/bevillinger/{grant.uuid}/"
    without = {**TYPED, "version": "2", "shape": "even", "reason_text": "Der er hjælp nok."}
    desk.post(f"{place}ret/", without | {"alternative": ""})
    refused = desk.post(f"{place}afslaa/")
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "hvad borgeren kan få hjælp til i stedet" in at_field(refused, "alternative")
    assert "Der er hjælp nok." in page
    assert f'action="{place}ret/"' in page
    assert desk.post(f"{place}ret/", without | {"version": "3", "alternative": "Ring til skolen."}).status_code == 302
    assert desk.post(f"{place}afslaa/").status_code == 302
    assert "Ring til skolen." in desk.get(place).content.decode()
