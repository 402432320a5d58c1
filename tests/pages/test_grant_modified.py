"""A decided grant on its page: what may be decided about it, written, looked at and decided, and told beside it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from parloeb.domain.grants import chain
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.rules import Role
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import ON, Course, visits
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

BEGINS = ("Forlæng", "Ændr timer", "Afkort", "Træk tilbage", "Ret en fejl")


@pytest.fixture
def pair() -> Course:
    """A citizen with a mentor; granted from 1 October to 31 December, agreed on all of it."""
    return visits.a_pair()


@pytest.fixture
def desk(pair: Course) -> Client:
    return builders.logged_in(pair.caseworker, Role.CASEWORKER)


def _offered(page: str) -> list[str]:
    offers = page.split('id="begins"')[1] if 'id="begins"' in page else ""
    return [label for label in BEGINS if f">{label}<" in offers.replace("\n", "").replace("  ", "")]


def _begin(desk: Client, grant: Grant, kind: str) -> Grant:
    answer = desk.post(f"/bevillinger/{grant.uuid}/ny-afgoerelse/", {"kind": kind})
    draft = Grant.objects.get(modifies=grant, state="draft")
    assert answer["Location"] == f"/bevillinger/{draft.uuid}/ret/"
    return draft


def test_each_decision_is_offered_when_it_makes_sense_and_to_who_may(desk: Client, pair: Course) -> None:
    address = f"/bevillinger/{pair.grant.uuid}/"
    assert _offered(desk.get(address).content.decode()) == ["Forlæng", "Ændr timer", "Afkort", "Ret en fejl"]
    citizen = builders.logged_in(pair.citizen_user, Role.CITIZEN)
    assert _offered(citizen.get(address).content.decode()) == []
    _begin(desk, pair.grant, "change")
    assert _offered(desk.get(address).content.decode()) == []


def test_a_grant_is_shortened_from_its_page_to_the_letter(desk: Client, pair: Course) -> None:
    draft = _begin(desk, pair.grant, "shorten")
    page, edit = f"/bevillinger/{draft.uuid}/", f"/bevillinger/{draft.uuid}/ret/"
    assert "01-10-2026 – 31-12-2026" in desk.get(edit).content.decode()
    assert "Skriv den nye sidste dag." in desk.get(page).content.decode()
    assert desk.post(f"{page}afgoer/").status_code == 409
    typed = {"version": draft.version, "last_day": "30-11-2026", "reason_text": "Anna er kommet i arbejde."}
    assert desk.post(edit, typed)["Location"] == page
    shown = desk.get(page).content.decode()
    assert "Mentoraftalen løber til" in shown
    assert "Anna er kommet i arbejde." in desk.get(f"{page}brevet/").content.decode()
    assert desk.post(f"{page}afgoer/")["Location"] == page
    told = desk.get(page).content.decode()
    assert "Afkortet" in told
    assert "Læs brevet med afgørelsen" in told
    first = desk.get(f"/bevillinger/{pair.grant.uuid}/").content.decode()
    assert "Gælder nu: 01-10-2026 – 30-11-2026" in first
    assert "Afgørelserne i forløbet" in first
    assert "Afkortet" in desk.get(f"/sager/{pair.case.uuid}/").content.decode()
    assert _offered(told) == ["Træk tilbage"]


def test_a_mistyped_day_is_told_at_its_field_and_kept(desk: Client, pair: Course) -> None:
    draft = _begin(desk, pair.grant, "shorten")
    typed = {"version": draft.version, "last_day": "31-11-2026", "reason_text": "Det lange, der ikke må tabes."}
    answer = desk.post(f"/bevillinger/{draft.uuid}/ret/", typed)
    assert answer.status_code == 422
    assert "findes ikke i kalenderen" in at_field(answer, "last_day")
    assert "Det lange, der ikke må tabes." in answer.content.decode()


def test_who_saves_second_is_told_and_keeps_the_text(desk: Client, pair: Course) -> None:
    draft = _begin(desk, pair.grant, "shorten")
    typed = {"version": draft.version, "last_day": "30-11-2026", "reason_text": "Først."}
    desk.post(f"/bevillinger/{draft.uuid}/ret/", typed)
    answer = desk.post(f"/bevillinger/{draft.uuid}/ret/", typed | {"reason_text": "Så."})
    assert answer.status_code == 422
    assert "Så." in answer.content.decode()


def test_hours_are_changed_from_a_day_on_with_the_same_form(desk: Client, pair: Course) -> None:
    draft = _begin(desk, pair.grant, "change")
    page, edit = f"/bevillinger/{draft.uuid}/", f"/bevillinger/{draft.uuid}/ret/"
    form = desk.get(edit)
    assert 'value="16-11-2026"' in at_field(form, "first_day")
    assert 'value="31-12-2026"' in at_field(form, "last_day")
    typed = {
        "version": draft.version,
        "first_day": "01-12-2026",
        "last_day": "31-12-2026",
        "hours_per_week": "3",
        "decisive_reason": "Anna begynder i skole.",
    }
    desk.post(edit, typed)
    assert desk.post(f"{page}afgoer/").status_code == 409
    assert desk.post(f"{page}bevilg/")["Location"] == page
    pair.grant.refresh_from_db()
    assert chain.in_force_of(pair.grant) == Period(date(2026, 10, 1), date(2026, 11, 30))
    assert "Ændring af timer" in desk.get(f"/bevillinger/{pair.grant.uuid}/").content.decode()


def test_a_correction_that_takes_a_registered_day_is_refused_with_the_visit(desk: Client, pair: Course) -> None:
    visits.a_visit(pair, visits.a_content(on=ON - timedelta(days=1)))
    draft = _begin(desk, pair.grant, "correct")
    page = f"/bevillinger/{draft.uuid}/"
    typed = {
        "version": draft.version,
        "first_day": "01-10-2026",
        "last_day": "31-10-2026",
        "hours_per_week": "2",
        "decisive_reason": "Uden en mentor møder Anna ikke op.",
        "reason_text": "Dagen var skrevet forkert.",
    }
    desk.post(f"{page}ret/", typed)
    assert "Der er registreret et besøg 15-11-2026" in desk.get(page).content.decode()
    answer = desk.post(f"{page}bevilg/")
    assert answer.status_code == 409
    assert "Der er registreret et besøg 15-11-2026" in answer.content.decode()


def test_an_unknown_decision_is_refused_and_one_that_makes_no_sense_too(desk: Client, pair: Course) -> None:
    for kind, sentence in (("", "Vælg, hvad"), ("new", "Vælg, hvad"), ("revoke", "Afkort den i stedet")):
        answer = desk.post(f"/bevillinger/{pair.grant.uuid}/ny-afgoerelse/", {"kind": kind})
        assert answer.status_code == 409
        assert sentence in answer.content.decode()


def test_a_correction_asks_for_the_mistake_and_nothing_else_does(desk: Client, pair: Course) -> None:
    draft = _begin(desk, pair.grant, "correct")
    page, edit = f"/bevillinger/{draft.uuid}/", f"/bevillinger/{draft.uuid}/ret/"
    assert "Hvilken fejl rettes?" in desk.get(edit).content.decode()
    shown = desk.get(page).content.decode()
    assert "Skriv, hvilken fejl der rettes." in shown
    assert f"{edit}#id_mistake" in shown
    typed = {
        "version": draft.version,
        "first_day": "01-10-2026",
        "last_day": "31-02-2027",
        "hours_per_week": "3",
        "decisive_reason": "Uden en mentor møder Anna ikke op.",
        "mistake": "Der skulle have stået tre timer.",
    }
    answer = desk.post(edit, typed)
    assert answer.status_code == 422
    assert "Der skulle have stået tre timer." in at_field(answer, "mistake")
    desk.post(edit, typed | {"last_day": "31-12-2026"})
    assert desk.post(f"{page}bevilg/")["Location"] == page
    shown = desk.get(page).content.decode()
    assert "Fejlen, der rettes" in shown
    assert "Der skulle have stået tre timer." in shown
    change = _begin(desk, draft, "change")
    assert "Hvilken fejl rettes?" not in desk.get(f"/bevillinger/{change.uuid}/ret/").content.decode()
