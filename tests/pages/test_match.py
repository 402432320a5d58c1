"""From the waiting list to two who meet, by clicking; with what goes wrong on the way."""

import copy
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.audit.models import Event, EventKind
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import State
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import FULL
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

SECRET = replace(
    FULL,
    request="Hemmeligord",
    decisive_reason="Hemmeligord",
    considerations=("anxiety", "interpreter"),
    considerations_text="Hemmeligord",
    wishes="Hemmeligord",
    barriers=("depression",),
    meeting_place="neutral",
)


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> builders.Course:
    return builders.a_course(content=SECRET)


@pytest.fixture
def course(made: builders.Course) -> builders.Course:
    return copy.deepcopy(made)


def _desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def _phone(course: builders.Course) -> Client:
    return builders.logged_in(course.mentor_user, Role.MENTOR)


def _read(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def _candidates(course: builders.Course) -> str:
    return f"/match/{course.case.uuid}/"


def test_from_the_waiting_list_to_both_want_to_go_on(course: builders.Course) -> None:
    desk, phone = _desk(course), _phone(course)
    assert "Find en mentor" in _read(desk, "/")
    assert course.case.number in _read(desk, "/match/")
    page = _read(desk, _candidates(course))
    assert "Mikkel Lund" in page
    assert "Har 37 ledige timer om ugen." in page
    detail = desk.post(_candidates(course), {"mentor": course.mentor.uuid, "why": "God til angst."})["Location"]
    assert desk.post(f"{detail}spoerg/", {"answer_by": ""})["Location"] == detail
    assert "Svar senest</dt><dd>19-11-2026" in _read(desk, detail)

    match = Match.objects.get()
    assert "Vil du være mentor? Svar senest 19-11-2026" in _read(phone, "/mentor/")
    case = phone.post(f"/match/svar/{match.uuid}/ja/")["Location"]
    assert course.case.number in _read(phone, case)
    citizen = builders.logged_in(course.citizen_user, Role.CITIZEN)
    assert "Mikkel Lund" in _read(citizen, case)

    Match.objects.update(state=State.MET, met_on=builders.ON)
    assert "Hør, om begge vil fortsætte (Mikkel Lund)" in _read(desk, "/")
    builders.both_go_on(Match.objects.get(), by=course.coordinator)
    desk.post(f"{detail}bekraeft/")
    match.refresh_from_db()
    assert match.state == State.CONFIRMED


def test_the_asked_mentor_reads_where_and_how_much_but_not_who(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    phone = _phone(course)
    pages = _read(phone, "/mentor/") + _read(phone, f"/match/svar/{match.uuid}/")
    for told in ("2 timer om ugen", "16-11-2026 – 15-02-2027", "19-11-2026", "Et neutralt sted", "tolk"):
        assert told in pages
    hidden = (course.case.number, "Anna", "Hemmeligord", "Depression", "Angst", str(course.case.uuid), match.why)
    assert [word for word in hidden if word in pages] == []
    assert phone.get(f"/sager/{course.case.uuid}/").status_code == 404
    assert not Event.objects.filter(kind=EventKind.LOOK, user_uuid=course.mentor_user.uuid).exists()


def test_the_question_on_the_mentors_front_page_says_how_much_and_where(course: builders.Course) -> None:
    builders.an_asked_match(course)
    Match.objects.update(area="Havnen")
    front = _read(_phone(course), "/mentor/")
    assert "2 timer om ugen, Havnen" in front
    assert "Anna" not in front


def test_the_question_says_what_a_yes_is_to(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    page = _read(_phone(course), f"/match/svar/{match.uuid}/")
    assert "<dt>Område</dt>" not in page  # nobody named one
    for duty in ("Du registrerer hvert besøg", "Du skriver en rapport hver måned"):
        assert duty in page


def test_only_the_asked_mentor_reads_and_answers_the_question(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    stranger = builders.logged_in(builders.a_mentor("Maja Krogh"), Role.MENTOR)
    assert stranger.get(f"/match/svar/{match.uuid}/").status_code == 404
    assert stranger.post(f"/match/svar/{match.uuid}/ja/").status_code == 404
    assert stranger.post(f"/match/svar/{match.uuid}/nej/", {"reason": "no_time"}).status_code == 404


def test_an_unsigned_mentor_signs_first_and_then_says_yes(course: builders.Course) -> None:
    unsigned = builders.a_signed_mentor("Omar Berg", jobcentre=course.case.jobcentre, signed=False)
    match = builders.an_asked_match(course, mentor=unsigned)
    phone = builders.logged_in(unsigned.user, Role.MENTOR)
    question = f"/match/svar/{match.uuid}/"
    assert "Ja, jeg vil gerne" not in _read(phone, question)
    answer = phone.post(f"{question}ja/")
    assert answer.status_code == 409
    assert "Skriv under på tavshedspligten, før du siger ja." in answer.content.decode()
    assert phone.post("/korps/tavshed/", {"question": str(match.uuid)})["Location"] == question
    assert "Ja, jeg vil gerne" in _read(phone, question)
    assert phone.post(f"{question}ja/").status_code == 302


def test_who_signs_is_led_back_to_the_question_that_asked_for_it(course: builders.Course) -> None:
    unsigned = builders.a_signed_mentor("Omar Berg", jobcentre=course.case.jobcentre, signed=False)
    first = builders.an_asked_match(course, mentor=unsigned)
    staff = {"caseworker": course.caseworker, "coordinator": course.coordinator, "mentor": course.mentor}
    second = builders.an_asked_match(builders.a_course(citizen_name="Bo Ege", **staff), mentor=unsigned)  # type: ignore[arg-type]
    of_another = builders.an_asked_match(builders.a_course(citizen_name="Ida Dam", **staff))  # type: ignore[arg-type]
    phone = builders.logged_in(unsigned.user, Role.MENTOR)
    for posted, back in (
        (second.uuid, f"/match/svar/{second.uuid}/"),
        (first.uuid, f"/match/svar/{first.uuid}/"),
        (of_another.uuid, "/korps/tavshed/"),
        ("hest", "/korps/tavshed/"),
    ):
        assert phone.post("/korps/tavshed/", {"question": str(posted)})["Location"] == back


def test_a_no_needs_a_reason_of_the_list_and_puts_the_course_back(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    phone = _phone(course)
    answer = phone.post(f"/match/svar/{match.uuid}/nej/", {"text": "Jeg er optaget."})
    assert answer.status_code == 422
    assert "Ingen grund er forkert." in at_field(answer, "reason")
    assert "Jeg er optaget." in answer.content.decode()
    assert phone.post(f"/match/svar/{match.uuid}/nej/", {"reason": "no_time"})["Location"] == "/"
    assert "Jeg har ikke tid lige nu" in _read(_desk(course), "/match/")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"why": " "}, "why", "Skriv kort, hvorfor du vælger denne mentor."),
        ({"mentor": ""}, "mentor", "Vælg en mentor."),
        ({"mentor": "hest"}, "mentor", "Vælg en mentor af listen."),
        ({"language": "xx", "mentor": ""}, "mentor", "Vælg en mentor."),
        ({"area": "Findes ikke", "mentor": ""}, "mentor", "Vælg en mentor."),
        ({"mentor": "00000000-0000-4000-8000-000000000000"}, "mentor", "Vælg en mentor af listen."),
    ],
)
def test_a_wrong_choice_is_told_and_chooses_nobody(
    course: builders.Course, wrong: dict[str, str], field: str, sentence: str
) -> None:
    typed = {"mentor": str(course.mentor.uuid), "why": "Bor i nærheden.", **wrong}
    answer = _desk(course).post(_candidates(course), typed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Bor i nærheden." in answer.content.decode() or field == "why"
    assert not Match.objects.exists()


def test_those_who_cannot_are_shown_with_what_hinders_them(course: builders.Course) -> None:
    builders.a_signed_mentor("Travl Mand", jobcentre=course.case.jobcentre, weekly_minutes=60)
    page = _read(_desk(course), _candidates(course))
    can, cannot = page.split("De kan ikke (1)")
    assert "Travl Mand" not in can
    assert "Har 1 ledig time om ugen; forløbet har brug for 2." in cannot


def test_three_are_suggested_one_is_less_obvious_and_the_others_are_folded(course: builders.Course) -> None:
    corps = {"jobcentre": course.case.jobcentre}
    for number in range(1, 4):
        builders.a_signed_mentor(f"Mentor {number}", weekly_minutes=(37 - number) * 60, **corps)  # type: ignore[arg-type]
    builders.a_signed_mentor("Frida Fri", kind="volunteer", weekly_minutes=120, **corps)  # type: ignore[arg-type]
    page = _read(_desk(course), _candidates(course))
    suggested, rest = page.split("Et mindre oplagt bud")
    less_obvious, others = rest.split("Andre, der kan (1)")
    assert [name for name in ("Mikkel Lund", "Mentor 1", "Mentor 2") if name not in suggested] == []
    assert "Frida Fri" in less_obvious
    assert "Ingen af de foreslåede er frivillig." in less_obvious
    assert "Mentor 3" in others
    assert "Ingen forløb lige nu, 0 af 37 timer om ugen er i brug." in suggested
    assert "%" not in page.split("<main", 1)[1]


def test_where_nobody_can_the_page_says_which_demand_stands_in_the_way(course: builders.Course) -> None:
    page = _read(_desk(course), f"{_candidates(course)}?language=ar")
    assert "Uden kravet om at tale arabisk kunne 1 mentor tage forløbet." in page
    assert "Vælg mentoren" not in page


def test_wishes_that_contradict_each_other_are_told() -> None:
    course = builders.a_course(content=replace(FULL, wish_choices=("woman", "man")))
    assert "Ønskerne »En kvinde« og »En mand« modsiger hinanden." in _read(_desk(course), _candidates(course))


def test_who_can_no_longer_is_refused_with_what_hinders(course: builders.Course) -> None:
    desk = _desk(course)
    assert "Mikkel Lund" in _read(desk, _candidates(course))
    builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    builders.has_hours(course.mentor, 60)
    answer = desk.post(_candidates(course), {"mentor": course.mentor.uuid, "why": "Bor i nærheden."})
    assert answer.status_code == 422
    assert "Mikkel Lund kan ikke tage forløbet. Har 1 ledig time om ugen" in answer.content.decode()
    assert "Bor i nærheden." in answer.content.decode()
    assert not Match.objects.exists()


def test_area_and_language_narrow_who_can(course: builders.Course) -> None:
    builders.a_signed_mentor("Nina Nord", jobcentre=course.case.jobcentre, areas=("Nord",), languages=("da", "ar"))
    page = _read(_desk(course), f"{_candidates(course)}?area=Nord&language=ar")
    can, cannot = page.split("De kan ikke (1)")
    assert "Dækker Nord." in can
    assert "Taler arabisk." in can
    assert "Taler ikke arabisk." in cannot
    assert "Nina Nord" in _read(_desk(course), f"{_candidates(course)}?area=Findes+ikke&language=xx")


def test_the_second_of_two_coordinators_is_told_who_was_chosen(course: builders.Course) -> None:
    desk = _desk(course)
    builders.a_proposed_match(course)
    answer = desk.post(_candidates(course), {"mentor": course.mentor.uuid, "why": "Hun kan."})
    assert answer.status_code == 422
    assert "Mikkel Lund er allerede foreslået." in answer.content.decode()


def test_of_two_coordinators_who_ask_for_the_last_place_of_a_mentor_the_second_is_told(
    course: builders.Course,
) -> None:
    builders.has_hours(course.mentor, 120)
    second = builders.a_course(caseworker=course.caseworker, mentor=course.mentor)
    builders.an_asked_match(course)
    desk = builders.logged_in(second.coordinator, Role.COORDINATOR)
    typed = {"mentor": course.mentor.uuid, "why": "Har tid."}
    assert "1 spørgsmål om andre forløb venter på svar." in _read(desk, _candidates(second))
    detail = desk.post(_candidates(second), typed)["Location"]
    _phone(course).post(f"/match/svar/{Match.objects.get(state=State.ASKED).uuid}/ja/")
    answer = desk.post(f"{detail}spoerg/", {"answer_by": ""})
    assert answer.status_code == 422
    assert "Mikkel Lund kan ikke tage forløbet. Har 0 ledige timer om ugen" in answer.content.decode()
    assert Match.objects.get(case=second.case).state == State.PROPOSED


def test_a_past_deadline_is_told_at_its_field(course: builders.Course) -> None:
    match = builders.a_proposed_match(course)
    answer = _desk(course).post(f"/match/se/{match.uuid}/spoerg/", {"answer_by": "01-11-2026"})
    assert answer.status_code == 422
    assert "Svarfristen ligger i fortiden." in at_field(answer, "answer_by")
    assert "01-11-2026" in at_field(answer, "answer_by")


def test_a_match_is_ended_with_whose_wish_why_and_the_day(course: builders.Course) -> None:
    match = builders.a_running_match(course)
    desk, end = _desk(course), f"/match/se/{match.uuid}/afslut/"
    assert "16-11-2026" in at_field(desk.get(end), "last_day")
    answer = desk.post(end, {"ended_by": "citizen", "reason": "other", "last_day": "16-11-2026"})
    assert answer.status_code == 422
    assert "Skriv kort, hvorfor matchet slutter." in at_field(answer, "text")
    typed = {"ended_by": "citizen", "reason": "citizen_wish", "last_day": "16-11-2026", "cut": "on"}
    assert desk.post(end, typed)["Location"] == f"/sager/{course.case.uuid}/"
    page = _read(desk, f"/sager/{course.case.uuid}/")
    assert "Mikkel Lund er ikke længere mentor" in page
    assert "Find en mentor" in page
    assert _phone(course).get(f"/sager/{course.case.uuid}/").status_code == 404


def test_a_withdrawn_question_is_gone_for_the_mentor(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    desk = _desk(course)
    assert desk.post(f"/match/se/{match.uuid}/traek-tilbage/")["Location"] == _candidates(course)
    assert _phone(course).get(f"/match/svar/{match.uuid}/").status_code == 404


def test_who_answers_a_question_just_withdrawn_is_told_and_keeps_the_words(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    _desk(course).post(f"/match/se/{match.uuid}/traek-tilbage/")
    answer = f"/match/svar/{match.uuid}/"
    yes = _phone(course).post(f"{answer}ja/")
    no = _phone(course).post(f"{answer}nej/", {"text": "Jeg er optaget om tirsdagen."})
    for told in (yes, no):
        assert told.status_code == 409
        assert "Spørgsmålet er trukket tilbage" in told.content.decode()
        assert course.case.number not in told.content.decode()
    assert "Jeg er optaget om tirsdagen." in no.content.decode()
    stranger = builders.logged_in(builders.a_mentor("Maja Krogh"), Role.MENTOR)
    assert stranger.post(f"{answer}nej/", {"text": "Hej"}).status_code == 404


def test_who_goes_back_after_a_yes_reads_the_answer_and_finds_the_case_while_it_is_open(
    course: builders.Course,
) -> None:
    match = builders.an_asked_match(course)
    phone, question = _phone(course), f"/match/svar/{match.uuid}/"
    case = phone.post(f"{question}ja/")["Location"]
    page = _read(phone, question)
    assert "Du sagde ja" in page
    assert f'href="{case}"' in page
    again = phone.post(f"{question}nej/", {"reason": "no_time"})
    assert again.status_code == 409
    assert "Du sagde ja" in again.content.decode()
    for hidden in (course.case.number, "Anna", "Hemmeligord", "Angst"):
        assert hidden not in page
    typed = {"ended_by": "citizen", "reason": "citizen_wish", "last_day": "16-11-2026", "cut": "on"}
    assert _desk(course).post(f"/match/se/{match.uuid}/afslut/", typed).status_code == 302
    page = _read(phone, question)
    assert "Du sagde ja" in page
    assert case not in page


def test_who_goes_back_after_a_no_reads_the_own_words_and_no_case(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    phone, question = _phone(course), f"/match/svar/{match.uuid}/"
    phone.post(f"{question}nej/", {"reason": "no_time", "text": "Jeg er optaget."})
    page = _read(phone, question)
    for told in ("Du sagde nej tak", "Jeg har ikke tid lige nu", "Jeg er optaget."):
        assert told in page
    assert str(course.case.uuid) not in page
    stranger = builders.logged_in(builders.a_mentor("Maja Krogh"), Role.MENTOR)
    assert stranger.get(question).status_code == 404
    assert stranger.post(f"{question}ja/").status_code == 404


def test_where_a_coordinator_is_the_caseworker_reads_but_does_not_choose(course: builders.Course) -> None:
    browser = builders.logged_in(course.caseworker, Role.CASEWORKER)
    assert "Kun mentorkoordinatoren kan gøre dette." in _read(browser, _candidates(course))
    assert "Find en mentor" not in _read(browser, "/match/")
    answer = browser.post(_candidates(course), {"mentor": course.mentor.uuid, "why": "Jeg vil."})
    assert answer.status_code == 422
    assert not Match.objects.exists()


def test_the_citizen_reads_who_the_mentor_is_and_not_whom_else_somebody_thought_of(course: builders.Course) -> None:
    other = builders.a_signed_mentor("Fravalgt Person", jobcentre=course.case.jobcentre)
    first = builders.an_asked_match(course, mentor=other)
    _desk(course).post(f"/match/se/{first.uuid}/traek-tilbage/")
    citizen = builders.logged_in(course.citizen_user, Role.CITIZEN)
    match = builders.an_asked_match(course)
    assert "Mikkel Lund" not in _read(citizen, f"/sager/{course.case.uuid}/")
    _phone(course).post(f"/match/svar/{match.uuid}/ja/")
    page = _read(citizen, f"/sager/{course.case.uuid}/")
    assert "Mikkel Lund sagde ja" in page
    assert "Fravalgt Person" not in page
    assert match.why not in page


def test_pages_ask_the_database_as_often_for_many_as_for_few(course: builders.Course) -> None:
    desk = _desk(course)
    paths = ("/", "/match/", _candidates(course), "/korps/")
    _busy_mentor(course, "Mentor 0")
    _read(desk, "/")  # the first page of a browser reads its session anew
    few = [_queries(desk, path) for path in paths]
    for number in range(1, 4):
        _busy_mentor(course, f"Mentor {number}")
    assert [_queries(desk, path) for path in paths] == few
    assert few[paths.index(_candidates(course))] == 40  # eight of every page, the look among them


def _busy_mentor(course: builders.Course, name: str) -> None:
    """One more mentor with a course, and one more course that waits."""
    mentor = builders.a_signed_mentor(name, jobcentre=course.case.jobcentre, areas=("Nord",))
    known = {"caseworker": course.caseworker, "coordinator": course.coordinator, "mentor": mentor}
    builders.an_accepted_match(builders.a_course(**known))  # type: ignore[arg-type]
    builders.a_course(**known)  # type: ignore[arg-type]


def _queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)
