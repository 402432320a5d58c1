"""The pages of a sent referral: what was left empty is filled in at once, what stood there is changed with a reason."""

from dataclasses import replace

import pytest
from django.test import Client

from parloeb.domain.people.models import User
from parloeb.domain.referrals.models import Referral
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

SPARSE = replace(builders.FULL, decisive_reason="", benefit="")
ASKED = ("request", "purpose", "decisive_reason", "legal_basis", "target_group", "track", "education", "benefit")


def typed(referral: Referral, **changed: str) -> dict[str, str]:
    """What the form sends for the full content, with what is changed in it."""
    content = {name: getattr(builders.FULL, name) for name in ASKED} | changed
    return {**content, "version": str(referral.version), "helper-TOTAL_FORMS": "0", "helper-INITIAL_FORMS": "0"}


def test_only_what_stood_there_asks_why_it_is_changed(desk: Client, signe: User) -> None:
    referral = builders.a_sent_referral(by=signe, content=SPARSE)
    page = f"/henvisninger/{referral.uuid}/"
    answer = desk.post(f"{page}ret/", typed(referral, request="Noget andet"))
    assert answer.status_code == 422
    assert "Skriv, hvorfor henvisningen ændres." in at_field(answer, "reason")
    assert "Noget andet" in at_field(answer, "request")
    assert builders.FULL.decisive_reason in at_field(answer, "decisive_reason")

    assert desk.post(f"{page}ret/", typed(referral))["Location"] == page
    assert builders.FULL.decisive_reason in desk.get(page).content.decode()
    story = desk.get(f"/sager/{referral.case.uuid}/").content.decode()
    assert "Henvisningen udfyldt" in story
    assert "Hvorfor en mentor er afgørende, ydelse" in story
    assert "Henvisningen ændret" not in story


def test_a_reason_written_later_reaches_the_draft_that_was_begun(desk: Client, signe: User) -> None:
    referral = builders.a_sent_referral(by=signe, content=SPARSE)
    grant = desk.post(f"/bevillinger/ny/{referral.uuid}/")["Location"]
    desk.post(f"/henvisninger/{referral.uuid}/ret/", typed(referral))
    assert builders.FULL.decisive_reason in at_field(desk.get(grant), "decisive_reason")
