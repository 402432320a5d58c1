"""What waits on each role's desk, put together from the rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parloeb.domain.cases.queries import Waiting
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import queries as grants
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access as referral_access
from parloeb.domain.referrals import queries as referrals
from parloeb.kernel import days
from parloeb.pages.cases import story
from parloeb.pages.shared.entry import Entry

NOTHING = "Der venter ikke noget på dig lige nu."
EMPTY: Mapping[Role, str] = MappingProxyType(
    {
        Role.CASEWORKER: "Der venter ikke noget på dig. Begynd en ny henvisning, når en borger har brug for en mentor.",
        Role.TEAM_LEADER: "Ingen bevillinger er forelagt dig.",
        Role.ADMINISTRATOR: "Du passer indstillinger og brugere; du ser ingen sager.",
    }
)


@dataclass(frozen=True)
class Row:
    """One row of the desk."""

    since: str
    what: str
    number: str
    name: str
    url: str


def of(entry: Entry) -> list[Waiting]:
    """What waits for the actor, the oldest first."""
    by, on = entry.by, entry.on
    waits: list[Waiting] = []
    if by.role is Role.CASEWORKER:
        waits += referrals.waiting(referral_access.visible_to(by, on=on))
        waits += grants.waiting(grant_access.visible_to(by, on=on), GrantState.DRAFT)
    if by.role is Role.TEAM_LEADER:
        waits += grants.waiting(grant_access.visible_to(by, on=on), GrantState.SUBMITTED)
    if by.role in (Role.CASEWORKER, Role.TEAM_LEADER):
        waits += letters.waiting(letter_access.visible_to(by, on=on))
    return sorted(waits, key=lambda one: one.since)


def row(one: Waiting) -> Row:
    """A row with its day written and its link."""
    url, _ = story.place_of(one.record)
    return Row(days.text(one.since), one.what, one.number, one.name, url)
