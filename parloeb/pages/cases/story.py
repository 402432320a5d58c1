"""The whole story of a case, put together from what every room tells of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.agreements import telling as agreements
from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.notes import access as note_access
from parloeb.domain.cases.notes import queries as notes
from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.cases.rules import FieldClass, Stage
from parloeb.domain.correspondence import access as letter_access
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.followup import access as followup_access
from parloeb.domain.followup import queries as followup
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import queries as grants
from parloeb.domain.grants.procedure import access as procedure_access
from parloeb.domain.grants.procedure.queries import complaints, hearings, requests
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.firstcontact import access as first_contact_access
from parloeb.domain.matching.firstcontact import queries as first_contacts
from parloeb.domain.matching.handover import access as handover_access
from parloeb.domain.matching.handover import queries as handovers
from parloeb.domain.matching.needs import access as need_access
from parloeb.domain.matching.needs import queries as needs
from parloeb.domain.matching.queries import changing, declining
from parloeb.domain.matching.queries import telling as matches
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.matching.wishes import access as wish_access
from parloeb.domain.matching.wishes import queries as wishes
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access as referral_access
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.reports import access as report_access
from parloeb.domain.reports import queries as reports
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import telling as visits
from parloeb.domain.visits.states import State as VisitState
from parloeb.kernel import local
from parloeb.pages.shared import pieces

# Where the record of an entry is read: kind -> (address, its argument, what the link says).
RECORDS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "case": ("cases:detail", "case", "Gå til sagen"),
        "referral": ("referrals:detail", "referral", "Læs henvisningen"),
        "grant": ("grants:detail", "grant", "Læs bevillingen"),
        "hearing": ("procedure:hearing", "hearing", "Læs partshøringen"),
        "complaint": ("procedure:complaint", "complaint", "Læs klagen"),
        "note": ("cases:note", "note", "Læs notatet"),
        "request": ("procedure:request", "asked", "Læs anmodningen"),
        "matching": ("matching:candidates", "case", "Find en mentor"),
        "handover": ("matching:handover", "handover", "Læs overdragelsen"),
        "declines_talk": ("matching:declines_talk", "case", "Tal om, hvad der skal til"),
        "match": ("matching:detail", "match", "Læs om matchet"),
        "change": ("matching:change", "change", "Læs ønsket"),
        "together": ("matching:together", "own_match", "Svar"),
        "first_meeting": ("matching:first_meeting", "own_match", "Læs om mødet"),
        "question": ("matching:question", "question", "Svar"),
        "visit": ("visits:detail", "visit", "Læs besøget"),
        "agreement": ("agreements:detail", "agreement", "Læs mentoraftalen"),
        "new_agreement": ("agreements:new", "case", "Lav mentoraftalen"),
        "report": ("reports:detail", "report", "Læs rapporten"),
        "report_months": ("reports:months", "own_match", "Skriv rapporten"),
        "wishes": ("matching:wishes", "case", "Læs ønskerne"),
        "needs": ("matching:needs", "case", "Læs kravene"),
        "talks": ("followup:talks", "case", "Læs opfølgningen"),
        "closing": ("followup:close", "case", "Afslut forløbet"),
        "letter": ("letters:detail", "letter", "Læs brevet"),
    }
)

REFERRALS = case_access.InCase(referral_access.visible_in, referrals.to_tell)
GRANTS = case_access.InCase(grant_access.visible_in, grants.to_tell)
HEARINGS = case_access.InCase(procedure_access.hearings_visible_in, hearings.to_tell)
COMPLAINTS = case_access.InCase(procedure_access.complaints_visible_in, complaints.to_tell)
REQUESTS = case_access.InCase(procedure_access.requests_visible_in, requests.to_tell)
NOTES = case_access.InCase(note_access.visible_in, notes.to_tell)
NEEDS = case_access.InCase(need_access.visible_in, needs.to_tell)
WISHES = case_access.InCase(wish_access.visible_in, wishes.to_tell)
HANDOVERS = case_access.InCase(handover_access.visible_in, handovers.to_tell)
DECLINES = case_access.InCase(match_access.talks_visible_in, declining.to_tell)
CHANGES = case_access.InCase(match_access.changes_visible_in, changing.to_tell)
MATCHES = case_access.InCase(match_access.visible_in, matches.to_tell)
FIRST_MEETINGS = case_access.InCase(first_contact_access.visible_in, first_contacts.to_tell)
VISITS = case_access.InCase(visit_access.visible_in, visits.to_tell)
AGREEMENTS = case_access.InCase(agreement_access.visible_in, agreements.to_tell)
REPORTS = case_access.InCase(report_access.visible_in, reports.to_tell)
TALKS = case_access.InCase(followup_access.visible_in, followup.talks_to_tell)
ENDS = case_access.InCase(followup_access.closings_visible_in, followup.end_to_tell)
LETTERS = case_access.InCase(letter_access.visible_in, letters.to_tell)

# The steps of a course, and the stages in which each is where we are.
STEPS: tuple[tuple[str, frozenset[Stage]], ...] = (
    ("Henvisning", frozenset({Stage.DRAFT})),
    ("Bevilling", frozenset({Stage.REFERRED, Stage.REOPENED})),
    ("Match", frozenset({Stage.GRANTED, Stage.MATCHING, Stage.TRIAL})),
    ("Støtte", frozenset({Stage.RUNNING, Stage.PAUSED})),
    ("Udfasning", frozenset({Stage.PHASING_OUT, Stage.AFTERCARE})),
    ("Afslutning", frozenset({Stage.ENDED})),
)
NOT_AFTER_A_REFUSAL = frozenset({"Match", "Støtte", "Udfasning"})


@dataclass(frozen=True)
class Told:
    """What the rooms told of one case that its actor may read, so that the page asks each of them once."""

    referrals: tuple[referrals.Told, ...]
    grants: tuple[grants.Told, ...]
    hearings: tuple[StoryEntry, ...]
    complaints: tuple[StoryEntry, ...]
    requests: tuple[StoryEntry, ...]
    notes: tuple[StoryEntry, ...]
    wishes: tuple[StoryEntry, ...]
    declines: tuple[StoryEntry, ...]
    changes: tuple[StoryEntry, ...]
    needs: tuple[StoryEntry, ...]
    handovers: tuple[StoryEntry, ...]
    first_meetings: tuple[StoryEntry, ...]
    matches: tuple[matches.Told, ...]
    visits: tuple[StoryEntry, ...]
    agreements: tuple[agreements.Told, ...]
    later: tuple[StoryEntry, ...]
    has_doubt: bool
    unsent: tuple[Waiting, ...]


def told(reached: case_access.Reached) -> Told:
    """Ask every room what it tells of the case to the actor."""
    by = reached.by
    ends = ENDS.rows(reached) if reached.case.ended_on else []
    visit_rows, letter_rows = VISITS.rows(reached), LETTERS.rows(reached)
    told_matches = matches.told(MATCHES.rows(reached), whole=match_access.sees_choice(by), reader=by.user_id)
    # The mentor who takes over sees nothing of the match before.
    may_hold = by.role is Role.MENTOR or any(one.match.state is MatchState.ENDED for one in told_matches)
    return Told(
        referrals=referrals.told(REFERRALS.rows(reached)),
        grants=grants.told(GRANTS.rows(reached), with_notes=case_access.may_read(by, FieldClass.NOTES)),
        hearings=hearings.story(HEARINGS.rows(reached)),
        complaints=complaints.story(COMPLAINTS.rows(reached)),
        requests=requests.story(REQUESTS.rows(reached)),
        notes=notes.story(NOTES.rows(reached)) if by.role in note_access.WRITERS else (),
        wishes=wishes.story(WISHES.rows(reached)),
        handovers=handovers.story(
            HANDOVERS.rows(reached) if may_hold else (), with_reason=match_access.sees_choice(by)
        ),
        first_meetings=first_contacts.story(FIRST_MEETINGS.rows(reached) if told_matches else ()),
        declines=declining.story(DECLINES.rows(reached)) if match_access.sees_choice(by) else (),
        needs=needs.story(NEEDS.rows(reached)),
        changes=changing.story(CHANGES.rows(reached), whole=match_access.sees_choice(by)),
        matches=told_matches,
        visits=visits.story(visit_rows, reads_health=case_access.may_read(by, FieldClass.HEALTH)),
        agreements=agreements.told(AGREEMENTS.rows(reached)),
        later=(
            *reports.story(REPORTS.rows(reached)),
            *followup.story(TALKS.rows(reached), ends),
            *letters.story(letter_rows),
        ),
        has_doubt=any(row.state == VisitState.QUESTIONED for row in visit_rows),
        unsent=letters.unsent(letter_rows),
    )


def lines(whole: Told) -> list[pieces.StoryLine]:
    """Everything that happened, newest first."""
    return [_line(one) for one in newest_first(whole)]


def newest_first(whole: Told) -> list[StoryEntry]:
    """Everything that happened, as the rooms told it; of two at one moment the later step of the course first."""
    entries = [
        *_entries(whole.referrals),
        *whole.hearings,
        *_entries(whole.grants),
        *whole.complaints,
        *whole.requests,
        *whole.notes,
        *whole.wishes,
        *whole.declines,
        *whole.changes,
        *whole.needs,
        *whole.handovers,
        *_entries(whole.matches),
        *whole.first_meetings,
        *whole.visits,
        *_entries(whole.agreements),
        *whole.later,
    ]
    entries.reverse()
    return sorted(entries, key=lambda one: one.at, reverse=True)


def steps(stage: Stage, decided: Sequence[grants.Told]) -> list[pieces.Step]:
    """The steps, with those behind, the one where we are, and those ahead; after a refusal no support came."""
    here = next(number for number, (_, stages) in enumerate(STEPS) if stage in stages)
    is_refused = stage is Stage.ENDED and bool(decided) and all(one.state is not GrantState.GRANTED for one in decided)
    done = ["off" if is_refused and label in NOT_AFTER_A_REFUSAL else "done" for label, _ in STEPS]
    return [
        pieces.Step(label, done[number] if number < here else "now" if number == here else "next")
        for number, (label, _) in enumerate(STEPS)
    ]


def place_of(record: tuple[str, UUID]) -> tuple[str, str]:
    """Where a record is read, and what a link to it says."""
    kind, uuid = record
    address, argument, label = RECORDS[kind]
    return reverse(address, kwargs={argument: uuid}), label


def _entries(rows: Iterable[referrals.Told | grants.Told | matches.Told | agreements.Told]) -> list[StoryEntry]:
    return [entry for row in rows for entry in row.entries]


def _line(one: StoryEntry) -> pieces.StoryLine:
    if one.record is None:
        return pieces.StoryLine(local.text(one.at), one.title, one.who, one.text)
    url, label = place_of(one.record)
    return pieces.StoryLine(local.text(one.at), one.title, one.who, one.text, url, label)
