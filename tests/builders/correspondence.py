"""Letters that are about nothing decided."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import inviting
from parloeb.domain.correspondence.models import Invitation
from parloeb.domain.correspondence.rules.invitations import Host, Meeting, Where
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests.builders import clock, people, referrals
from tests.builders.clock import ON


def a_meeting(on: date = ON, **changed: Any) -> Meeting:
    """A meeting with a mentor at the office, a week later at ten."""
    return replace(Meeting(Host.MENTOR, on + timedelta(days=7), time(10), Where.OFFICE, "Mikkel Lund"), **changed)


def an_invitation(case: Case, *, by: User, role: Role = Role.CASEWORKER, on: date = ON, **changed: Any) -> Invitation:
    """The citizen of a case is invited to it."""
    head = referrals.sending()
    with people.act(by, role, on=on) as actor:
        return inviting.invite(
            case, a_meeting(on, **changed), sender=head.sender, keys=head.keys, by=actor, at=clock.at(on), on=on
        )
