"""What waits on each role's desk, put together from the rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.agreements import queries as agreements
from parloeb.domain.agreements import rules as agreement_rules
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.followup import access as followup_access
from parloeb.domain.followup import queries as followup
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import queries as grants
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.queries import telling as matches
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access as referral_access
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.reports import access as report_access
from parloeb.domain.reports import queries as reports
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import queries as visits
from parloeb.domain.visits.states import State as VisitState
from parloeb.kernel import days
from parloeb.pages.cases import story
from parloeb.pages.shared.entry import Entry

NOTHING = "Der venter ikke noget på dig lige nu."
EMPTY: Mapping[Role, str] = MappingProxyType(
    {
        Role.CASEWORKER: "Der venter ikke noget på dig. Begynd en ny henvisning, når en borger har brug for en mentor.",
        Role.TEAM_LEADER: "Ingen bevillinger er forelagt dig.",
        Role.COORDINATOR: "Ingen venter på en mentor lige nu.",
        Role.MENTOR: "Ingen har spurgt dig, og der venter ikke noget på dig. Dine forløb står under Sager.",
        Role.ADMINISTRATOR: "Du passer indstillinger og brugere; du ser ingen sager.",
    }
)
# The citizen says whether a visit is right; a doubt waits for both who can clear it up.
VISIT_WAITS: Mapping[Role, VisitState] = MappingProxyType(
    {
        Role.CITIZEN: VisitState.REGISTERED,
        Role.MENTOR: VisitState.QUESTIONED,
        Role.CASEWORKER: VisitState.QUESTIONED,
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
        waits += followup.waiting(followup_access.visible_to(by, on=on), on=on)
    waits += _matching(entry)
    if by.role in VISIT_WAITS:
        waits += visits.waiting(visit_access.visible_to(by, on=on), VISIT_WAITS[by.role])
    waits += _agreements(entry)
    waits += _reports(entry)
    return sorted(waits, key=lambda one: one.since)


def _matching(entry: Entry) -> list[Waiting]:
    by, on = entry.by, entry.on
    if by.role is Role.MENTOR:
        return list(matches.questions(match_access.asked_of(by)))
    to_match = match_access.cases_to_match(by, on=on)
    chosen = match_access.visible_to(by, on=on).filter(case__in=to_match)
    return [*matches.waiting_for_mentor(to_match, on=on), *matches.waiting_for_coordinator(chosen, on=on)]


def _agreements(entry: Entry) -> list[Waiting]:
    """What lacks the actor's signature; for caseworker and mentor also what is to be begun or finished."""
    by, on = entry.by, entry.on
    party = agreement_rules.party_of(by.role)
    if party is None:
        return []
    own = agreement_access.own_of(by, on=on)
    waits = [*agreements.waiting(own, party)]
    if by.role in agreement_access.WRITERS:
        waits += [*agreements.drafts(own), *agreements.missing(match_access.visible_to(by, on=on))]
    return waits


def _reports(entry: Entry) -> tuple[Waiting, ...]:
    by, on = entry.by, entry.on
    visible = report_access.visible_to(by, on=on)
    match by.role:
        case Role.MENTOR:
            begin = reports.waiting_to_begin(report_access.matches_to_tell(by, on=on), on=on)
            return (*begin, *reports.waiting_to_send(visible))
        case Role.CASEWORKER | Role.TEAM_LEADER:
            return reports.waiting_to_be_read(visible)
        case Role.CITIZEN:
            return reports.waiting_for_own_words(visible)
        case _:
            return ()


def row(one: Waiting) -> Row:
    """A row with its day written and its link."""
    url, _ = story.place_of(one.record)
    return Row(days.text(one.since), one.what, one.number, one.name, url)
