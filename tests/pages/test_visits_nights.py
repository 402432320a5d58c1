"""Visits in the two nights of the year that are an hour longer and an hour shorter."""

import copy
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from parloeb.domain.visits.lists import Kind
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Content
from parloeb.pages.visits.forms import VisitForm, fresh, stored
from tests.builders import visits
from tests.builders.matching import Course
from tests.pages.posting import at_field
from tests.pages.visiting import ORDINARY, as_sent, new, phone_of, send

FIRST = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02.30, summer
SECOND = FIRST + timedelta(hours=1)  # 02.30, winter
TWICE = {"day": "25-10-2026", "starts_at": "02.30"}
QUESTION = "Hvilken af de to gange begyndte besøget?"


def filled(**typed: Any) -> VisitForm:
    form = VisitForm({"key": str(uuid4()), **ORDINARY, **typed})
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("typed", "starts_at"),
    [
        ({**TWICE, "turn": "first"}, FIRST),
        ({**TWICE, "turn": "second"}, SECOND),
        ({**TWICE, "starts_at": "03.00", "turn": "second"}, datetime(2026, 10, 25, 2, tzinfo=UTC)),
        ({"day": "29-03-2026", "starts_at": "01.30"}, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        ({"day": "29-03-2026", "starts_at": "03.00"}, datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ],
)
def test_the_start_is_the_moment_that_was_meant(typed: dict[str, str], starts_at: datetime) -> None:
    content = filled(**typed).content

    assert content
    assert (content.starts_at, content.ends_at) == (starts_at, starts_at + timedelta(hours=1))


@pytest.mark.parametrize(
    ("typed", "asks"),
    [
        (TWICE, True),
        ({**TWICE, "starts_at": "hest", "turn": "second"}, True),
        ({**TWICE, "starts_at": "03.00"}, False),
        ({"day": "29-03-2026", "starts_at": "02.30"}, False),
        ({"turn": "third"}, True),  # what is refused is shown
        ({}, False),
    ],
)
def test_which_of_two_is_asked_only_where_there_are_two(typed: dict[str, str], asks: bool) -> None:
    assert filled(**typed).asks_turn is asks


@pytest.mark.parametrize("at", [FIRST, SECOND, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)])
def test_a_correction_that_changes_nothing_begins_at_the_same_moment(at: datetime) -> None:
    content = Content(starts_at=at, parts=visits.AN_HOUR_AT_HOME)
    shown = VisitForm(initial=stored(uuid4(), content))
    typed = {name: shown[name].value() for name in ("day", "starts_at", "turn") if shown[name].value()}

    after = filled(**typed).content
    assert after
    assert after.starts_at == at


def test_in_that_hour_a_new_form_asks_and_suggests_neither() -> None:
    form = VisitForm(initial=fresh(uuid4(), at=SECOND, place=None, kind=Kind.HELP))

    assert (form.asks_turn, form["turn"].value()) == (True, None)


@pytest.fixture(scope="module")
def made(standing: None) -> Course:
    return visits.a_pair()


@pytest.fixture
def pair(made: Course) -> Course:
    return copy.deepcopy(made)


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_the_second_hour_can_be_registered_once_it_is_said(pair: Course) -> None:
    assert QUESTION not in phone_of(pair).get(new(pair)).content.decode()
    asked = send(pair, ORDINARY, **TWICE, note="Det lange.")
    assert asked.status_code == 422
    assert "Klokken viste 02.30 to gange den 25-10-2026. Vælg en af dem." in at_field(asked, "turn")
    assert "Anden gang (vintertid)" in at_field(asked, "turn")
    assert "Det lange." in asked.content.decode()
    assert 'value="02.30"' in at_field(asked, "starts_at")

    assert send(pair, ORDINARY, **TWICE, turn="second").status_code == 302
    assert send(pair, ORDINARY, **TWICE, turn="first").status_code == 302  # the hour before is free
    again = send(pair, ORDINARY, **TWICE, turn="second")
    assert "Du har allerede et besøg" in at_field(again, "starts_at")
    assert re.search(r'value="second"[^>]* checked', at_field(again, "turn"))
    assert set(Visit.objects.values_list("starts_at", flat=True)) == {FIRST, SECOND}


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_a_correction_of_the_note_leaves_a_visit_in_the_second_hour_where_it_is(pair: Course) -> None:
    visit = visits.a_visit(pair, Content(starts_at=SECOND, parts=visits.AN_HOUR_AT_HOME))
    address, phone = f"/besoeg/{visit.uuid}/ret/", phone_of(pair)

    page = phone.get(address).content.decode()
    assert QUESTION in page
    assert phone.post(address, as_sent(page) | {"note": "Han ringede."}).status_code == 302

    assert Visit.objects.get(supersedes=visit).starts_at == SECOND


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_the_hour_that_march_skips_is_refused(pair: Course) -> None:
    refused = send(pair, ORDINARY, day="29-03-2026", starts_at="02.30", note="Det lange.")

    assert "uret stilles frem" in at_field(refused, "starts_at")
    assert QUESTION not in refused.content.decode()
    assert "Det lange." in refused.content.decode()
