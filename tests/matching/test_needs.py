"""What a course asks of its mentor, who is out of the question, and whom that hinders."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import rules as matching
from parloeb.domain.matching.commands import answering, proposing
from parloeb.domain.matching.exclusions import commands as exclusions
from parloeb.domain.matching.exclusions import queries as excluded
from parloeb.domain.matching.lists import DeclineReason, EndReason, ExclusionReason
from parloeb.domain.matching.models import Exclusion, NeededCompetence, Needs
from parloeb.domain.matching.needs import access, commands, queries, rules
from parloeb.domain.matching.queries import candidates, choosing, needing
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

HEAVY = rules.Content({"debt": 3, "abuse": 1}, is_heavy=True, with_children=True)


def test_until_somebody_judged_the_referral_tells_what_is_needed_well_enough() -> None:
    assert rules.begun_with(("debt", "anxiety")) == rules.Content({"debt": 2, "anxiety": 2})


@pytest.mark.parametrize("needs", [{"debt": 0}, {"debt": 4}, {"chess": 2}])
def test_a_level_that_is_none_is_refused_at_its_field(needs: dict[str, int]) -> None:
    rules.refuse_unclear(HEAVY)
    with pytest.raises(errors.RefusedError) as refused:
        rules.refuse_unclear(rules.Content(needs))
    assert refused.value.field == next(iter(needs))


def test_the_needs_are_told_in_the_order_of_the_list() -> None:
    assert rules.facts(HEAVY) == (
        ("Kræver", "misbrug (nogen erfaring), gæld og økonomi (særlig erfaring)"),
        ("Tungt forløb", "Ja"),
        ("Børn under 15 år", "Ja, mentoren skal have en børneattest"),
    )
    assert rules.facts(rules.Content()) == ()


def _judge(course: builders.Course, content: rules.Content, *, after: Needs | None = None) -> Needs:
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        return commands.judge(course.case, content, after=after.uuid if after else None, by=by, at=AT, on=ON)


def _exclude(course: builders.Course, why: ExclusionReason = ExclusionReason.FAMILY, words: str = "") -> Exclusion:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        return exclusions.exclude(course.case, course.mentor, why=why, words=words, by=by, at=AT, on=ON)


def _lift(course: builders.Course, noted: Exclusion, because: str = "Det var en anden Lund.") -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        exclusions.lift(course.case, noted, because=because, by=by, at=AT, on=ON)


def _hindrances(course: builders.Course) -> tuple[str, ...]:
    need = needing.need_of(course.case, on=ON)
    return matching.hindrances(need, candidates.candidate(course.mentor, on=ON), on=ON)


@pytest.mark.django_db
class TestJudging:
    @pytest.fixture
    def course(self) -> builders.Course:
        return builders.a_course()

    def test_what_was_judged_is_the_need_and_what_was_before_is_kept(self, course: builders.Course) -> None:
        first = _judge(course, HEAVY)
        need = needing.need_of(course.case, on=ON)
        assert (need.needs, need.is_heavy, need.with_children) == ({"debt": 3, "abuse": 1}, True, True)
        assert "Har ingen børneattest, der gælder, og forløbet kræver en." in _hindrances(course)
        _judge(course, rules.Content({"debt": 1}), after=first)
        assert _hindrances(course) == ()
        newest, former = queries.rows(Needs.objects.all())
        assert (newest.facts, former.facts) == ((("Kræver", "gæld og økonomi (nogen erfaring)"),), rules.facts(HEAVY))
        event = Event.objects.filter(name="needs.judged").first()
        assert event
        assert event.citizens == [course.case.citizen.uuid]

    def test_that_nothing_is_asked_for_any_more_is_a_judgement_too(self, course: builders.Course) -> None:
        first = _judge(course, HEAVY)
        _judge(course, rules.Content(), after=first)
        assert needing.need_of(course.case, on=ON).needs == {}

    def test_the_same_again_is_refused(self, course: builders.Course) -> None:
        first = _judge(course, HEAVY)
        with pytest.raises(errors.RefusedError, match="i forvejen"):
            _judge(course, HEAVY, after=first)

    def test_of_two_at_once_the_second_is_told(self, course: builders.Course) -> None:
        first = _judge(course, HEAVY)
        _judge(course, rules.Content({"debt": 2}), after=first)
        for after in (None, first):
            with pytest.raises(errors.OvertakenError):
                _judge(course, rules.Content({"debt": 1}), after=after)

    @pytest.mark.parametrize("role", [Role.CITIZEN, Role.MENTOR])
    def test_neither_of_the_two_judges_or_reads_it(self, role: Role) -> None:
        course = builders.a_course()
        builders.an_accepted_match(course)
        _judge(course, HEAVY)
        user = course.mentor_user if role is Role.MENTOR else course.citizen_user
        with builders.act(user, role) as by:
            with pytest.raises(errors.RefusedError, match="rolle"):
                commands.judge(course.case, rules.Content(), after=None, by=by, at=AT, on=ON)
            assert not access.visible_in(cases.Reached(course.case, by)).exists()

    def test_who_does_not_reach_the_case_judges_nothing(self, course: builders.Course) -> None:
        stranger = builders.a_caseworker("Fremmed Hansen", team=builders.a_team("Et andet"))
        with builders.act(stranger, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="adgang"):
            commands.judge(course.case, HEAVY, after=None, by=by, at=AT, on=ON)

    def test_a_heavy_course_loads_its_mentor_as_one(self, course: builders.Course) -> None:
        builders.a_running_match(course)
        assert choosing.loads([course.mentor.pk], on=ON)[course.mentor.pk].heavy == 0
        _judge(course, rules.Content(is_heavy=True))
        assert choosing.loads([course.mentor.pk], on=ON)[course.mentor.pk].heavy == 1

    def test_the_places_for_heavy_courses_are_a_setting(self, course: builders.Course) -> None:
        builders.a_running_match(course)
        _judge(course, rules.Content(is_heavy=True))
        other = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor)
        _judge(other, rules.Content(is_heavy=True))
        assert _hindrances(other) == ()
        builders.set_setting(course.case.jobcentre, Setting.HEAVY_PLACES, 1)
        assert _hindrances(other) == ("Har 1 tungt forløb. Her må en mentor højst have 1 ad gangen.",)

    def test_the_database_keeps_one_beginning_and_real_levels(self, course: builders.Course) -> None:
        first = _judge(course, HEAVY)
        with pytest.raises(IntegrityError), transaction.atomic():
            Needs.objects.create(
                case=course.case, is_heavy=False, with_children=False, judged_at=AT, judged_by=course.caseworker
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            NeededCompetence.objects.create(needs=first, field="housing", level=4)
        with pytest.raises(IntegrityError), transaction.atomic():
            NeededCompetence.objects.create(needs=first, field="debt", level=1)


@pytest.mark.django_db
class TestExcluding:
    @pytest.fixture
    def course(self) -> builders.Course:
        return builders.a_course()

    def test_who_is_kept_apart_cannot_be_chosen_until_it_is_lifted(self, course: builders.Course) -> None:
        noted = _exclude(course)
        assert _hindrances(course) == ("Må ikke vælges her: de er i familie.",)
        with (
            builders.act(course.coordinator, Role.COORDINATOR) as by,
            pytest.raises(errors.RefusedError, match="familie"),
        ):
            proposing.propose(course.case, builders.CHOICE, mentor=course.mentor, by=by, at=AT, on=ON)
        _lift(course, noted)
        assert _hindrances(course) == ()
        (row,) = excluded.rows(Exclusion.objects.all())
        assert not row.holds
        assert row.lifted.endswith("Det var en anden Lund.")
        assert list(
            Event.objects.filter(name__startswith="exclusion").order_by("pk").values_list("name", "reason")
        ) == [
            ("exclusion.noted", "family"),
            ("exclusion.lifted", ""),
        ]

    def test_it_holds_for_another_citizen_of_the_same_mentor_not(self, course: builders.Course) -> None:
        _exclude(course)
        other = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor)
        assert _hindrances(other) == ()

    def test_it_is_noted_once_and_lifted_once(self, course: builders.Course) -> None:
        noted = _exclude(course)
        with pytest.raises(errors.RefusedError, match="allerede"):
            _exclude(course)
        _lift(course, noted)
        with pytest.raises(errors.OvertakenError):
            _lift(course, noted)
        _exclude(course, ExclusionReason.CONFLICT)
        assert Exclusion.objects.count() == 2

    @pytest.mark.parametrize(("words", "refused"), [("", True), ("  ", True), ("Naboer.", False)])
    def test_another_reason_needs_words(self, course: builders.Course, words: str, *, refused: bool) -> None:
        if refused:
            with pytest.raises(errors.RefusedError, match="Skriv kort"):
                _exclude(course, ExclusionReason.OTHER, words)
        else:
            assert _exclude(course, ExclusionReason.OTHER, words).words == words

    def test_lifting_needs_a_reason(self, course: builders.Course) -> None:
        with pytest.raises(errors.RefusedError, match="Skriv kort"):
            _lift(course, _exclude(course), because=" ")

    def test_a_mentor_of_another_jobcentre_is_no_matter_here(self, course: builders.Course) -> None:
        other = builders.a_signed_mentor("Fjern Mentor", jobcentre=builders.a_jobcentre("Sydby Jobcenter"))
        with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError) as refused:
            exclusions.exclude(course.case, other, why=ExclusionReason.FAMILY, by=by, at=AT, on=ON)
        assert refused.value.field == "mentor"

    def test_the_database_refuses_half_a_lifting_and_silent_reasons(self, course: builders.Course) -> None:
        noted: QuerySet[Exclusion] = Exclusion.objects.filter(pk=_exclude(course).pk)
        for change in ({"lifted_at": AT}, {"lifted_because": "Nu"}, {"why": "other"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                noted.update(**change)

    def test_a_mentor_who_said_to_know_the_citizen_is_out_of_every_later_course(self, course: builders.Course) -> None:
        _declined(course, DeclineReason.KNOWS_CITIZEN)
        again = _again(course)
        assert _hindrances(again) == (excluded.KNOWN_PRIVATELY,)

    def test_another_no_stands_for_its_own_course_alone(self, course: builders.Course) -> None:
        _declined(course, DeclineReason.NO_TIME)
        assert _hindrances(course) == ("Sagde nej til forløbet 16-11-2026.",)
        assert _hindrances(_again(course)) == ()

    @pytest.mark.parametrize(
        ("reason", "parted", "former"),
        [(EndReason.NO_FIT, True, False), (EndReason.CITIZEN_WISH, True, False), (EndReason.MENTOR_WISH, False, True)],
    )
    def test_how_two_ended_counts_in_the_next_course(
        self, course: builders.Course, reason: EndReason, *, parted: bool, former: bool
    ) -> None:
        builders.an_ended_match(course, reason=reason)
        history = needing.need_of(_again(course).case, on=ON).history
        user = course.mentor_user.pk
        assert (user in history.parted, history.former == user) == (parted, former)


def _declined(course: builders.Course, reason: DeclineReason) -> None:
    match = builders.an_asked_match(course)
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        answering.decline(match, reason=reason, by=by, at=AT, on=ON)


def _again(course: builders.Course) -> builders.Course:
    """Another course of the same citizen."""
    citizen = course.case.citizen
    referral = builders.a_sent_referral(by=course.caseworker, citizen=citizen)
    grant = builders.a_drafted_grant(by=course.caseworker, referral=referral)
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    return replace(course, case=grant.case, grant=grant)


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_needs_of_many_courses_are_read_in_as_many_queries(number: int, django_assert_num_queries: object) -> None:
    first = builders.a_course()
    people = {"caseworker": first.caseworker, "coordinator": first.coordinator, "mentor": first.mentor}
    courses = [first, *(builders.a_course(citizen_name=f"Nr. {one}", **people) for one in range(1, number))]  # type: ignore[arg-type]
    for course in courses:
        _judge(course, HEAVY)
    of_courses = Case.objects.filter(pk__in=[course.case.pk for course in courses])
    waiting = list(of_courses.select_related("citizen").order_by("pk"))
    with django_assert_num_queries(11):  # type: ignore[operator]
        needs = needing.needs_of(waiting, on=ON)
    assert [needs[case.pk].is_heavy for case in waiting] == [True] * number
    assert needs[first.case.pk] == needing.need_of(first.case, on=ON)
    waited = needing.needs_of(waiting, on=ON + timedelta(days=9))
    assert waited[first.case.pk].waiting_days == 9
