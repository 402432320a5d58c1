"""The pot of hours after a grant on its pages: written, refused at its field, told in plan, sums and letter."""

import pytest
from django.test import Client

from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

TYPED = {
    "first_day": "16-11-2026",
    "last_day": "15-02-2027",
    "hours_per_week": "2",
    "decisive_reason": "Uden en mentor møder Asta ikke op.",
    "aftercare_hours": "2:30",
    "aftercare_last_day": "30-04-2027",
}


@pytest.fixture
def draft(signe: User) -> Grant:
    return builders.a_drafted_grant(by=signe)


def test_a_pot_is_written_read_and_decided(desk: Client, draft: Grant) -> None:
    page = f"/bevillinger/{draft.uuid}/"
    assert desk.post(f"{page}ret/", TYPED | {"version": str(draft.version)}).status_code == 302
    form = desk.get(f"{page}ret/")
    assert 'value="2,5"' in at_field(form, "aftercare_hours")
    assert 'value="30-04-2027"' in at_field(form, "aftercare_last_day")
    assert "Det kaldes efterværn." in desk.get(f"{page}brevet/").content.decode()
    assert desk.post(f"{page}bevilg/").status_code == 302
    shown = desk.get(page).content.decode()
    for text in ("2,5 timer i alt til og med 30-04-2027", "Efterværn ud over timerne", "16-02-2027 – 30-04-2027"):
        assert text in shown
    assert "p-plan-after" in shown


def test_a_pot_that_does_not_fit_is_told_with_the_way_there(desk: Client, draft: Grant) -> None:
    page = f"/bevillinger/{draft.uuid}/"
    desk.post(f"{page}ret/", TYPED | {"version": str(draft.version), "aftercare_last_day": "16-05-2027"})
    shown = desk.get(page).content.decode()
    assert "Sidste dag kan senest være 15-05-2027 (LAB § 167, stk. 1)." in shown
    assert f"{page}ret/#id_aftercare_last_day" in shown
    assert desk.post(f"{page}bevilg/").status_code == 409


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"aftercare_hours": ""}, "aftercare_hours", "hvor mange timer efterværnet er på"),
        ({"aftercare_last_day": ""}, "aftercare_last_day", "den sidste dag, hvor efterværnet"),
        ({"aftercare_hours": "mange"}, "aftercare_hours", "mange"),
        ({"aftercare_last_day": "31-04-2027"}, "aftercare_last_day", "findes ikke i kalenderen"),
        ({"aftercare_hours": "999999"}, "aftercare_hours", "højst 100"),
        ({"aftercare_hours": "0"}, "aftercare_hours", "over 0"),
    ],
)
def test_what_cannot_be_read_or_kept_is_told_at_its_field(
    desk: Client, draft: Grant, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(f"/bevillinger/{draft.uuid}/ret/", TYPED | {"version": str(draft.version)} | typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert "Uden en mentor møder Asta ikke op." in answer.content.decode()
