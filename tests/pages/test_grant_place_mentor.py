"""The mentor of a place on the pages of a grant: chosen, asked what is missing, doubted, told."""

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
    "mentor_type": "place",
    "mentor_kind": "school",
    "beyond_usual_effort": "Ringer til Asta, før toget går.",
}


@pytest.fixture
def draft(signe: User) -> Grant:
    return builders.a_drafted_grant(by=signe)


def test_a_mentor_of_a_place_is_written_read_and_decided(desk: Client, draft: Grant) -> None:
    page = f"/bevillinger/{draft.uuid}/"
    assert desk.post(f"{page}ret/", TYPED | {"version": str(draft.version)}).status_code == 302
    assert "Ringer til Asta" in at_field(desk.get(f"{page}ret/"), "beyond_usual_effort")
    shown = desk.get(page).content.decode()
    for text in ("Pladsmentor, ansat på et uddannelsessted", "Ringer til Asta, før toget går."):
        assert text in shown
    assert "arbejder på uddannelsesstedet" in desk.get(f"{page}brevet/").content.decode()
    assert desk.post(f"{page}bevilg/").status_code == 302


def test_what_a_place_lacks_is_told_before_it_is_granted(desk: Client, draft: Grant) -> None:
    page = f"/bevillinger/{draft.uuid}/"
    desk.post(f"{page}ret/", TYPED | {"version": str(draft.version), "beyond_usual_effort": ""})
    shown = desk.get(page).content.decode()
    assert "Skriv, hvad mentoren gør ud over det, stedet normalt forventes at gøre." in shown
    assert "LAB § 169" in shown
    assert desk.post(f"{page}bevilg/").status_code == 409


def test_a_purpose_that_is_found_elsewhere_is_pointed_out_and_stops_nobody(desk: Client, draft: Grant) -> None:
    page = f"/bevillinger/{draft.uuid}/"
    desk.post(f"{page}ret/", TYPED | {"version": str(draft.version), "mentor_kind": "company"})
    assert "Se efter, om det er det rigtige sted." in desk.get(page).content.decode()
    assert desk.post(f"{page}bevilg/").status_code == 302
    assert "Se efter, om det er det rigtige sted." not in desk.get(page).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"), [({"mentor_type": "begge"}, "mentor_type"), ({"mentor_kind": "municipality"}, "mentor_kind")]
)
def test_what_is_no_choice_is_refused_at_its_field(
    desk: Client, draft: Grant, typed: dict[str, str], field: str
) -> None:
    answer = desk.post(f"/bevillinger/{draft.uuid}/ret/", TYPED | {"version": str(draft.version)} | typed)
    assert answer.status_code == 422
    assert "form-error" in at_field(answer, field)
    assert "Ringer til Asta, før toget går." in answer.content.decode()
