"""Agreements in each of their states, in a course whose citizen and mentor both want to go on."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from parloeb.domain.agreements import commands, queries, rules
from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.matching import lists as match_lists
from parloeb.domain.matching.commands import parting
from parloeb.domain.matching.models import Match
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests.builders import clock, matching, people
from tests.builders.clock import ON

SUB_GOAL = rules.SubGoal(
    text="Møde på skolen hver mandag",
    we_will_see="Anna er der kl. 9",
    due_on=ON + timedelta(30),
    own_words="Jeg vil gerne nå bussen.",
)
AGREED = rules.Content(
    goal_own_words="Jeg vil gerne kunne gå i skole uden at have ondt i maven.",
    goal="Fremmøde på uddannelsen tre dage om ugen.",
    minutes_per_week=90,
    rhythm="weekly",
    place="På biblioteket",
    tasks=("morning", "going_along"),
    reporting="Mentoren skriver en rapport hver måned.",
    phase_out="De sidste fire uger mødes vi hver anden uge.",
    goals=(SUB_GOAL,),
)


@dataclass(frozen=True)
class Signing:
    """A course with its match and agreement, and the three who sign."""

    course: matching.Course
    match: Match
    agreement: Agreement

    def signer(self, party: Party) -> tuple[User, Role]:
        """Who signs for the party."""
        return {
            Party.CITIZEN: (self.course.citizen_user, Role.CITIZEN),
            Party.MENTOR: (self.course.mentor_user, Role.MENTOR),
            Party.CASEWORKER: (self.course.caseworker, Role.CASEWORKER),
        }[party]


def a_started_agreement(course: matching.Course | None = None, *, match: Match | None = None, on: date = ON) -> Signing:
    """A draft just begun by the caseworker, with what grant and referral say."""
    of = course or matching.a_course(on=on)
    confirmed = match or matching.a_confirmed_match(of, on=on)
    with people.act(of.caseworker, Role.CASEWORKER, on=on) as by:
        agreement = commands.start(confirmed, by=by, at=clock.at(on), on=on)
    return Signing(of, confirmed, agreement)


def a_drafted_agreement(
    course: matching.Course | None = None,
    *,
    match: Match | None = None,
    content: rules.Content = AGREED,
    on: date = ON,
) -> Signing:
    """A draft written in full, in the period that it began with unless the content says another."""
    signing = a_started_agreement(course, match=match, on=on)
    begun = queries.content_of(signing.agreement)
    whole = replace(
        content,
        first_day=content.first_day or begun.first_day,
        last_day=content.last_day or begun.last_day,
        goals=going_on(content.goals, begun.goals),
    )
    with people.act(signing.course.caseworker, Role.CASEWORKER, on=on) as by:
        commands.save(signing.agreement, whole, version=signing.agreement.version, by=by, at=clock.at(on), on=on)
    return signing


def going_on(goals: tuple[rules.SubGoal, ...], begun: tuple[rules.SubGoal, ...]) -> tuple[rules.SubGoal, ...]:
    """The goals with the keys of those with the same words that the draft began with, as the form sends them."""
    left = list(begun)
    found = []
    for goal in goals:
        same = next((one for one in left if not goal.key and one.text == goal.text), None)
        if same:
            left.remove(same)
        found.append(replace(goal, key=same.key) if same else goal)
    return tuple(found)


def a_presented_agreement(
    course: matching.Course | None = None,
    *,
    match: Match | None = None,
    content: rules.Content = AGREED,
    on: date = ON,
) -> Signing:
    """An agreement that waits for the citizen's signature."""
    signing = a_drafted_agreement(course, match=match, content=content, on=on)
    with people.act(signing.course.caseworker, Role.CASEWORKER, on=on) as by:
        commands.present(signing.agreement, version=signing.agreement.version, by=by, at=clock.at(on), on=on)
    return signing


def a_signed_agreement(
    course: matching.Course | None = None,
    *,
    match: Match | None = None,
    content: rules.Content = AGREED,
    on: date = ON,
) -> Signing:
    """An agreement signed by all three on the day, so that it is in force and the match runs."""
    signing = a_presented_agreement(course, match=match, content=content, on=on)
    for party in Party:
        sign(signing, party, on=on)
    return signing


def sign(signing: Signing, party: Party, *, on: date = ON) -> None:
    """Let a party sign in person."""
    user, role = signing.signer(party)
    with people.act(user, role, on=on) as by:
        commands.sign(signing.agreement, version=signing.agreement.version, by=by, at=clock.at(on), on=on)


def sign_for_citizen(
    signing: Signing, *, reason: str = "Anna er indlagt.", way: Way = Way.ON_BEHALF, on: date = ON
) -> None:
    """Let the caseworker sign on the citizen's behalf, or note the signature on paper."""
    agreement = signing.agreement
    with people.act(signing.course.caseworker, Role.CASEWORKER, on=on) as by:
        commands.sign_for_citizen(
            agreement, way=way, reason=reason, version=agreement.version, by=by, at=clock.at(on), on=on
        )


def end_match(signing: Signing, *, on: date = ON) -> None:
    """Let the match end at the mentor's wish, while the course goes on."""
    ending = parting.Ending(ended_by=match_lists.EndedBy.MENTOR, reason=match_lists.EndReason.MENTOR_WISH, last_day=on)
    signing.match.refresh_from_db()
    with people.act(signing.course.coordinator, Role.COORDINATOR, on=on) as by:
        parting.end(signing.match, ending, by=by, at=clock.at(on), on=on)
