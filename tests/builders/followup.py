"""Talks and closings."""

from datetime import date, timedelta

from parloeb.domain.cases.models import Case
from parloeb.domain.followup import commands, rules
from parloeb.domain.followup.lists import Decision, EndReason, Wish
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests.builders import clock, people, referrals
from tests.builders.clock import ON


def a_talk_content(decision: Decision = Decision.GO_ON, *, held_on: date = ON) -> rules.TalkContent:
    """A talk in full, with the next one in four weeks."""
    return rules.TalkContent(
        held_on=held_on,
        participants="Anna, Mikkel og Signe",
        minutes="Vi talte om praktikken.",
        decision=decision,
        decision_text="" if decision is Decision.GO_ON else "Anna klarer bussen selv.",
        next_on=None if decision is Decision.END else held_on + timedelta(weeks=4),
    )


def a_talk(case: Case, *, by: User, decision: Decision = Decision.GO_ON, on: date = ON) -> Talk:
    """A talk held by the caseworker."""
    with people.act(by, Role.CASEWORKER, on=on) as actor:
        return commands.hold_talk(case, a_talk_content(decision, held_on=on), by=actor, at=clock.at(on), on=on)


def a_closing_content(
    reason: EndReason = EndReason.JOB, *, wish: Wish | None = Wish.AGREES, ended_on: date = ON
) -> rules.ClosingContent:
    """An end in full; against the wish with reasons."""
    return rules.ClosingContent(
        ended_on=ended_on,
        reason=reason,
        wish=wish,
        reached="Du tager selv bussen til arbejde.",
        receiver="Britta Dahl i jobcentret",
        text="" if wish is Wish.AGREES else "Støtten er ikke længere afgørende.",
    )


def a_closing(case: Case, *, by: User, content: rules.ClosingContent | None = None, on: date = ON) -> Closing:
    """A course closed by the caseworker."""
    with people.act(by, Role.CASEWORKER, on=on) as actor:
        return commands.close(
            case,
            content or a_closing_content(ended_on=on),
            sending=referrals.sending(),
            by=actor,
            at=clock.at(on),
            on=on,
        )
