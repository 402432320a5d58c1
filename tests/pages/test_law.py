"""The rules of any day, and facts tried against them: what a legal reader sees."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from parloeb.domain.law import table
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.pages.law import told
from tests import builders
from tests.builders import FULL, ON

pytestmark = pytest.mark.django_db

GRANTED: dict[str, str | list[str]] = {
    "decision_day": "02-03-2026",
    "legal_basis": "LAB",
    "target_group": "5",
    "purpose": "activities",
    "first_day": "02-03-2026",
    "last_day": "01-09-2026",
    "hours_per_week": "2",
    "fully_granted": "ja",
    "decided_by": "caseworker",
    "mentor_kind": "municipality",
    "written": ["decisive_reason", "mentor_qualification"],
    "fields_of_agreement": ["goal", "mentor_contact", "tasks", "duration", "hours"],
}


STUDENT = replace(FULL, legal_basis="LAB_167_3", target_group="5", admitted_on=ON)


@pytest.fixture
def legal(signe: User) -> Client:
    return builders.logged_in(signe, Role.CASEWORKER)


def test_every_rule_of_the_day_stands_with_its_paragraph_its_certainty_and_its_source(legal: Client) -> None:
    cards = _cards(_page(legal, "law:rules", day="01-03-2026"))

    for rule in table.current().in_force(date(2026, 3, 1)):
        for said in (rule.title_da, rule.text_da, rule.citation, f"{rule.certainty}:"):
            assert said in cards[rule.id]
        linked = re.findall(r'href="([^"]+)"', cards[rule.id])
        assert linked == [source for source in rule.sources if source.startswith("http")]
    assert "LAB-AGREEMENT-2014" not in cards


def test_another_day_has_other_rules_and_the_drafts_stand_apart(legal: Client) -> None:
    page = _page(legal, "law:rules", day="31-12-2019")

    cards = _cards(page)
    assert "HIST-31B" in cards
    assert "LAB-167-1-MAX" not in cards
    assert "REF-2027-ACT" in _cards(page[page.index("Udkast, som er slået fra") :])


def test_a_day_that_is_none_is_told_at_the_field_and_kept(legal: Client) -> None:
    page = _page(legal, "law:rules", day="31-02-2026")

    assert "findes ikke i kalenderen" in page
    assert 'value="31-02-2026"' in page
    assert _cards(page) == {}


def test_facts_are_held_against_the_rules_of_their_day(legal: Client) -> None:
    assert _ruling(_page(legal, "law:try", **GRANTED)) == "Kan afgøres"

    late = _page(legal, "law:try", **GRANTED | {"last_day": "02-09-2026"})
    assert _ruling(late) == "Kan ikke afgøres sådan"
    first = late[late.index("p-lacks") :].split("</li>")[0]
    assert "Kan ikke lade sig gøre" in first
    assert "01-09-2026" in first
    assert f"{reverse('law:rules')}?day=02-03-2026#LAB-167-1-MAX" in first


def test_the_rules_may_be_those_of_another_day_and_the_draft_may_be_tried(legal: Client) -> None:
    student = GRANTED | {"education_admitted_on": "01-02-2026", "decision_day": "02-03-2027"}

    now = _page(legal, "law:try", **student, day="02-03-2026")
    drafted = _page(legal, "law:try", **student, day="02-03-2027", with_drafts="on")
    assert ("LAB-167-3-RIGHT" in now, "LAB-2020" in now) == (True, True)
    assert ("LAB-167-3-RIGHT" in drafted, "LAB-2027" in drafted) == (False, True)


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("first_day", "i går", "kan ikke læses som en dag"),
        ("hours_per_week", "40", "højst 37"),
        ("earlier_periods", "01-01-2026", "er ikke en periode"),
        ("earlier_periods", "01-02-2026 til 01-01-2026", "før den begynder"),
        ("earlier_periods", "01-01-2026 til aldrig", "kan ikke læses som en dag"),
    ],
)
def test_what_cannot_be_read_is_told_and_what_was_typed_stays(legal: Client, name: str, typed: str, told: str) -> None:
    page = _page(legal, "law:try", **GRANTED | {name: typed})

    assert told in page
    assert 'id="findings"' not in page
    assert typed in page
    assert 'value="01-09-2026"' in page


def test_an_entry_that_no_list_has_is_refused(legal: Client) -> None:
    assert 'id="findings"' not in _page(legal, "law:try", **GRANTED | {"target_group": "14"})


def test_nothing_known_asks_for_what_the_rules_need(legal: Client) -> None:
    assert _ruling(_page(legal, "law:try", day="02-03-2026")) == "Der mangler oplysninger"


def test_before_there_was_mentor_support_no_rule_of_it_speaks(legal: Client) -> None:
    assert not re.findall(r"\((LAB|HIST)-", _page(legal, "law:try", **GRANTED, day="01-01-1990"))


def test_earlier_periods_are_read_line_by_line_and_ask_for_a_new_assessment(legal: Client) -> None:
    twice: dict[str, str | list[str]] = {"earlier_periods": "01-01-2025 til 30-06-2025\n\n01-07-2025 til 31-12-2025"}

    assert "LAB-167-1-RENEW" not in _page(legal, "law:try", **GRANTED)
    assert _ruling(_page(legal, "law:try", **GRANTED | twice)) == "Der mangler oplysninger"
    written: dict[str, str | list[str]] = {
        "written": ["decisive_reason", "mentor_qualification", "assessment_for_renewal"]
    }
    assert _ruling(_page(legal, "law:try", **GRANTED | twice | written)) == "Kan afgøres"


def test_a_mentor_reads_the_rules_and_tries_nothing() -> None:
    mentor = builders.logged_in(builders.a_mentor(), Role.MENTOR)

    assert "Prøv oplysninger" not in _page(mentor, "law:rules")
    assert mentor.get(reverse("law:try")).status_code == 404


def _page(client: Client, name: str, **asked: str | list[str]) -> str:
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def _cards(page: str) -> dict[str, str]:
    return dict(re.findall(r'<article class="p-card" id="([^"]+)">(.*?)</article>', page, re.DOTALL))


def _ruling(page: str) -> str:
    found = re.search(r'id="findings">([^<]+)<', page)
    assert found
    return found[1]


def test_a_coming_change_is_shown_for_the_grants_that_one_sees(signe: User) -> None:
    referral = builders.a_sent_referral(by=signe, content=STUDENT)
    grant = builders.a_drafted_grant(by=signe, referral=referral)
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    own, other = builders.logged_in(signe, Role.CASEWORKER), builders.a_caseworker("Mads Mørk")

    page = _page(own, "law:coming")
    assert "fra den 01-01-2027" in page
    assert ("1 af 1 løbende bevillinger er berørt" in page, grant.case.number in page) == (True, True)
    assert "Reglen gælder ikke mere for bevillingen" in page
    assert "Det er ikke fastslået" in page
    foreign = _page(builders.logged_in(other, Role.CASEWORKER), "law:coming")
    assert grant.case.number not in foreign
    assert "Du har ingen løbende bevillinger" in foreign


def test_a_coming_day_may_be_typed_and_the_draft_left_out(signe: User) -> None:
    client = builders.logged_in(signe, Role.CASEWORKER)

    assert "fra den 01-07-2027" in _page(client, "law:coming", day="01-07-2027")
    wrong = _page(client, "law:coming", day="snart")
    assert ("kan ikke læses som en dag" in wrong, 'value="snart"' in wrong) == (True, True)


def test_every_note_on_certainty_is_told_in_danish() -> None:
    notes = {rule.certainty_note for rule in table.current().rules.values() if rule.certainty_note}
    assert notes == set(told.NOTES)
    assert not [note for note in told.NOTES.values() if re.search(r"today|day:|wording|text:|practice", note)]


def test_what_two_rules_ask_for_in_the_same_words_stands_once(legal: Client) -> None:
    page = _page(legal, "law:try", day="02-03-2026", first_day="02-03-2026")
    assert page.count("Vælg hjemlen.") == 1
    assert "Hjemmel" in page


def test_a_day_before_there_were_rules_is_said_to_be_one(legal: Client) -> None:
    page = _page(legal, "law:try", day="01-01-1990", legal_basis="LAB")
    assert "Der var ingen regler om mentorstøtte den 01-01-1990" in page
    assert "Kan afgøres" not in page
    assert "Der var ingen regler" not in _page(legal, "law:try", day="02-03-2026", legal_basis="LAB")
