"""The grants of a course as a plan, on the pages of grant and case: drawn, told in a table, and gone on with."""

import re
from datetime import date

import pytest
from django.test import Client

from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

ENDS = date(2027, 2, 15)
FOLLOWING = {
    "first_day": "16-02-2027",
    "last_day": "15-05-2027",
    "hours_per_week": "1",
    "decisive_reason": "Uden en mentor møder Asta ikke op.",
    "assessment": "Asta møder op de fleste dage, men ikke endnu alene.",
}


@pytest.fixture
def grant(signe: User) -> Grant:
    return builders.a_grant(by=signe)


def _plan(page: str) -> str:
    """The section of the plan, without what it is laid out with."""
    found = re.search(r'<section class="p-plan".*?</section>', page, flags=re.DOTALL)
    return found[0] if found else ""


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", _plan(page)).split())


def _following(desk: Client, grant: Grant, **other: str) -> Grant:
    """A draft that follows, written and saved."""
    answer = desk.post(f"/bevillinger/{grant.uuid}/ny-afgoerelse/", {"kind": "extend"})
    draft = Grant.objects.get(modifies=grant)
    assert answer["Location"] == f"/bevillinger/{draft.uuid}/ret/"
    saved = desk.post(answer["Location"], FOLLOWING | {"version": str(draft.version)} | other)
    assert saved.status_code == 302
    draft.refresh_from_db()
    return draft


def test_a_following_grant_is_planned_from_the_last_and_begins_the_day_after(desk: Client, grant: Grant) -> None:
    shown = desk.get(f"/bevillinger/{grant.uuid}/").content.decode()
    assert "Den næste bevilling begynder 16-02-2027, dagen efter den sidste." in _words(shown)
    assert "Planlæg den næste bevilling" in _words(shown)
    draft = _following(desk, grant)
    assert (draft.kind, draft.decisive_reason) == (Kind.EXTEND, grant.decisive_reason)
    told = _words(desk.get(f"/bevillinger/{draft.uuid}/").content.decode())
    for text in (
        "16-11-2026 – 15-02-2027",
        "Gælder",
        "26 timer og 17 minutter",
        "16-02-2027 – 15-05-2027",
        "Kladde",
        "Forlængelse",
    ):
        assert text in told
    assert "Planlæg" not in told
    desk.post(f"/bevillinger/{draft.uuid}/bevilg/")
    decided = _words(desk.get(f"/bevillinger/{grant.uuid}/").content.decode())
    for text in ("Kommende", "Den næste bevilling begynder 16-05-2027", "Bevilget i alt"):
        assert text in decided


def test_the_days_between_two_grants_are_told(desk: Client, grant: Grant) -> None:
    draft = _following(desk, grant, first_day="01-03-2027")
    told = _words(desk.get(f"/bevillinger/{draft.uuid}/").content.decode())
    assert "16-02-2027 – 28-02-2027" in told
    assert "13 dage uden bevilling" in told


def test_a_draft_that_shares_days_is_told_the_rule(desk: Client, grant: Grant) -> None:
    draft = _following(desk, grant, first_day="15-02-2027", last_day="14-05-2027")
    page = desk.get(f"/bevillinger/{draft.uuid}/").content.decode()
    assert "Udkastet deler 15-02-2027 med en bevilling, der gælder. To bevillinger deler aldrig en dag." in _words(page)
    assert desk.post(f"/bevillinger/{draft.uuid}/bevilg/").status_code == 409


def test_the_picture_has_a_bar_for_each_grant_and_says_nothing_alone(desk: Client, grant: Grant) -> None:
    draft = _following(desk, grant)
    section = _plan(desk.get(f"/bevillinger/{draft.uuid}/").content.decode())
    assert section.count("<rect") == 2
    assert section.count("p-plan-draft") == 1
    assert section.count("p-plan-today") == 1
    assert 'aria-hidden="true"' in section
    assert "<table" in section


def test_the_page_of_the_case_shows_the_plan_where_grants_follow_each_other(
    desk: Client, signe: User, grant: Grant
) -> None:
    page = f"/sager/{grant.case.uuid}/"
    assert _plan(desk.get(page).content.decode()) == ""
    draft = _following(desk, grant)
    shown = desk.get(page).content.decode()
    assert "16-02-2027 – 15-05-2027" in _words(shown)
    assert f"/bevillinger/{draft.uuid}/" in _plan(shown)


def test_who_reads_sees_what_was_decided_and_no_draft(desk: Client, signe: User, grant: Grant) -> None:
    coordinator = builders.logged_in(builders.a_coordinator(jobcentre=grant.case.jobcentre), Role.COORDINATOR)
    draft = _following(desk, grant)
    assert _plan(coordinator.get(f"/bevillinger/{grant.uuid}/").content.decode()) == ""
    desk.post(f"/bevillinger/{draft.uuid}/bevilg/")
    told = _words(coordinator.get(f"/bevillinger/{grant.uuid}/").content.decode())
    assert "16-02-2027 – 15-05-2027" in told
    assert "Planlæg" not in told


def test_a_draft_mistyped_by_years_is_told_and_not_drawn(desk: Client, grant: Grant) -> None:
    """One of the days when no act asked whether the year is right."""
    draft = _following(desk, grant)
    days_of = {"first_day": date(2027, 2, 16), "last_day": date(2127, 2, 15)}
    Grant.objects.filter(pk=draft.pk).update(**days_of)
    section = _plan(desk.get(f"/bevillinger/{draft.uuid}/").content.decode())
    assert "<svg" not in section
    assert "16-02-2027 – 15-02-2127" in section
