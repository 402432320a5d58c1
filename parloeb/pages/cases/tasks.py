"""The kinds of task that can wait for somebody: one line a kind, the most pressing first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.agreements import beyond
from parloeb.domain.agreements import queries as agreements
from parloeb.domain.agreements import rules as agreement_rules
from parloeb.domain.cases import access as case_access
from parloeb.domain.cases import queries as cases
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.followup import access as followup_access
from parloeb.domain.followup import queries as followup
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import modifying
from parloeb.domain.grants import queries as grants
from parloeb.domain.grants.procedure import access as procedure_access
from parloeb.domain.grants.procedure.queries import complaints, hearings, requests
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.board import finding
from parloeb.domain.matching.board import queries as board
from parloeb.domain.matching.firstcontact import access as first_contact_access
from parloeb.domain.matching.firstcontact import queries as first_contacts
from parloeb.domain.matching.handover import access as handover_access
from parloeb.domain.matching.handover import queries as handovers
from parloeb.domain.matching.queries import breaking, changing, continuing, hindering
from parloeb.domain.matching.queries import telling as matches
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.domain.referrals import access as referral_access
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.reports import access as report_access
from parloeb.domain.reports import queries as reports
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import silence
from parloeb.domain.visits import telling as visits
from parloeb.domain.visits.states import State as VisitState
from parloeb.pages.shared.entry import Entry

LEADER = frozenset({Role.TEAM_LEADER})
# A leader may be the caseworker of some cases, and does then what a caseworker does.
CASEWORKER = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
MENTOR = frozenset({Role.MENTOR})
CITIZEN = frozenset({Role.CITIZEN})
SIGNERS = frozenset({Role.CITIZEN, Role.MENTOR, Role.CASEWORKER})


@dataclass(frozen=True)
class Asked:
    """Whose desk it is; `whole_team`: a caseworker asks for colleagues' cases too."""

    entry: Entry
    whole_team: bool

    def in_hand(self, visible: QuerySet[Any], case: str = "case") -> QuerySet[Any]:
        """Of these the ones whose case is the caseworker's to work on; other roles have all that they see in hand."""
        if self.whole_team or self.entry.by.role not in CASEWORKER:
            return visible
        own = case_access.in_hand_of(self.entry.by, on=self.entry.on)
        return visible.filter(**{f"{case}__in": own})


@dataclass(frozen=True)
class Task:
    """A kind of task: its heading, who does it, and what waits."""

    title: str
    roles: frozenset[Role]
    fetch: Callable[[Asked], Iterable[Waiting]]


def _to_end(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return followup.to_end(asked.in_hand(followup_access.visible_to(entry.by, on=entry.on)))


def _talks(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return followup.due_talks(asked.in_hand(followup_access.visible_to(entry.by, on=entry.on)), on=entry.on)


def _ran_out(asked: Asked) -> Iterable[Waiting]:
    """A new grant that is drafted already waits as a draft for the caseworker; the leader is told all the same."""
    entry = asked.entry
    if entry.by.role is Role.TEAM_LEADER:
        team = grant_access.visible_to(entry.by, on=entry.on)
        return _without(team, on=entry.on, but=[GrantState.SUBMITTED])
    return _without(_grants(asked), on=entry.on, but=[GrantState.DRAFT, GrantState.SUBMITTED])


def _without(of: QuerySet[Any], *, on: date, but: list[GrantState]) -> Iterable[Waiting]:
    """The courses that go on with nothing granted: it ran out, or all of it was revoked."""
    return (*followup.ran_out(of, on=on, but=but), *followup.revoked(of, but=but))


def _ending_soon(asked: Asked) -> Iterable[Waiting]:
    return followup.ending_soon(_grants(asked), on=asked.entry.on)


def _grants(asked: Asked) -> QuerySet[Any]:
    entry = asked.entry
    return asked.in_hand(grant_access.visible_to(entry.by, on=entry.on))


def _to_move(asked: Asked) -> Iterable[Waiting]:
    return modifying.waiting_to_move(_grants(asked), on=asked.entry.on)


def _submitted(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return grants.waiting(grant_access.visible_to(entry.by, on=entry.on), GrantState.SUBMITTED)


def _hearings(asked: Asked) -> QuerySet[Any]:
    entry = asked.entry
    return asked.in_hand(procedure_access.hearings_visible_to(entry.by, on=entry.on), "grant__case")


def _to_answer(asked: Asked) -> Iterable[Waiting]:
    return hearings.to_answer(_hearings(asked))


def _heard(asked: Asked) -> Iterable[Waiting]:
    return hearings.to_follow_up(_hearings(asked), on=asked.entry.on)


def _complaints(asked: Asked) -> Iterable[Waiting]:
    for_leader = asked.entry.by.role is Role.TEAM_LEADER
    return complaints.waiting(to_reconsider(asked), by=asked.entry.by, for_leader=for_leader)


def to_reconsider(asked: Asked) -> QuerySet[Any]:
    """All of the team for the leader, and for a caseworker those of colleagues: who decided does not reconsider."""
    entry = asked.entry
    visible = procedure_access.complaints_visible_to(entry.by, on=entry.on)
    if entry.by.role is Role.TEAM_LEADER:
        return visible
    return asked.in_hand(visible, "grant__case") | complaints.for_colleagues(visible, by=entry.by, on=entry.on)


def _requests(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return requests.waiting(asked.in_hand(procedure_access.requests_visible_to(entry.by, on=entry.on)))


def _drafted(asked: Asked) -> Iterable[Waiting]:
    return grants.waiting(_grants(asked), GrantState.DRAFT)


def _undecided(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return grants.undecided(asked.in_hand(referral_access.visible_to(entry.by, on=entry.on)))


def _referrals(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return referrals.waiting(asked.in_hand(referral_access.visible_to(entry.by, on=entry.on)))


def _letters(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return letters.waiting(asked.in_hand(letter_access.visible_to(entry.by, on=entry.on)))


def _questions(asked: Asked) -> Iterable[Waiting]:
    return matches.questions(match_access.asked_of(asked.entry.by), on=asked.entry.on)


def _to_go_on(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return continuing.waiting(match_access.own_of(entry.by, on=entry.on), match_access.SIDES[entry.by.role])


def _changes(asked: Asked) -> Iterable[Waiting]:
    """Who finds the mentor answers; the leader is told of what got no answer in time."""
    entry = asked.entry
    visible = match_access.changes_visible_to(entry.by, on=entry.on)
    to_match = match_access.cases_to_match(entry.by, on=entry.on)
    own = changing.to_answer(visible.filter(match__case__in=to_match))
    if entry.by.role is not Role.TEAM_LEADER:
        return own
    known = {one.record for one in own}
    return (*own, *(one for one in changing.late(visible, on=entry.on) if one.record not in known))


def _without_mentor(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    found = finding.found(match_access.cases_to_match(entry.by, on=entry.on), on=entry.on)
    return board.without_mentor(found, on=entry.on)


def _too_long(asked: Asked) -> Iterable[Waiting]:
    """The leader is told of all of the team; who chooses the mentor has them on the own desk anyway."""
    entry = asked.entry
    return board.too_long(finding.found(case_access.visible_to(entry.by, on=entry.on), on=entry.on), on=entry.on)


def _handovers(asked: Asked) -> QuerySet[Any]:
    return handover_access.visible_to(asked.entry.by, on=asked.entry.on)


def _to_hand_over(asked: Asked) -> Iterable[Waiting]:
    """The mentor who left writes, and who chooses the mentor does where that mentor does not."""
    entry, own = asked.entry, _handovers(asked)
    if entry.by.role is Role.MENTOR:
        return handovers.to_write(own.filter(former__mentor__user=entry.by.user_id), on=entry.on)
    return handovers.to_write(own.filter(case__in=match_access.cases_to_match(entry.by, on=entry.on)), on=entry.on)


def _handed_over(asked: Asked) -> Iterable[Waiting]:
    return handovers.to_read(_handovers(asked), mentor=asked.entry.by.user_id, on=asked.entry.on)


def _to_add_to(asked: Asked) -> Iterable[Waiting]:
    return handovers.to_add_to(_handovers(asked), on=asked.entry.on)


def _not_handed_over(asked: Asked) -> Iterable[Waiting]:
    return handovers.late(_handovers(asked), on=asked.entry.on)


def _to_talk(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    found = finding.found(match_access.cases_to_match(entry.by, on=entry.on), on=entry.on)
    return board.to_talk(found)


def _chosen(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    to_match = match_access.cases_to_match(entry.by, on=entry.on)
    chosen = match_access.visible_to(entry.by, on=entry.on).filter(case__in=to_match)
    return matches.waiting_for_coordinator(chosen, on=entry.on)


def _hindered(asked: Asked) -> Iterable[Waiting]:
    """Whoever finds the mentor, of the questions to mentors whom that is not."""
    entry = asked.entry
    to_match = match_access.cases_to_match(entry.by, on=entry.on)
    visible = match_access.visible_to(entry.by, on=entry.on).filter(case__in=to_match)
    return hindering.waiting(visible.exclude(mentor__user=entry.by.user_id), on=entry.on)


def _broken(asked: Asked) -> Iterable[Waiting]:
    """Whoever finds the mentor, of the matches whose mentor that is not."""
    entry = asked.entry
    to_match = match_access.cases_to_match(entry.by, on=entry.on)
    visible = match_access.visible_to(entry.by, on=entry.on).filter(case__in=to_match)
    return breaking.waiting(visible.exclude(mentor__user=entry.by.user_id), on=entry.on)


def _first_meetings(asked: Asked) -> Iterable[Waiting]:
    """The mentor plans from the own yes on; whoever finds the mentor is told when it takes too long."""
    entry, is_mentor = asked.entry, asked.entry.by.role is Role.MENTOR
    if is_mentor:
        return first_contacts.to_plan(match_access.own_of(entry.by, on=entry.on), on=entry.on, at_once=True)
    to_match = match_access.cases_to_match(entry.by, on=entry.on)
    chosen = match_access.visible_to(entry.by, on=entry.on).filter(case__in=to_match)
    return first_contacts.to_plan(chosen, on=entry.on, at_once=False)


def _told_mentor(asked: Asked) -> Iterable[Waiting]:
    return first_contacts.to_open(first_contact_access.words_for(asked.entry.by, on=asked.entry.on))


def _doubts(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return visits.waiting(asked.in_hand(visit_access.visible_to(entry.by, on=entry.on)), VisitState.QUESTIONED)


def _to_confirm(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return visits.waiting(visit_access.visible_to(entry.by, on=entry.on), VisitState.REGISTERED)


def _agreements(asked: Asked) -> QuerySet[Any]:
    entry = asked.entry
    return asked.in_hand(agreement_access.own_of(entry.by, on=entry.on))


def _matches(asked: Asked) -> QuerySet[Any]:
    entry = asked.entry
    return asked.in_hand(match_access.visible_to(entry.by, on=entry.on))


def _to_sign(asked: Asked) -> Iterable[Waiting]:
    party = agreement_rules.party_of(asked.entry.by.role)
    return agreements.waiting(_agreements(asked), party) if party else ()


def _to_agree(asked: Asked) -> Iterable[Waiting]:
    return (*agreements.drafts(_agreements(asked)), *agreements.missing(_matches(asked)))


def _agreements_amiss(asked: Asked) -> Iterable[Waiting]:
    on = asked.entry.on
    lapsing, beyond_granted = followup.lapsing(_matches(asked), on=on), beyond.waiting(_agreements(asked), on=on)
    return (*lapsing, *beyond_granted, *followup.unsigned(_agreements(asked), on=on))


def _reports(asked: Asked) -> QuerySet[Any]:
    entry = asked.entry
    return asked.in_hand(report_access.visible_to(entry.by, on=entry.on), "match__case")


def _to_tell(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    begin = reports.waiting_to_begin(report_access.matches_to_tell(entry.by, on=entry.on), on=entry.on)
    return (*begin, *reports.waiting_to_send(_reports(asked), on=asked.entry.on))


def _to_read(asked: Asked) -> Iterable[Waiting]:
    return reports.waiting_to_be_read(_reports(asked), on=asked.entry.on)


def _own_words(asked: Asked) -> Iterable[Waiting]:
    return reports.waiting_for_own_words(_reports(asked), on=asked.entry.on)


def _silent(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return silence.waiting(asked.in_hand(case_access.visible_to(entry.by, on=entry.on), "pk"), on=entry.on)


def _without_caseworker(asked: Asked) -> Iterable[Waiting]:
    entry = asked.entry
    return cases.without_caseworker(case_access.visible_to(entry.by, on=entry.on), on=entry.on)


TASKS: tuple[Task, ...] = (
    Task("Spørgsmål til dig", MENTOR, _questions),
    Task("Vil du fortsætte?", MENTOR | CITIZEN, _to_go_on),
    Task("Forløb at afslutte", CASEWORKER, _to_end),
    Task("Bevillinger at afgøre", LEADER, _submitted),
    Task("Klager", CASEWORKER, _complaints),
    Task("Anmodninger at svare på", CASEWORKER, _requests),
    Task("Løbet ud uden en afgørelse", CASEWORKER, _ran_out),
    Task("Besøg, som borgeren er i tvivl om", MENTOR | {Role.CASEWORKER}, _doubts),
    Task("Besøg at bekræfte", CITIZEN, _to_confirm),
    Task("Oplysninger, du kan svare på", CITIZEN, _to_answer),
    Task("Partshøringer at følge op på", CASEWORKER, _heard),
    Task("Støtte, der skal flyttes med udskrivningen", CASEWORKER, _to_move),
    Task("Bevillinger at gøre færdige", CASEWORKER, _drafted),
    Task("Henvisninger at tage stilling til", CASEWORKER, _undecided),
    Task("Henvisninger at skrive færdig", CASEWORKER, _referrals),
    Task("Sager uden sagsbehandler", CASEWORKER, _without_caseworker),
    Task("Breve at sende", CASEWORKER, _letters),
    Task("Spørgsmål, som noget er i vejen for", CASE_STAFF, _hindered),
    Task("Match, hvor noget ikke længere holder", CASE_STAFF, _broken),
    Task("Mentorer at spørge eller høre", CASE_STAFF, _chosen),
    Task("Fra borgeren til dig", MENTOR, _told_mentor),
    Task("Første møder at aftale", MENTOR | CASE_STAFF, _first_meetings),
    Task("Ønsker om en anden mentor", CASE_STAFF, _changes),
    Task("Samtaler om, hvad der skal til", CASE_STAFF, _to_talk),
    Task("Borgere, der har ventet for længe på en mentor", LEADER, _too_long),
    Task("Borgere, der venter på en mentor", CASE_STAFF, _without_mentor),
    Task("Overdragelser at læse", MENTOR, _handed_over),
    Task("Overdragelser at skrive", MENTOR | CASE_STAFF, _to_hand_over),
    Task("Overdragelser, der holder et skift op", LEADER, _not_handed_over),
    Task("Til din næste mentor", CITIZEN, _to_add_to),
    Task("Mentoraftaler at skrive under", SIGNERS, _to_sign),
    Task("Mentoraftaler at lave", MENTOR | {Role.CASEWORKER}, _to_agree),
    Task("Mentoraftaler, der mangler noget", frozenset({Role.CASEWORKER}), _agreements_amiss),
    Task("Rapporter at skrive", MENTOR, _to_tell),
    Task("Rapporter at læse", CASEWORKER, _to_read),
    Task("Rapporter, du kan skrive til", CITIZEN, _own_words),
    Task("Samtaler", CASEWORKER, _talks),
    Task("Borgere uden kontakt", CASEWORKER, _silent),
    Task("Bevillinger, der slutter snart", CASEWORKER, _ending_soon),
)
