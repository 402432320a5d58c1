"""The citizen's own page: who, when, what for, what next, and how do I change it."""

import pytest
from django.test import Client

from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.procedure.queries import complaints
from parloeb.domain.grants.states import ComplaintState
from parloeb.domain.matching.commands import changing
from parloeb.domain.matching.lists import ChangeReason, Side
from parloeb.domain.matching.models import Match
from parloeb.domain.people.rules import Role
from parloeb.kernel import days
from tests import builders
from tests.builders import AT, ON, matching, visits
from tests.builders.matching import Course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def pair() -> Course:
    return visits.a_pair()


def citizen_of(pair: Course) -> Client:
    return builders.logged_in(pair.citizen_user, Role.CITIZEN)


def test_the_citizens_page_answers_the_five_questions(pair: Course) -> None:
    visits.a_visit(pair)
    page = citizen_of(pair).get("/min-side/").content.decode()

    for words in (
        "Din mentor er <strong>Mikkel Lund</strong>",
        "Din sagsbehandler er <strong>Signe Sand</strong>",
        "Hver uge",
        "På biblioteket",
        "I mødtes sidst 16-11-2026 kl. 08.00.",
        "Jeg vil gerne kunne gå i skole uden at have ondt i maven.",
        "Møde på skolen hver mandag",
        "Med dine egne ord: »Jeg vil gerne nå bussen.«",
        "Du mødes med din mentor, som I har aftalt.",
        "Vil du have en anden mentor",
    ):
        assert words in page, words


def test_the_citizen_reads_until_when_it_is_granted_and_when_the_next_talk_is(pair: Course) -> None:
    assert "taler sammen igen" not in citizen_of(pair).get("/min-side/").content.decode()
    builders.a_talk(pair.case, by=pair.caseworker)
    page = citizen_of(pair).get("/min-side/").content.decode()
    assert "taler sammen igen <strong>14-12-2026</strong>" in page
    assert pair.grant.last_day
    assert f"til og med <strong>{days.text(pair.grant.last_day)}</strong>" in page


def test_a_course_that_is_over_promises_nothing_more(pair: Course) -> None:
    builders.a_talk(pair.case, by=pair.caseworker)
    builders.a_closing(pair.case, by=pair.caseworker)
    page = citizen_of(pair).get("/min-side/").content.decode()
    assert "taler sammen igen" not in page
    assert "til og med <strong>" not in page


def test_a_course_before_its_mentor_says_so() -> None:
    user = builders.give_role(builders.a_user("Bo Egelund"), Role.CITIZEN)
    builders.a_grant(citizen=builders.a_citizen("Bo Egelund", user=user, email="bo@example.dk"))
    page = builders.logged_in(user, Role.CITIZEN).get("/min-side/").content.decode()

    for words in (
        "Du har ikke en mentor endnu.",
        "Vi leder efter en mentor, der passer til dig.",
        "Når du har fået en mentor",
    ):
        assert words in page, words


def test_a_citizen_without_a_course_is_told_whom_to_ask() -> None:
    user = builders.give_role(builders.a_user("Bo Egelund"), Role.CITIZEN)

    page = builders.logged_in(user, Role.CITIZEN).get("/", follow=True).content.decode()
    assert "Du har ikke noget forløb med en mentor." in page


def test_the_citizen_reads_the_letters_that_were_sent(pair: Course) -> None:
    letter = builders.letter_of(pair.grant)
    assert "Du har ikke fået breve endnu." in citizen_of(pair).get("/min-side/").content.decode()

    with builders.act(pair.caseworker, Role.CASEWORKER) as by:
        correspondence.post(letter, by=by, at=builders.at(letter.dated_on), on=letter.dated_on)
    page = citizen_of(pair).get("/min-side/").content.decode()
    assert f'href="/breve/{letter.uuid}/"' in page


NOT_YET = ("Du har ikke en mentor endnu.", "Når du har fået en mentor", "Det kommer til at stå her")


@pytest.fixture
def refused() -> Grant:
    user = builders.give_role(builders.a_user("Bo Egelund"), Role.CITIZEN)
    return builders.a_refused_grant(citizen=builders.a_citizen("Bo Egelund", user=user))


def own_page_of(grant: Grant) -> str:
    assert grant.case.citizen.user
    return builders.logged_in(grant.case.citizen.user, Role.CITIZEN).get("/min-side/").content.decode()


def test_who_was_refused_is_promised_no_mentor(refused: Grant) -> None:
    page = own_page_of(refused)
    assert "Du har fået afslag på en mentor. Grunden står i brevet." in page
    assert "Forløbet er slut." not in page
    assert "Du har ikke en mentor nu." in page
    for words in NOT_YET:
        assert words not in page, words


def test_who_had_a_mentor_reads_what_was(pair: Course) -> None:
    builders.a_talk(pair.case, by=pair.caseworker)
    builders.a_closing(pair.case, by=pair.caseworker)
    page = citizen_of(pair).get("/min-side/").content.decode()
    for words in ("Forløbet er slut.", "Du har ikke en mentor nu.", "Der er ikke aftalt noget møde.", "Det stod i din"):
        assert words in page, words
    for words in (*NOT_YET, "Aftalen gælder", "Så ofte mødes vi", "afslag"):
        assert words not in page, words


def test_a_complaint_that_goes_on_is_told_and_leads_to_where_it_is_withdrawn(refused: Grant) -> None:
    assert "Læs din klage" not in own_page_of(refused)
    complaint = builders.a_complaint(grant=refused, by=refused.decided_by)
    page = own_page_of(refused)
    assert "Vi fik din klage 16-11-2026. Du får svar senest 14-12-2026." in page
    assert f'<a href="/klager/{complaint.uuid}/">Læs din klage, eller træk den tilbage</a>' in page


@pytest.mark.parametrize(
    ("state", "told", "may_withdraw"),
    [
        (ComplaintState.RECEIVED, "Vi fik din klage 16-11-2026. Du får svar senest 14-12-2026.", True),
        (ComplaintState.LATE, "Vi fik din klage 16-11-2026, efter at fristen var gået.", True),
        (ComplaintState.MAINTAINED, "Vi holder fast i afgørelsen, som du klagede over 16-11-2026.", True),
        (ComplaintState.SENT_ON, "Vi sendte din klage til Ankestyrelsen 16-11-2026.", False),
    ],
)
def test_a_complaint_is_told_in_its_words(refused: Grant, state: ComplaintState, told: str, may_withdraw: bool) -> None:
    complaint = builders.a_complaint(grant=refused, by=refused.decided_by)
    complaint.state, complaint.sent_on = state, builders.ON
    row = complaints.own_row(complaint)
    assert row.told.startswith(told)
    assert row.may_withdraw is may_withdraw


def test_what_is_asked_for_stands_with_what_happens_next(refused: Grant) -> None:
    assert refused.case.citizen.user
    own = builders.logged_in(refused.case.citizen.user, Role.CITIZEN)
    asked = own.post(f"/sager/{refused.case.uuid}/anmodning/", {"kind": "access", "what": "Alt.", "decided_on": ""})
    next_card = own_page_of(refused).partition('id="next"')[2].partition("</section>")[0]
    assert f'<a href="{asked["Location"]}">Aktindsigt</a>. Sendt 16-11-2026, svar senest 25-11-2026.' in next_card


def test_a_mentor_who_left_is_no_mentor_while_the_case_is_still_open_to_them(pair: Course) -> None:
    matching.end_running(pair)
    page = citizen_of(pair).get("/min-side/").content.decode()
    assert "Du har ikke en mentor nu." in page
    for words in ("Din mentor er", "Hver uge", "Tal med din mentor"):
        assert words not in page, words


@pytest.mark.parametrize(("side", "is_told"), [(Side.MENTOR, False), (Side.CITIZEN, True)])
def test_only_who_asked_for_another_mentor_reads_that_one_is_looked_for(side: Side, *, is_told: bool) -> None:
    course = builders.a_course()
    match = builders.a_running_match(course)
    Match.objects.filter(pk=match.pk).update(meetings=3)
    match.refresh_from_db()
    asker = course.citizen_user if side is Side.CITIZEN else course.mentor_user
    with builders.act(asker, Role.CITIZEN if side is Side.CITIZEN else Role.MENTOR) as by:
        change = changing.ask(match, changing.Wish(ChangeReason.TIMES), by=by, at=AT, on=ON)
    maja = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        changing.search(change, "Vi leder.", by=by, at=AT, on=ON)
    builders.a_proposed_match(course, mentor=maja)
    page = builders.logged_in(course.citizen_user, Role.CITIZEN).get("/min-side/").content.decode()
    assert ("Vi leder efter en ny mentor, og I fortsætter imens." in page) is is_told
    for words in ("Vi har fundet en mentor", "til du møder din mentor"):
        assert words not in page, words
