"""What happens between the mentor's yes and the first meeting."""

from datetime import date, time, timedelta
from uuid import UUID

from parloeb.domain.matching.firstcontact import commands, rules
from parloeb.domain.matching.lists import MeetingForm
from parloeb.domain.matching.models import FirstMeeting, Match
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests.builders import clock, people
from tests.builders.clock import ON

COFFEE = rules.Plan(ON + timedelta(days=2), time(14), MeetingForm.COFFEE, "Café Nord", "Karen fra kommunen")


def a_first_meeting(
    match: Match, *, by: User, plan: rules.Plan = COFFEE, after: UUID | None = None, on: date = ON
) -> FirstMeeting:
    """Planned by the coordinator, or changed."""
    with people.act(by, Role.COORDINATOR, on=on) as actor:
        return commands.plan(match, plan, after=after, keys=people.keys(), by=actor, at=clock.at(on), on=on)
