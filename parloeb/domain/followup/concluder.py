"""The one concluder: where a course stands and whether it may end, from the facts of all rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from parloeb.domain.cases.rules import Stage
from parloeb.domain.followup.lists import Decision
from parloeb.domain.matching.states import State as Match
from parloeb.domain.referrals.states import State as Referral
from parloeb.kernel import verdicts


@dataclass(frozen=True)
class Facts:
    """What is known of one course.

    `referral` is the latest, `match` the one that binds or waits for an answer, `decision` what the latest talk since
    that match was confirmed decided, the decision to end left out: it is the closing that ends.
    """

    is_historic: bool = False
    is_closed: bool = False
    referral: Referral | None = None
    is_granted: bool = False
    match: Match | None = None
    decision: Decision | None = None


_WITHOUT_GRANT: Mapping[Referral | None, Stage] = MappingProxyType(
    {
        None: Stage.DRAFT,
        Referral.DRAFT: Stage.DRAFT,
        Referral.SENT: Stage.REFERRED,
        Referral.ACCEPTED: Stage.REFERRED,
        Referral.REFUSED: Stage.ENDED,
        Referral.WITHDRAWN: Stage.ENDED,
    }
)
_GRANTED: Mapping[Match | None, Stage] = MappingProxyType(
    {
        None: Stage.GRANTED,
        Match.PROPOSED: Stage.GRANTED,
        Match.ASKED: Stage.MATCHING,
        Match.ACCEPTED: Stage.TRIAL,
        Match.MET: Stage.TRIAL,
        Match.CONFIRMED: Stage.TRIAL,
        Match.RUNNING: Stage.RUNNING,
    }
)


def stage_of(facts: Facts) -> Stage:
    """Where the course stands. A historic one knows only its end; KeyError for a match that is over."""
    if facts.is_closed:
        return Stage.ENDED
    if facts.is_historic:
        return Stage.RUNNING
    if not facts.is_granted:
        return _WITHOUT_GRANT[facts.referral]
    stage = _GRANTED[facts.match]
    if stage is Stage.RUNNING and facts.decision is Decision.PHASE_OUT:
        return Stage.PHASING_OUT
    return stage


@dataclass(frozen=True)
class Loose:
    """What is still open in a course: each a Danish text (a day, a month) with the record's public id.

    `unconfirmed_minutes` are those of visits held that the citizen has not confirmed.
    """

    questioned_visits: tuple[tuple[str, UUID], ...] = ()
    unread_reports: tuple[tuple[str, UUID], ...] = ()
    drafted_reports: tuple[tuple[str, UUID], ...] = ()
    open_grants: tuple[UUID, ...] = ()
    open_agreements: tuple[UUID, ...] = ()
    unconfirmed_minutes: int = 0


@dataclass(frozen=True)
class Lack:
    """One thing that is missing before the end: a sentence, the record it is mended in (kind and public id), and
    whether a written reason does instead, where somebody else would have to mend it.
    """

    sentence: str
    record: tuple[str, UUID]
    gives_way: bool


@dataclass(frozen=True)
class Ending:
    """Whether a course may end: the verdict, what is missing, and the minutes that the closing asks about."""

    verdict: verdicts.Verdict
    lacks: tuple[Lack, ...] = ()
    unconfirmed_minutes: int = 0


_NOT_BEGUN = (Stage.DRAFT, Stage.REFERRED)


def ending_of(facts: Facts, loose: Loose) -> Ending:
    """Whether the course may end by a closing, and with what it would end loose."""
    stage = stage_of(facts)
    if facts.is_historic:
        return Ending(verdicts.no("Forløbet er hentet fra gamle registreringer og kan ikke afsluttes her."))
    if stage is Stage.ENDED:
        return Ending(verdicts.no("Forløbet er allerede afsluttet."))
    if stage in _NOT_BEGUN:
        return Ending(verdicts.no("Der er ikke bevilget mentorstøtte. Træk henvisningen tilbage, eller giv afslag."))
    return Ending(verdicts.YES, _lacks(loose), loose.unconfirmed_minutes)


def _lacks(loose: Loose) -> tuple[Lack, ...]:
    return (
        *(
            Lack(f"Borgeren er i tvivl om besøget {when}.", ("visit", uuid), gives_way=True)
            for when, uuid in loose.questioned_visits
        ),
        *(
            Lack(f"Rapporten for {month} er sendt, men ikke læst.", ("report", uuid), gives_way=True)
            for month, uuid in loose.unread_reports
        ),
        *(
            Lack(f"Mentoren er ikke færdig med rapporten for {month}.", ("report", uuid), gives_way=True)
            for month, uuid in loose.drafted_reports
        ),
        *(
            Lack("Et udkast til en bevilling er ikke afgjort.", ("grant", uuid), gives_way=False)
            for uuid in loose.open_grants
        ),
        *(
            Lack("Et udkast til en mentoraftale er ikke underskrevet.", ("agreement", uuid), gives_way=True)
            for uuid in loose.open_agreements
        ),
    )
