"""What is read of agreements: the content and bounds for the rules, and frozen rows of finished strings for pages."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from parloeb.domain.agreements import rules, wording
from parloeb.domain.agreements.lists import HoursKind, Party, Way
from parloeb.domain.agreements.models import Agreement, Signature
from parloeb.domain.agreements.states import CONCLUDED, OPEN, State
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.corps.models import Mentor
from parloeb.domain.grants import curve
from parloeb.domain.grants import queries as grants
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import choosing
from parloeb.domain.matching.states import BINDING
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals.lists import MeetingPlace, Purpose
from parloeb.kernel import local
from parloeb.kernel.periods import Period

# So long may an agreement wait for the next signature before it is late.
SIGNED_WITHIN = timedelta(weeks=2)
OWN = (
    "goal_own_words",
    "goal",
    "first_day",
    "last_day",
    "minutes_per_week",
    "hours_kind",
    "rhythm",
    "place",
    "reporting",
    "phase_out",
)
OF_A_GOAL = tuple(field.name for field in dataclasses.fields(rules.SubGoal))


@dataclass(frozen=True)
class Agreed:
    """Days on which an agreement is in force, with the minutes a week agreed on."""

    period: Period
    minutes_per_week: int


@dataclass(frozen=True)
class SignatureRow:
    """One party's line under the agreement; `when` is empty while the signature is missing."""

    party: str
    who: str = ""
    way: str = ""
    when: str = ""
    reason: str = ""
    is_next: bool = False


@dataclass(frozen=True)
class VoidedRow:
    """A signature that a change voided."""

    who: str
    when: str
    voided: str


@dataclass(frozen=True)
class AgreementRow:
    """One agreement in the list of a case."""

    uuid: UUID
    title: str
    state: State
    in_force: str


@dataclass(frozen=True)
class AgreementSheet:
    """One agreement to read: what it says, who signed, who is next, what it lacks, what it changes."""

    row: AgreementRow
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    mentor_name: str
    version: int
    facts: tuple[tuple[str, str], ...]
    goals: tuple[wording.GoalText, ...]
    signatures: tuple[SignatureRow, ...]
    voided: tuple[VoidedRow, ...]
    next_party: Party | None
    lacks: tuple[rules.Lack, ...]
    former: AgreementRow | None
    changes: tuple[wording.Change, ...]
    plan: tuple[tuple[str, str], ...]


def content_of(agreement: Agreement) -> rules.Content:
    """What the agreement says now, from all its rows."""
    goals = sorted((goal for goal in agreement.goals.all() if not goal.is_standing), key=lambda goal: goal.position)
    return rules.Content(
        **{name: getattr(agreement, name) for name in OWN},
        hours=_hours_of(agreement),
        tasks=tuple(agreement.tasks),
        goals=tuple(rules.SubGoal(**{name: getattr(goal, name) for name in OF_A_GOAL}) for goal in goals),
    )


def bounds_of(match: Match) -> rules.Bounds:
    """What an agreement of this match must stay within."""
    return rules.Bounds(
        granted=tuple(rules.Granted(period, minutes) for period, minutes in grants.stretches(match.case)),
        matched=Period(match.first_day, match.last_day) if match.first_day else None,
    )


def held_now(signed: Agreement) -> rules.Content:
    """What a signed agreement says, of its days those that are granted now."""
    return rules.held(content_of(signed), bounds_of(signed.match))


def beginning(match: Match, *, on: date) -> rules.Content:
    """What a new draft begins with: the text signed last, else what grant and referral say; days as granted now."""
    bounds = bounds_of(match)
    days_and_minutes = rules.prefilled(bounds, on=on)
    last = last_signed(match.case)
    if last:
        return rules.renewed(content_of(last), days_and_minutes)
    grant = choosing.living_grant(match.case, on=on)
    if grant is None:
        return days_and_minutes
    place = referrals.content_of(grant.referral).meeting_place
    return dataclasses.replace(
        days_and_minutes,
        goal=f"At opnå eller fastholde {Purpose(grant.purpose).label.lower()}" if grant.purpose else "",
        place=MeetingPlace(place).label if place and place != MeetingPlace.ANY else "",
    )


def standing_key(case: Case) -> UUID | None:
    """The key of the standing goal of the agreement signed last; None before the first."""
    signed = last_signed(case)
    return next((goal.key for goal in signed.goals.all() if goal.is_standing), None) if signed else None


def force_of(agreement: Agreement) -> Period:
    """The days on which a signed agreement is in force."""
    if agreement.in_force_from is None:
        raise ValueError("an agreement that was never in force has no such days")
    return Period(agreement.in_force_from, agreement.in_force_to)


def in_force(**of: Any) -> QuerySet[Agreement]:
    """The agreements that were or are in force, oldest first. `of`: the case, and the mentor of the match."""
    return Agreement.objects.filter(in_force_from__isnull=False, **of).order_by("in_force_from")


def agreed_periods(
    case: Case, *, mentor: Mentor | None = None, among: QuerySet[Agreement] | None = None
) -> tuple[Agreed, ...]:
    """The days of a case on which an agreement was or is in force, oldest first; of one mentor where one is given, and
    of those among some where these are.

    No day before the last signature counts, and none after a newer agreement took over. Where the hours are not the
    same in each week an agreement has a row for each stretch.
    """
    found = in_force(case=case, match__mentor=mentor) if mentor else in_force(case=case)
    kept = found if among is None else found.filter(pk__in=among.order_by().values("pk"))
    agreed: list[Agreed] = []
    for first, last, even, step_from, step_to, step in kept.order_by("in_force_from", "hours__first_day").values_list(
        "in_force_from", "in_force_to", "minutes_per_week", "hours__first_day", "hours__last_day", "hours__minutes"
    ):
        holds, minutes = Period(first, last) if first else None, step if step_from else even
        period = holds.intersection(Period(step_from, step_to)) if holds and step_from else holds
        agreed += [Agreed(period, minutes)] if period and minutes else []
    return tuple(agreed)


def _hours_of(agreement: Agreement) -> tuple[curve.Stretch, ...]:
    """The stretches of an agreement whose hours are not even."""
    if agreement.hours_kind == HoursKind.EVEN:
        return ()
    return tuple((Period(one.first_day, one.last_day), one.minutes) for one in agreement.hours.all())


def signed_parties(agreement: Agreement) -> tuple[Party, ...]:
    """Who has signed the text as it stands."""
    return tuple(Party(one.party) for one in agreement.signatures.all() if one.voided_at is None)


def open_one(match: Match) -> Agreement | None:
    """The agreement of a match that is being written or signed."""
    return _whole(Agreement.objects.filter(match=match, state__in=OPEN)).first()


def last_signed(case: Case) -> Agreement | None:
    """The agreement of a case that was signed last."""
    return _whole(Agreement.objects.filter(case=case, state__in=CONCLUDED)).order_by("-signed_at", "-pk").first()


def in_the_way_of(period: Period, case: Case) -> QuerySet[Agreement]:
    """The signed agreements of a case that are in force on some day of the period."""
    return Agreement.objects.filter(
        case=case, state=State.SIGNED, in_force_from__lte=period.last_day, in_force_to__gte=period.first_day
    ).order_by("pk")


def rows(of_case: QuerySet[Agreement]) -> tuple[AgreementRow, ...]:
    """The agreements of one case, newest first."""
    return tuple(_row(one) for one in of_case.exclude(state=State.DROPPED).order_by("-pk"))


def sheet(
    visible: QuerySet[Agreement], uuid: UUID, *, labels: Mapping[str, str] = wording.LABELS
) -> AgreementSheet | None:
    """One visible agreement; None where it is missing or not among the visible. `labels` name the lines."""
    agreement = _whole(visible.filter(uuid=uuid)).first()
    if agreement is None:
        return None
    content, bounds = content_of(agreement), bounds_of(agreement.match) if agreement.state == State.DRAFT else None
    content = rules.settled(content, bounds) if bounds else content
    held = held_now(agreement) if agreement.state == State.SIGNED else content
    signed = signed_parties(agreement)
    former = _former(visible, agreement)
    user = agreement.match.mentor.user
    return AgreementSheet(
        row=_row(agreement),
        case_uuid=agreement.case.uuid,
        case_number=agreement.case.number,
        citizen=agreement.case.citizen.uuid,
        citizen_name=str(agreement.case.citizen),
        mentor_name=str(agreement.match.mentor),
        version=agreement.version,
        facts=wording.facts(content, labels=labels),
        goals=tuple(wording.goal_text(goal) for goal in content.goals),
        signatures=_signatures(agreement),
        voided=tuple(_voided(agreement, one) for one in agreement.signatures.all() if one.voided_at),
        next_party=rules.next_party(signed) if agreement.state == State.SIGNING else None,
        lacks=rules.lacks(content, bounds) if bounds else (),
        former=_row(former) if former else None,
        changes=wording.changes(content_of(former), content, labels=labels) if former else (),
        plan=wording.plan(held, wording.Mentor(str(agreement.match.mentor), user.email if user else "")),
    )


def waiting(visible: QuerySet[Agreement], party: Party) -> tuple[Waiting, ...]:
    """The agreements that wait for this party's signature. One for a citizen who cannot log in is the caseworker's."""
    found: list[Waiting] = []
    for agreement in _whole(visible.filter(state=State.SIGNING, match__state__in=BINDING)):
        turn = rules.next_party(signed_parties(agreement))
        if turn is party:
            found.append(_waiting(agreement, "Skriv under på mentoraftalen"))
        elif turn is Party.CITIZEN and party is Party.CASEWORKER and agreement.case.citizen.user_id is None:
            found.append(_waiting(agreement, "Borgerens underskrift på mentoraftalen mangler"))
    return tuple(found)


def drafts(visible: QuerySet[Agreement]) -> tuple[Waiting, ...]:
    """The drafts to finish."""
    found = visible.filter(state=State.DRAFT, match__state__in=BINDING)
    return tuple(_waiting(agreement, "Kladde til mentoraftale") for agreement in _whole(found))


def missing(matches: QuerySet[Match]) -> tuple[Waiting, ...]:
    """The matches in which both want to go on, and that have no agreement yet."""
    return tuple(
        Waiting(
            since=local.local_day(match.confirmed_at),
            what="Lav mentoraftalen",
            number=match.case.number,
            name=str(match.case.citizen),
            citizen=match.case.citizen.uuid,
            record=("new_agreement", match.case.uuid),
            due=local.local_day(match.confirmed_at) + SIGNED_WITHIN,
        )
        for match in _without(matches).select_related("case__citizen").order_by("pk")
        if match.confirmed_at
    )


def unsigned(case: Case, *, on: date) -> str:
    """What an agreement lacks for hours of helping to count today, as a sentence; empty where one is in force.

    Nothing lacks before both want to go on, and nothing after the match.
    """
    in_force = Agreement.objects.filter(case=case, in_force_from__lte=on, in_force_to__gte=on)
    going_on = Match.objects.filter(case=case, state__in=[MatchState.CONFIRMED, MatchState.RUNNING])
    match = going_on.filter(~Exists(in_force)).first()
    if match is None:
        return ""
    agreement = open_one(match)
    if agreement is None:
        return "Der gælder ingen mentoraftale i dag."
    if agreement.state == State.DRAFT:
        return "Mentoraftalen er ikke lagt til underskrift."
    turn = rules.next_party(signed_parties(agreement))
    return f"{turn.label} har ikke skrevet under på mentoraftalen." if turn else ""


def _without(matches: QuerySet[Match]) -> QuerySet[Match]:
    """Those in which both want to go on, without an agreement begun or signed."""
    begun = Agreement.objects.filter(match=OuterRef("pk"), state__in=[*OPEN, *CONCLUDED])
    return matches.filter(~Exists(begun), state=MatchState.CONFIRMED)


def _whole(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    signatures = Prefetch("signatures", Signature.objects.select_related("signed_by"))
    found = agreements.select_related("case__citizen", "match__mentor__user", "match__case")
    return found.prefetch_related("goals", "hours", signatures).order_by("pk")


def _former(visible: QuerySet[Agreement], agreement: Agreement) -> Agreement | None:
    """The agreement signed last before this one was drafted."""
    earlier = visible.filter(case=agreement.case_id, state__in=CONCLUDED, pk__lt=agreement.pk)
    return _whole(earlier).order_by("-pk").first()


def _row(agreement: Agreement) -> AgreementRow:
    return AgreementRow(agreement.uuid, wording.title(agreement.edition), State(agreement.state), _in_force(agreement))


def _in_force(agreement: Agreement) -> str:
    if agreement.in_force_from is None:
        return ""
    return str(Period(agreement.in_force_from, agreement.in_force_to))


def _signatures(agreement: Agreement) -> tuple[SignatureRow, ...]:
    standing = {Party(one.party): one for one in agreement.signatures.all() if one.voided_at is None}
    turn = rules.next_party(tuple(standing)) if agreement.state == State.SIGNING else None
    return tuple(
        SignatureRow(
            party=party.label,
            who=_signer(agreement, one),
            way=Way(one.way).label if one.way != Way.SELF else "",
            when=local.text(one.signed_at),
            reason=one.reason,
        )
        if (one := standing.get(party))
        else SignatureRow(party=party.label, is_next=party is turn)
        for party in Party
    )


def _voided(agreement: Agreement, one: Signature) -> VoidedRow:
    voided = local.text(one.voided_at) if one.voided_at else ""
    return VoidedRow(f"{Party(one.party).label}: {_signer(agreement, one)}", local.text(one.signed_at), voided)


def _signer(agreement: Agreement, one: Signature) -> str:
    """Who signed; a protected citizen's name is masked here as everywhere."""
    if one.party == Party.CITIZEN and one.way == Way.SELF:
        return str(agreement.case.citizen)
    return one.signed_by.name


def _waiting(agreement: Agreement, what: str) -> Waiting:
    last = max((one.signed_at for one in agreement.signatures.all() if one.voided_at is None), default=None)
    moment = last or (agreement.presented_at if agreement.state == State.SIGNING else None) or agreement.drafted_at
    since = local.local_day(moment)
    return Waiting(
        since=since,
        what=what,
        number=agreement.case.number,
        name=str(agreement.case.citizen),
        citizen=agreement.case.citizen.uuid,
        record=("agreement", agreement.uuid),
        due=since + SIGNED_WITHIN,
    )
