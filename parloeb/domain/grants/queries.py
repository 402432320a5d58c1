"""What is read of grants: the facts for the rules, and frozen rows of finished strings for pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import aftercare, asking, chain, curve, deadlines, force, judging, plan, settling, telling
from parloeb.domain.grants.models import Grant, GrantHours, Hearing
from parloeb.domain.grants.rules import checking, procedure
from parloeb.domain.grants.rules.facts import Basis, Decider, Facts, MentorKind
from parloeb.domain.grants.rules.findings import Finding, Outcome, Ruling
from parloeb.domain.grants.states import DECIDED, OPEN, HearingState, State
from parloeb.domain.law import table
from parloeb.domain.law.settings import Settings
from parloeb.domain.people.rules import ROLE_TITLES, Role
from parloeb.domain.referrals.lists import LegalBasis, Purpose, TargetGroup
from parloeb.domain.referrals.models import Referral
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import days, local, numbers
from parloeb.kernel.periods import Period

HEARING_RULE = "FVL-19"
_DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)


@dataclass(frozen=True)
class GrantRow:
    """One grant in the story of a case."""

    uuid: UUID
    state: str
    is_open: bool
    period: str
    hours: str
    decided: str
    letter: UUID | None


@dataclass(frozen=True)
class GrantSheet:
    """One grant to read or decide: its row, what it says, and what the rules say about it."""

    row: GrantRow
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    state: State
    facts: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    ruling: Ruling


@dataclass(frozen=True)
class Told:
    """One grant for the page of its case: where it stands, its part of the plan, and its decision."""

    uuid: UUID
    state: State
    part: plan.Part | None
    entries: tuple[StoryEntry, ...]


def granted(**of: Any) -> QuerySet[Grant]:
    """The grants that are in force on some day, in order of days. `of`: the case."""
    return Grant.objects.filter(in_force_from__isnull=False, **of).order_by("in_force_from")


def undecided_state(case: Case) -> State | None:
    """Where the grant that is being made stands; None where none is."""
    state = Grant.objects.filter(case=case, state__in=OPEN).values_list("state", flat=True).first()
    return State(state) if state else None


def other_minutes(grant: Grant, *, on: date) -> int:
    """The minutes that the other grants of the case come to; of one whose days a draft takes over, what it leaves."""
    return curve.total_minutes(chain.left_beside(grant, on=on))


def stretches(case: Case) -> tuple[curve.Stretch, ...]:
    """Everything granted in a case: stretches of days with the minutes a week granted on them, in order of days."""
    found = granted(case=case).prefetch_related("hours")
    return tuple(stretch for grant in found for stretch in chain.hours_in_force(grant))


def minutes_per_week(grant: Grant) -> int | None:
    """The minutes a week that the grant begins with."""
    return (
        GrantHours.objects.filter(grant=grant).order_by("first_day").values_list("minutes_per_week", flat=True).first()
    )


def asked_of(grant: Grant) -> Grant | Referral:
    """Where purpose, legal basis and target group stand: on the referral, and when decided on the grant's copy."""
    return grant.referral if grant.state in OPEN else grant


def copied(referral: Referral) -> dict[str, Any]:
    """What a grant copies of the referral."""
    return {name: getattr(referral, name) for name in ("purpose", "legal_basis", "target_group", "discharge_on")}


def heard(grant: Grant, *, on: date) -> dict[str, Any]:
    """Whether a grant rests on facts that the citizen was or is to be heard on, and the day the citizen had been."""
    kept = Hearing.objects.filter(grant=grant).exclude(state=HearingState.WITHDRAWN)
    asked = [
        deadlines.Asked(HearingState(state), last_day, letter == LetterState.SENT, answered_on)
        for state, last_day, letter, answered_on in kept.values_list(
            "state", "answer_by", "letter__state", "answered_on"
        )
    ]
    return {
        "adverse_new_facts": grant.adverse_new_facts or bool(asked),
        "hearing_done_on": deadlines.heard_on(asked, on=on),
    }


def facts_of(grant: Grant, *, on: date, granted: bool = True) -> Facts:
    """The facts of a draft for the rules, as decided on a day; `granted` False for a refusal, which gives no days.

    A referral without a basis is asked under LAB, as its letter says. Which right is claimed follows from the basis.
    """
    minutes, earlier = minutes_per_week(grant), chain.earlier_periods(grant)
    found = facts_from(grant, on=on, minutes=minutes, earlier=earlier, granted=granted)
    hearing = heard(grant, on=on)
    return replace(found, hearing_done=hearing["hearing_done_on"], adverse_new_facts=hearing["adverse_new_facts"])


def facts_from(
    grant: Grant, *, on: date, minutes: int | None, earlier: tuple[Period, ...], granted: bool = True
) -> Facts:
    """The facts but for a hearing, with what stands in other rows: the minutes a week, and what was granted before."""
    asked = asked_of(grant)
    admitted_on = _claimed(grant, LegalBasis.LAB_167_3, grant.referral.admitted_on)
    return Facts(
        decision_day=on,
        legal_basis=Basis.INT_23D if asked.legal_basis == LegalBasis.INT_23D else Basis.LAB,
        first_day=grant.first_day if granted else None,
        last_day=grant.last_day if granted else None,
        hours_per_week=numbers.hours_of(minutes) if minutes and granted else None,
        target_group=TargetGroup(asked.target_group) if asked.target_group else None,
        purpose=Purpose(asked.purpose) if asked.purpose else None,
        decisive_reason=grant.decisive_reason,
        fully_granted=granted,
        reason_text=asking.reasons(grant),
        complaint_guidance=True,  # every letter of a decision has it
        assessment_for_renewal=grant.assessment,
        mentor_kind=MentorKind(grant.mentor_kind) if judging.has_place(grant) and grant.mentor_kind else None,
        beyond_usual_effort=grant.beyond_usual_effort if judging.has_place(grant) else None,
        earlier_periods=earlier,
        psychiatric_discharge_on=_claimed(grant, LegalBasis.LAB_167_2, asked.discharge_on),
        education_admitted_on=admitted_on,
        study_right_first_used_on=_first_from(admitted_on, earlier),
    )


def findings_of(facts: Facts, *, on: date, local: Settings = checking.SHIPPED) -> tuple[Finding, ...]:
    """What the rules say when a grant is decided on a day; agreement and payment ask their own later."""
    return checking.check(facts, on=on, stage=table.Stage.GRANT, local=local)


def why_not_refuse(grant: Grant, *, on: date) -> str:
    """Why an undecided grant cannot be refused: a right to it, or a citizen not heard; empty where nothing stops it."""
    said = findings_of(facts_of(grant, on=on, granted=False), on=on)
    unheard = (one for one in said if one.rule == HEARING_RULE and one.outcome is Outcome.BLOCK)
    rights = (one for one in said if one.outcome is Outcome.RIGHT)
    return next((one.refusal_da for one in (*rights, *unheard)), "")


def said_of(grant: Grant, *, on: date, granted: bool = True, role: Role | None = None) -> tuple[Finding, ...]:
    """What the rules say of a draft: of what takes from the citizen, of a refusal, whole or in part, how to decide too.

    A decision that grants no days is asked nothing else. `role`: who would decide; without one nobody's power is asked.
    """
    if not granted:
        return findings_of(facts_of(grant, on=on, granted=False), on=on)
    said: tuple[Finding, ...] = ()
    if grant.kind not in force.STOPS:
        facts = replace(facts_of(grant, on=on), decided_by=Decider(role) if role in _DECIDERS else None)
        said = judging.said_when_granted(grant, facts, on=on)
    if not (chain.is_adverse(grant, on=on) or asking.asked(grant) or judging.takes_days(grant, on=on)):
        return said
    taking = facts_of(grant, on=on, granted=False)
    how = (finding for finding in findings_of(taking, on=on) if finding.rule in procedure.CHECKS)
    return (*said, *judging.against_right(grant, taking, on=on), *how)


def _claimed(grant: Grant, basis: LegalBasis, day: date | None) -> date | None:
    return day if asked_of(grant).legal_basis == basis else None


def _first_from(day: date | None, periods: tuple[Period, ...]) -> date | None:
    """The first day on which a right was used that began on a day; None while it was not."""
    return min((one.first_day for one in periods if day and one.first_day >= day), default=None)


def sheet(
    visible: QuerySet[Grant], uuid: UUID, *, on: date, with_notes: bool, role: Role | None = None
) -> GrantSheet | None:
    """One visible grant; None where it is missing or not among the visible. `with_notes`: reasons are read too.

    `role`: who would decide it, of whom the local powers are asked.
    """
    grant = (
        visible.filter(uuid=uuid)
        .select_related("case__citizen", "letter", "decided_by", "referral")
        .prefetch_related("hours")
        .first()
    )
    if grant is None:
        return None
    said = said_of(grant, on=on, role=role) if grant.state in OPEN else ()
    return GrantSheet(
        row=_row(grant),
        case_uuid=grant.case.uuid,
        case_number=grant.case.number,
        citizen=grant.case.citizen.uuid,
        citizen_name=str(grant.case.citizen),
        state=State(grant.state),
        facts=_shown(grant, with_notes=with_notes),
        findings=said,
        ruling=checking.ruling(said),
    )


def _row(grant: Grant) -> GrantRow:
    period = chain.period_of(grant)
    decided = ""
    if grant.decided_at and grant.decided_by:
        day = days.text(local.local_day(grant.decided_at))
        decided = f"{day} af {grant.decided_by.name}, {ROLE_TITLES[Role(grant.decided_as)].lower()}"
    return GrantRow(
        uuid=grant.uuid,
        state=telling.state_text(grant),
        is_open=grant.state in OPEN,
        period=str(period) if period else "",
        hours=_hours(grant),
        decided=decided,
        letter=grant.letter.uuid if grant.letter else None,
    )


def _hours(grant: Grant) -> str:
    """The hours in words; of a draft without a last day those that it begins with."""
    entries = list(grant.hours.all())
    if len(entries) > 1:
        return curve.words(chain.hours_of(grant))
    return f"{curve.hours_text(entries[0].minutes_per_week)} om ugen" if entries else ""


def _shown(grant: Grant, *, with_notes: bool) -> tuple[tuple[str, str], ...]:
    row, asked = _row(grant), asked_of(grant)
    shown = (
        ("Afgørelse", force.Kind(grant.kind).label if grant.kind != force.Kind.NEW else ""),
        ("Periode", row.period),
        ("Ny sidste dag", days.text(grant.last_day) if grant.kind == force.Kind.SHORTEN and grant.last_day else ""),
        ("Gælder nu", telling.in_force(grant).removeprefix("Gælder nu: ")),
        ("Timer", row.hours),
        ("Efterværn", aftercare.text(grant)),
        ("Mentor", telling.mentor(grant)),
        ("Hjemmel", LegalBasis(asked.legal_basis).label if asked.legal_basis else ""),
        ("Målgruppe", TargetGroup(asked.target_group).label if asked.target_group else ""),
        ("Formål", Purpose(asked.purpose).label if asked.purpose else ""),
        ("Ikke bevilget", " ".join(one.sentence for one in asking.refused(grant, purpose=asked.purpose))),
        *(_notes(grant, asked) if with_notes else ()),
        ("Borgeren hørt", days.text(grant.hearing_done_on) if grant.hearing_done_on else ""),
        ("Afgjort", row.decided),
    )
    return tuple((label, value) for label, value in shown if value)


def _notes(grant: Grant, asked: Grant | Referral) -> tuple[tuple[str, str], ...]:
    """What was written freely, and may tell of health."""
    discharged = asked.legal_basis == LegalBasis.LAB_167_2 and asked.discharge_on
    return (
        ("Udskrives den", days.text(asked.discharge_on) if discharged and asked.discharge_on else ""),
        ("Teamlederens besked", grant.return_message if grant.state == State.DRAFT else ""),
        ("Hvorfor en mentor er afgørende", grant.decisive_reason),
        ("Ud over det, stedet ellers gør", grant.beyond_usual_effort if judging.has_place(grant) else ""),
        ("Vurdering af en ny periode", grant.assessment),
        ("Den særlige grund", grant.special_reason),
        ("Fejlen, der rettes", grant.mistake),
        ("Begrundelse for afslag" if grant.kind == force.Kind.NEW else "Begrundelse", grant.reason_text),
        ("Hjælp i stedet", grant.alternative),
    )


def to_tell(of_case: QuerySet[Grant]) -> QuerySet[Grant, Any]:
    """What the page of a case asks of its visible grants."""
    return (
        of_case.annotate(is_taken_over=Exists(aftercare.took_over()))
        .order_by("pk")
        .values_list(
            *("uuid", "state", "kind", "decided_at", "decided_by__name", "first_day", "last_day", "reason_text"),
            *("in_force_from", "in_force_to", "aftercare_minutes", "aftercare_last_day"),
            *("asked_minutes_per_week", "asked_last_day", "asked_purpose", "is_taken_over"),
            named=True,
        )
    )


def told(rows: Iterable[Any], *, with_notes: bool) -> tuple[Told, ...]:
    """The visible grants of a case for its page. `with_notes`: the reasons of a refusal are read too."""
    return tuple(
        Told(row.uuid, State(row.state), telling.part(row), _entries(row, with_notes=with_notes)) for row in rows
    )


def _entries(grant: Any, *, with_notes: bool) -> tuple[StoryEntry, ...]:
    """The decision, where there is one."""
    if grant.decided_at is None or grant.decided_by__name is None:
        return ()
    text = grant.reason_text if with_notes else ""
    if grant.state == State.GRANTED:
        text = str(chain.period_of(grant) or "")
    record = ("grant", grant.uuid)
    return (StoryEntry(grant.decided_at, telling.title(grant), grant.decided_by__name, text, record),)


def waiting(visible: QuerySet[Grant], state: State) -> tuple[Waiting, ...]:
    """Drafts to finish, or grants submitted to the leader; due before what was granted last runs out."""
    granted = Grant.objects.filter(case=OuterRef("case"), in_force_to__isnull=False).order_by("-in_force_to")
    until = visible.filter(state=state).annotate(granted_until=Subquery(granted.values("in_force_to")[:1]))
    return tuple(
        Waiting(
            since=_waits_since(grant),
            what=_to_decide(grant, state),
            number=grant.case.number,
            name=str(grant.case.citizen),
            citizen=grant.case.citizen.uuid,
            record=("grant", grant.uuid),
            due=grant.granted_until,
        )
        for grant in until.select_related("case__citizen", "referral").order_by("pk")
    )


def _to_decide(grant: Grant, state: State) -> str:
    what = telling.what(force.Kind(grant.kind), state)
    return f"{what} (udskrivningen er flyttet igen)" if settling.moved_again(grant) else what


def undecided(visible: QuerySet[Referral]) -> tuple[Waiting, ...]:
    """Sent referrals on which nobody has begun a grant."""
    begun = Grant.objects.filter(case=OuterRef("case"), state__in=OPEN)
    found = visible.filter(~Exists(begun), state=ReferralState.SENT, sent_at__isnull=False)
    return tuple(
        Waiting(
            since=local.local_day(referral.sent_at),
            what="Henvisning venter på bevilling",
            number=referral.case.number,
            name=str(referral.case.citizen),
            citizen=referral.case.citizen.uuid,
            record=("referral", referral.uuid),
        )
        for referral in found.select_related("case__citizen").order_by("pk")
        if referral.sent_at
    )


def granted_until(of_case: QuerySet[Grant], *, on: date) -> str:
    """The last day that is granted in one case that goes on, as people read it; empty where it is past."""
    granted = of_case.filter(in_force_to__gte=on, case__ended_on=None).order_by("-in_force_to")
    last = granted.values_list("in_force_to", flat=True).first()
    return days.text(last) if last else ""


def is_refused(of_case: QuerySet[Grant]) -> bool:
    """Whether everything that was decided in one case was refused."""
    decided = set(of_case.filter(state__in=DECIDED).values_list("state", flat=True))
    return decided == {State.REFUSED}


def _waits_since(grant: Grant) -> date:
    """The day of the submission; of a draft the day of the referral that it answers, or on which it was begun."""
    if grant.submitted_at:
        return local.local_day(grant.submitted_at)
    if grant.referral.state == ReferralState.SENT and grant.referral.sent_at:
        return local.local_day(grant.referral.sent_at)
    return local.local_day(grant.started_at)
