"""The citizen's own page while one mentor follows another, and why it became the one that it is."""

from dataclasses import replace

import pytest

from parloeb.domain.corps import lists as corps_lists
from parloeb.domain.corps.models import Competence, LivedExperience, Mentor
from parloeb.domain.matching.commands import parting
from parloeb.domain.matching.lists import EndedBy, EndReason, WishWay
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.wishes import commands as wishes
from parloeb.domain.matching.wishes import rules
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, FULL, ON, TOMORROW, Course, visits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
PARTED = "Dit forløb med Mikkel Lund slutter 16. november 2026."


@pytest.fixture
def pair() -> Course:
    return visits.a_pair()


def page_of(course: Course) -> str:
    return builders.logged_in(course.citizen_user, Role.CITIZEN).get("/min-side/").content.decode()


def test_while_they_meet_nothing_is_said_of_an_end(pair: Course) -> None:
    page = page_of(pair)
    assert "Dit forløb med" not in page
    assert "mentoraftale med Mikkel" not in page


def test_after_the_end_it_is_said_what_happened_and_what_comes(pair: Course) -> None:
    visits.a_visit(pair)
    visits.part(pair, last_day=ON)
    page = page_of(pair)
    assert f"{PARTED} Vi finder en ny mentor til dig." in page
    assert page.count("ny mentor til dig") == 1
    assert "Du og Mikkel Lund mødtes sidst 16-11-2026" in page
    assert "Det stod i din mentoraftale med Mikkel Lund." in page
    assert "Læs mentoraftalen med Mikkel Lund" in page
    for words in ("Din mentor er", "Hver uge", "ønskede at stoppe", "Flytter."):
        assert words not in page, words


def test_a_day_later_it_is_over(pair: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    visits.part(pair, last_day=ON)
    monkeypatch.setattr("parloeb.pages.shared.clock.now", lambda: builders.at(TOMORROW))
    assert "Dit forløb med Mikkel Lund sluttede 16. november 2026." in page_of(pair)


def test_of_a_mentor_who_left_before_they_met_no_meeting_is_told(pair: Course) -> None:
    visits.a_visit(pair)
    visits.part(pair, last_day=ON)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=pair.case.jobcentre)
    assert other.user
    unmet = builders.an_accepted_match(replace(pair, mentor=other, mentor_user=other.user))
    with builders.act(pair.coordinator, Role.COORDINATOR, on=TOMORROW) as by:
        parting.end(
            unmet,
            parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, TOMORROW),
            by=by,
            at=builders.at(TOMORROW),
            on=TOMORROW,
        )
    page = page_of(pair)
    assert "Dit forløb med Maja Krogh slutter" in page
    assert "Du og Maja Krogh mødtes" not in page
    assert "Du og Mikkel Lund mødtes sidst 16-11-2026" in page


def test_with_the_next_mentor_what_was_agreed_before_is_told_as_that(pair: Course) -> None:
    visits.a_visit(pair)
    visits.part(pair, last_day=ON)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=pair.case.jobcentre)
    assert other.user
    builders.an_accepted_match(replace(pair, mentor=other, mentor_user=other.user))
    page = page_of(pair)
    for words in (
        "Din mentor er <strong>Maja Krogh</strong>",
        "I har ikke mødtes endnu.",
        "Du og Mikkel Lund mødtes sidst 16-11-2026",
        "Du og Maja Krogh laver",
    ):
        assert words in page, words
    for words in ("Dit forløb med", "Hver uge", "I mødtes sidst"):
        assert words not in page, words


def test_another_mentor_is_told_of_once(pair: Course) -> None:
    page = page_of(pair)
    assert page.count("Vil du have en anden mentor") == 1
    assert "holde pause eller stoppe" in page


# Why this one.


def _course() -> Course:
    return builders.a_course(content=replace(FULL, barriers=("debt", "anxiety")))


def _wish(course: Course, **told: tuple[str, ...]) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        content = rules.Content(**told)  # type: ignore[arg-type]
        wishes.tell(course.case, content, way=WishWay.PHONE, told_on=ON, after=None, by=by, at=AT, on=ON)


def _why(course: Course) -> str:
    page = page_of(course)
    start = page.find("Derfor foreslog vi")
    return page[start : page.find("</ul>", start)] if start >= 0 else ""


def test_the_citizen_reads_what_of_the_mentor_concerns_the_own_course() -> None:
    course = _course()
    Mentor.objects.filter(pk=course.mentor.pk).update(
        times=["mon_morning", "fri_evening"], areas=["Nordby", "Vestby"], languages=["da", "ar"]
    )
    _wish(course, times=("mon_morning", "tue_morning"), areas=("Nordby",), languages=("ar",))
    builders.an_accepted_match(course)
    why = _why(course)
    for words in ("taler arabisk", "I kan begge mødes man formiddag", "kan mødes i Nordby"):
        assert words in why, words
    for words in ("fre", "Vestby", "timer", "dansk"):
        assert words not in why, words


@pytest.mark.parametrize(
    ("source", "is_told"), [(corps_lists.Source.OWN_WORD, True), (corps_lists.Source.COORDINATOR, False)]
)
def test_what_the_mentor_knows_is_the_mentors_own_word(source: corps_lists.Source, is_told: bool) -> None:
    course = _course()
    for field in ("debt", "housing"):
        Competence.objects.create(mentor=course.mentor, field=field, level=2, source=source, known_on=ON)
    builders.an_accepted_match(course)
    assert ("fortæller selv at kende til: gæld og økonomi." in _why(course)) is is_told
    assert "bolig" not in _why(course)


def test_what_the_mentor_lived_through_is_not_told() -> None:
    course = _course()
    LivedExperience.objects.create(mentor=course.mentor, field="anxiety", sharing="seen", told_on=ON)
    builders.an_accepted_match(course)
    assert "angst" not in _why(course)


@pytest.mark.parametrize(("reach", "is_told"), [(builders.an_asked_match, False), (builders.an_accepted_match, True)])
def test_nothing_is_told_of_who_is_only_asked(reach: object, is_told: bool) -> None:
    course = _course()
    Mentor.objects.filter(pk=course.mentor.pk).update(areas=["Nordby"])
    _wish(course, areas=("Nordby",))
    assert callable(reach)
    reach(course)
    assert bool(_why(course)) is is_told


def test_who_comes_back_is_said_to() -> None:
    course = _course()
    builders.an_ended_match(course)
    assert "har været din mentor før" not in page_of(course)
    builders.an_accepted_match(course, on=TOMORROW)
    assert Match.objects.count() == 2
    assert "har været din mentor før" in _why(course)


def test_where_nothing_was_wished_it_is_said_that_the_mentor_can_take_what_the_course_asks_for() -> None:
    course = _course()
    builders.an_accepted_match(course)
    assert "Vi så på, hvad dit forløb kræver, og Mikkel Lund kan tage det." in _why(course)
    Mentor.objects.filter(pk=course.mentor.pk).update(areas=["Nordby"])
    _wish(course, areas=("Nordby",))
    assert "hvad dit forløb kræver" not in _why(course)
