"""What desks, lists and the story tell of matches."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.cases import access as case_access
from parloeb.domain.corps.availability import commands as availability
from parloeb.domain.corps.models import Absence, LivedExperience, Mentor, OddsWish, StrainRating
from parloeb.domain.corps.telling import commands as telling_of_oneself
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import GrantHours
from parloeb.domain.matching import access
from parloeb.domain.matching.commands import answering
from parloeb.domain.matching.lists import DeclineReason
from parloeb.domain.matching.queries import candidates, choosing, matches, needing, shortlisting, telling
from parloeb.domain.matching.suggesting import scoring
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import AT, FULL, ON

pytestmark = pytest.mark.django_db


def _tasks(course: builders.Course, *, days_later: int = 0) -> list[str]:
    on = ON + timedelta(days=days_later)
    by = builders.actor(course.coordinator, Role.COORDINATOR)
    return [one.what for one in telling.waiting_for_coordinator(access.visible_to(by, on=on), on=on)]


def _story(course: builders.Course, role: Role) -> list[str]:
    user = {Role.COORDINATOR: course.coordinator, Role.CITIZEN: course.citizen_user, Role.MENTOR: course.mentor_user}
    reached = case_access.reach(builders.actor(user[role], role), course.case.uuid, on=ON)
    assert reached
    by, rows = reached.by, telling.to_tell(access.visible_in(reached))
    told = telling.told(rows, whole=access.sees_choice(by), reader=by.user_id)
    return [entry.title for one in told for entry in one.entries]


def test_the_coordinators_tasks_follow_the_match() -> None:
    proposed, asked, met, running = (builders.a_course() for _ in range(4))
    builders.a_proposed_match(proposed)
    builders.an_asked_match(asked)
    builders.a_met_match(met)
    builders.a_running_match(running)
    assert _tasks(proposed) == ["Spørg Mikkel Lund"]
    assert _tasks(asked, days_later=3) == []
    assert _tasks(asked, days_later=4) == ["Mikkel Lund har ikke svaret inden fristen"]
    assert _tasks(met) == ["Hør, om begge vil fortsætte (Mikkel Lund)"]
    assert _tasks(running) == []


def test_the_story_is_whole_to_the_authority_and_short_to_the_two() -> None:
    course = builders.a_course()
    builders.an_ended_match(course)
    short = [
        "Mikkel Lund sagde ja",
        "Borger og mentor vil begge fortsætte",
        "Mikkel Lund er ikke længere mentor",
    ]
    assert _story(course, Role.COORDINATOR) == ["Mentor foreslået: Mikkel Lund", "Mikkel Lund er spurgt", *short]
    assert _story(course, Role.CITIZEN) == short
    assert _story(course, Role.MENTOR) == short


def test_a_load_counts_what_binds_with_the_hours_granted_now() -> None:
    course = builders.a_course()
    builders.an_accepted_match(course)
    asked = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor)
    builders.an_asked_match(asked)
    idle = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    assert choosing.loads([course.mentor.pk, idle.pk], on=ON) == {
        course.mentor.pk: choosing.Load(1, 120, 1, open=choosing.Load(1, 120))
    }
    assert course.grant.last_day
    after = course.grant.last_day + timedelta(days=1)
    assert choosing.loads([course.mentor.pk], on=after)[course.mentor.pk].minutes == 0


def test_the_need_comes_from_grant_and_referral() -> None:
    content = replace(FULL, barriers=("debt", "motivation"), considerations=("interpreter",), wish_choices=("woman",))
    course = builders.a_course(content=content)
    need = needing.need_of(course.case, area=" Nord ", language="ar", on=ON)
    assert (need.minutes_per_week, need.needs, need.area, need.language) == (120, {"debt": 2}, "Nord", "ar")
    assert (need.considerations, need.wishes) == (("interpreter",), ("woman",))
    assert need.citizen_user == course.citizen_user.pk
    assert need.deciders == {course.caseworker.pk}


def test_a_mentor_without_a_user_is_not_among_the_candidates() -> None:
    course = builders.a_course()
    type(course.mentor).objects.filter(pk=course.mentor.pk).update(user=None)
    by = builders.actor(course.coordinator, Role.COORDINATOR)
    need = needing.need_sheet(course.case, on=ON)
    found = shortlisting.sheet(
        access.mentors_for(by, course.case, on=ON), need, weights=scoring.DEFAULT, ended={}, on=ON
    )
    assert (found.suggested, found.others, found.cannot) == ((), (), ())
    assert found.obstacles == ("Der er ingen i korpset, der kan spørges.",)


def test_what_a_mentor_told_and_has_is_what_the_rules_see() -> None:
    course = builders.a_course(content=replace(FULL, barriers=("debt", "abuse")))
    mentor = course.mentor
    LivedExperience.objects.create(mentor=mentor, field="abuse", sharing="seen", told_on=ON)
    LivedExperience.objects.create(mentor=mentor, field="debt", sharing="own", told_on=ON)
    StrainRating.objects.create(mentor=mentor, day=ON, level=4, rated_at=AT)
    Absence.objects.create(
        mentor=mentor, kind="holiday", first_day=ON, last_day=ON, registered_at=AT, registered_by=course.coordinator
    )
    builders.a_running_match(course)
    seen = candidates.candidate(mentor, on=ON)
    assert (seen.lived, seen.strain, seen.wants_better_odds) == (("abuse",), 4, False)
    assert (dict(seen.had), seen.courses, seen.bound_minutes) == ({"debt": 1, "abuse": 1}, 1, 120)
    assert (seen.absences, seen.weekly_minutes) == ((Period(ON, ON),), 37 * 60)
    Absence.objects.update(kind="illness", last_day=None)
    assert candidates.candidate(mentor, on=ON).weekly_minutes == 0


def test_hours_and_grants_that_change_later_are_what_the_rules_see() -> None:
    course = builders.a_course()
    builders.an_accepted_match(course)
    january = date(2027, 1, 4)
    GrantHours.objects.create(grant=course.grant, first_day=january, minutes_per_week=300)
    availability.enter_hours(course.mentor, first_day=january, weekly_minutes=360, by=acting.SYSTEM, at=AT, on=ON)
    seen = candidates.candidate(course.mentor, on=ON)
    assert (seen.later_weekly, seen.later_bound) == (((january, 360),), ((january, 300),))
    assert (seen.free_on(ON), seen.least_free(Period(ON, january))) == (35 * 60, (january, 60))
    need = needing.need_of(course.case, on=ON)
    assert (need.minutes_per_week, need.later_minutes) == (120, ((january, 300),))
    other = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor)
    with pytest.raises(errors.RefusedError, match="Har 1 ledig time om ugen fra 04-01-2027"):
        builders.a_proposed_match(other)


def test_what_is_decided_already_is_held_against_the_mentor_and_what_it_cut_off_is_not() -> None:
    course, january, february = builders.a_course(), date(2027, 1, 1), date(2027, 2, 1)
    GrantHours.objects.create(grant=course.grant, first_day=february, minutes_per_week=30)
    assert course.grant.in_force_to
    typed = grants.Draft(
        first_day=january,
        last_day=course.grant.in_force_to,
        minutes_per_week=300,
        decisive_reason=course.grant.decisive_reason,
        reason_text="Der skal mere til.",
    )
    with builders.act(course.caseworker) as by:
        draft = modifying.begin(course.grant, Kind.CHANGE, by=by, at=AT, on=ON)
        grants.save(draft, typed, version=draft.version, by=by, at=AT, on=ON)
        grants.decide(draft, used=(), sending=builders.sending(), by=by, at=AT, on=ON)
    need = needing.need_of(course.case, on=ON)
    assert need.period == Period(ON, course.grant.in_force_to)
    assert (need.minutes_per_week, need.later_minutes) == (120, ((january, 300),))
    Mentor.objects.update(last_day=date(2027, 1, 3))
    with pytest.raises(errors.RefusedError, match="Holder op 03-01-2027, før bevillingen slutter"):
        builders.a_proposed_match(course)
    Mentor.objects.update(last_day=None)
    match = builders.an_asked_match(course)
    by = builders.actor(course.mentor_user, Role.MENTOR)
    asked = matches.question(access.asked_of(by), match.uuid, on=ON)
    assert asked
    assert {("Timer", "2 timer om ugen"), ("Timer senere", "5 timer om ugen fra 01-01-2027")} <= set(asked.facts)
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        answering.accept(match, by=by, at=AT, on=ON)
    load = choosing.loads([course.mentor.pk], on=ON)[course.mentor.pk]
    assert (load.minutes, load.later) == (120, ((january, 300),))


def test_an_answer_that_asks_for_better_odds_is_such_a_wish_and_is_taken_back_as_one() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        answering.decline(match, reason=DeclineReason.NEEDS_BETTER_ODDS, by=by, at=AT, on=ON)
    wish = OddsWish.objects.get()
    assert (wish.mentor, wish.first_day) == (course.mentor, ON)
    assert candidates.candidate(course.mentor, on=ON).wants_better_odds
    assert candidates.candidate(course.mentor, on=ON + timedelta(days=89)).wants_better_odds
    assert not candidates.candidate(course.mentor, on=ON + timedelta(days=90)).wants_better_odds
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        telling_of_oneself.take_back_wish(course.mentor, by=by, at=AT, on=ON)
    assert not candidates.candidate(course.mentor, on=ON).wants_better_odds
