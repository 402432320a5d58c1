"""Draft, submit and decide a grant."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import access as case_access
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts, moving
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import WITH_MENTOR, RelationKind, Stage
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants import (
    access,
    aftercare,
    asking,
    chain,
    closing,
    curve,
    force,
    judging,
    queries,
    settling,
    tallying,
    wording,
)
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import MentorType
from parloeb.domain.grants.models import Grant, GrantHours, Hearing
from parloeb.domain.grants.rules import aftercare as pots
from parloeb.domain.grants.rules import answering, findings, period
from parloeb.domain.grants.rules import power as powers
from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.domain.grants.states import MOVES, OPEN, HearingState
from parloeb.domain.law import table
from parloeb.domain.people import queries as people
from parloeb.domain.people import sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import ROLE_TITLES
from parloeb.domain.referrals import commands as referrals
from parloeb.domain.referrals import queries as referral_queries
from parloeb.domain.referrals import rules as referral_rules
from parloeb.domain.referrals import states as referral_states
from parloeb.domain.referrals.lists import LegalBasis, Purpose, TargetGroup
from parloeb.domain.referrals.models import Referral
from parloeb.kernel import days, errors, local
from parloeb.kernel.periods import Period

_TOLD = MappingProxyType({"grant": "grant.granted", "refuse": "grant.refused", "stop": "grant.stopped"})
_STOPPING = frozenset({findings.Outcome.BLOCK, findings.Outcome.ASK})
# Where a draft calls a fact otherwise than the rules do.
_TYPED_AS = MappingProxyType({"assessment_for_renewal": "assessment", "hearing_done": "hearing_done_on"})


@dataclass(frozen=True)
class Draft:
    """A grant as typed. `minutes_per_week` are minutes the whole way, `weeks` a curve instead; empty is not said.

    The three `asked_` are what was asked for beyond what is granted.
    """

    first_day: date | None = None
    last_day: date | None = None
    minutes_per_week: int | None = None
    decisive_reason: str = ""
    reason_text: str = ""
    assessment: str = ""
    special_reason: str = ""
    alternative: str = ""
    mistake: str = ""
    adverse_new_facts: bool = False
    is_wished: bool = False
    asked_minutes_per_week: int | None = None
    asked_last_day: date | None = None
    asked_purpose: str = ""
    mentor_type: str = MentorType.INDIVIDUAL
    mentor_kind: str = ""
    beyond_usual_effort: str = ""
    aftercare_minutes: int | None = None
    aftercare_last_day: date | None = None
    weeks: tuple[curve.Row, ...] = ()


@dataclass(frozen=True)
class Sending:
    """What a letter needs from the door: the sender as the letter shows it, and the keys that open an address."""

    sender: letters.Sender
    keys: sealing.Keyring


@transaction.atomic
def start(referral: Referral, *, by: Actor, at: datetime, on: date) -> Grant:
    """Begin a draft on a sent referral, with what the referral says already."""
    case_access.require_reach(by, referral.case, on=on)
    if by.role not in access.MAY["save"]:
        raise errors.RefusedError("Kun sagsbehandleren eller teamlederen kan bevilge.")
    case = cases.hold(referral.case)
    asked = Referral.objects.get(pk=referral.pk)
    verdict = answering.answerable(referral_states.State(asked.state), Stage(case.stage))
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    if Grant.objects.filter(case=case, state__in=OPEN).exists():
        raise errors.RefusedError("Der er allerede et udkast til en bevilling på sagen.")
    grant = Grant(
        case=case,
        referral=asked,
        decisive_reason=asked.decisive_reason,
        started_at=at,
        written_by_id=by.user_id,
        **queries.copied(asked),
    )
    with firsts.first_wins():
        grant.save(force_insert=True)
    _record("grant.started", grant, by=by, at=at)
    return grant


@transaction.atomic
def save(grant: Grant, draft: Draft, *, version: int, by: Actor, at: datetime, on: date) -> None:
    """Save a draft. `version` is the one that was read: OvertakenError where somebody else saved since."""
    access.require(by, "save", grant, on=on)
    _refuse_impossible(draft, on=on)
    entries = _entries(draft)
    asking.refuse_unasked(grant, draft, entries, purpose=queries.asked_of(grant).purpose)
    typed = {name: value for name, value in asdict(draft).items() if name not in ("minutes_per_week", "weeks")}
    written = {"version": version + 1, "written_by_id": by.user_id, **queries.copied(grant.referral)}
    moving.move(grant, MOVES, "save", expected={"version": version}, **written, **typed)
    GrantHours.objects.filter(grant=grant).delete()
    GrantHours.objects.bulk_create(
        GrantHours(grant=grant, first_day=first_day, minutes_per_week=minutes) for first_day, minutes in entries
    )
    _record("grant.saved", grant, by=by, at=at)


@transaction.atomic
def submit(grant: Grant, *, by: Actor, at: datetime, on: date) -> None:
    """Put the draft before the team leader, who may decide what is beyond the caseworker's power."""
    _hold(grant)
    require_submit(grant, by=by, on=on)
    written = queries.copied(grant.referral) | {"return_message": ""}  # what the leader asked for is done
    moving.move(grant, MOVES, "submit", submitted_by_id=by.user_id, submitted_at=at, **written)
    _record("grant.submitted", grant, by=by, at=at)


def require_submit(grant: Grant, *, by: Actor, on: date) -> None:
    """Refuse to put before the leader what the law stops or what lacks something. RefusedError at the field."""
    access.require(by, "submit", grant, on=on)
    settling.require_fit(grant, on=on, used=())
    _checked(grant, granted=True, by=by, on=on)


@transaction.atomic
def withdraw(grant: Grant, *, by: Actor, at: datetime, on: date) -> None:
    """Drop a draft without deciding anything."""
    _hold(grant)
    access.require(by, "withdraw", grant, on=on)
    if Hearing.objects.filter(grant=grant, state=HearingState.OPEN).exists():
        raise errors.RefusedError("Borgeren er ved at blive hørt. Fortryd partshøringen først.")
    moving.move(grant, MOVES, "withdraw")
    _record("grant.withdrawn", grant, by=by, at=at)


@transaction.atomic
def decide(
    grant: Grant, *, sending: Sending, by: Actor, at: datetime, on: date, used: Collection[date] | None = None
) -> None:
    """Grant it: the referral is met and the letter written; with its first grant the case waits for a mentor.

    `used` are the days with something registered in the case; a decision about another cannot do without them.
    """
    _hold(grant)
    access.require(by, "grant", grant, on=on)
    settling.require_fit(grant, on=on, used=used)
    _refuse_lacking(grant)
    if grant.referral.state == referral_states.State.SENT:
        referrals.accept(grant.referral, by=by, at=at)
    _decide(grant, "grant", sending=sending, by=by, at=at, on=on)
    _settle(grant)
    if grant.kind == Kind.NEW and not chain.is_granted_before(grant):
        _open_to_coordination(grant.case, by=by, at=at, on=on)
        cases.reach_stage(grant.case, Stage.GRANTED)


@transaction.atomic
def refuse(grant: Grant, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Refuse it, with reasons and guidance on complaint; a course that never began ends with it."""
    _hold(grant)
    access.require(by, "refuse", grant, on=on)
    if grant.referral.state == referral_states.State.SENT:
        referrals.refuse(grant.referral, by=by, at=at)
    _decide(grant, "refuse", sending=sending, by=by, at=at, on=on)
    if grant.kind == Kind.NEW and not chain.is_granted_before(grant):
        cases.reach_stage(grant.case, Stage.ENDED, ended_on=on)


@transaction.atomic
def stop(grant: Grant, *, used: Collection[date], sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Shorten or revoke what was decided, with reasons and guidance on complaint. `used` as in `decide`."""
    _hold(grant)
    access.require(by, "stop", grant, on=on)
    settling.require_fit(grant, on=on, used=used)
    _decide(grant, "stop", sending=sending, by=by, at=at, on=on)
    _settle(grant)


def preview(grant: Grant, *, granted: bool, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The decision letter as it would be written now; nothing is kept. Raises RefusedError as the decision does.

    Who drafts what somebody else must decide reads it too, without a signature.
    """
    access.require(by, "save", grant, on=on)
    settling.require_fit(grant, on=on, used=())
    if granted and grant.kind not in force.STOPS:
        _refuse_lacking(grant)
    said = _checked(grant, granted=granted, by=by, on=on)
    facts = _facts(grant, said, granted=granted, sending=sending, by=by, on=on)
    kind = asking.letter_kind(grant, granted=granted)
    facts = phrasing.in_own_words(facts, jobcentre=grant.case.jobcentre_id, kind=kind)
    decides = access.may(by, _deciding(grant, granted=granted), grant, on=on)
    return facts if decides else replace(facts, signature=())


def _settle(grant: Grant) -> None:
    """Put in force what was decided. OvertakenError where another decision granted the same days at once."""
    with firsts.first_wins():
        settling.settle(grant.case)
    grant.refresh_from_db(fields=["in_force_from", "in_force_to"])


def _hold(grant: Grant) -> None:
    """Read case and referral anew and hold them: neither ends, is amended or withdrawn while it is answered.

    OvertakenError where somebody answered it since it was read.
    """
    grant.case = cases.hold(grant.case)
    if not Grant.objects.filter(pk=grant.pk, state=grant.state).exists():
        raise errors.OvertakenError
    grant.referral = Referral.objects.select_for_update(of=("self",)).get(pk=grant.referral_id)


def _decide(grant: Grant, act: str, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Check the rules once more, write the letter, and keep what the decision rests on."""
    granted = act != "refuse"
    said = _checked(grant, granted=granted, by=by, on=on)
    facts = _facts(grant, said, granted=granted, sending=sending, by=by, on=on)
    kind = asking.letter_kind(grant, granted=granted)
    letter = correspondence.write_letter(grant.case, kind=kind, facts=facts, keys=sending.keys, by=by, at=at)
    with firsts.first_wins():
        moving.move(
            grant,
            MOVES,
            act,
            decided_at=at,
            decided_by_id=by.user_id,
            decided_as=by.role,
            letter=letter,
            basis=_basis(grant, said, granted=granted, by=by, on=on),
            **queries.heard(grant, on=on),
            **queries.copied(grant.referral),
        )
    closing.after_decision(grant, by=by, at=at)
    _record(_TOLD[act], grant, by=by, at=at)


def _deciding(grant: Grant, *, granted: bool) -> str:
    """The act that decides it."""
    return ("stop" if grant.kind in force.STOPS else "grant") if granted else "refuse"


def _facts(
    grant: Grant, said: Sequence[findings.Finding], *, granted: bool, sending: Sending, by: Actor, on: date
) -> letters.Letter:
    citizen = grant.case.citizen
    address = people.address_of(citizen, keys=sending.keys)
    return wording.letter(
        _decision(grant, said, granted=granted, by=by, on=on),
        sender=sending.sender,
        receiver=letters.receiver(str(citizen), address, protected=citizen.is_protected),
        case_number=grant.case.number,
    )


def _decision(
    grant: Grant, said: Sequence[findings.Finding], *, granted: bool, by: Actor, on: date
) -> wording.Decision:
    asked, of = queries.asked_of(grant), grant.modifies
    return wording.Decision(
        kind=Kind(grant.kind),
        of_kind=Kind(of.kind) if of else None,
        of_day=local.local_day(of.decided_at) if of and of.decided_at else None,
        of_period=chain.in_force_of(of) if of else None,
        last_day=grant.last_day,
        discharge_on=asked.discharge_on if asked.legal_basis == LegalBasis.LAB_167_2 else None,
        of_discharge_on=of.discharge_on if of else None,
        granted=granted,
        decided_on=on,
        period=chain.period_of(grant) if granted else None,
        hours=chain.hours_of(grant) if granted else (),
        purpose=Purpose(asked.purpose).label if asked.purpose else "",
        legal_basis=LegalBasis(asked.legal_basis).label if asked.legal_basis else "LAB § 167",
        target_group=TargetGroup(asked.target_group).label if asked.target_group else "Ikke oplyst",
        decisive_reason=grant.decisive_reason,
        reason_text=grant.reason_text,
        assessment=grant.assessment,
        special_reason=grant.special_reason,
        alternative=grant.alternative,
        mistake=grant.mistake,
        used=tuple(one.rule for one in said if one.is_firm),
        decided_by=by.name,
        decided_as=ROLE_TITLES[by.role],
        refused=asking.refused(grant, purpose=asked.purpose) if granted else (),
        pot=aftercare.told(grant) if granted else None,
        place=MentorKind(grant.mentor_kind) if judging.has_place(grant) and grant.mentor_kind else None,
        beyond_usual_effort=grant.beyond_usual_effort,
        has_mentor=grant.case.stage in WITH_MENTOR and not judging.has_another_mentor(grant),
        is_wished=grant.is_wished,
        of_hours=chain.hours_in_force(of) if of else (),
        heard=closing.heard(grant, on=on),
    )


def _open_to_coordination(case: Case, *, by: Actor, at: datetime, on: date) -> None:
    for kind in (RelationKind.COORDINATION, RelationKind.CONTROL):
        cases.relate(case, kind=kind, organisation=case.jobcentre, first_day=on, by=by, at=at)


def _basis(grant: Grant, said: Sequence[findings.Finding], *, granted: bool, by: Actor, on: date) -> dict[str, object]:
    """What the decision rests on: the version of the act on its day, every finding, and the power to grant it."""
    basis: dict[str, object] = {
        "rule_set": table.current().rule_set(on),
        "findings": [_kept(finding) for finding in said],
    }
    power = powers.power_of(people.settings_on(grant.case.jobcentre_id, on), by.role)
    return basis | {"power": asdict(power)} if granted and power else basis


def _kept(finding: findings.Finding) -> dict[str, object]:
    kept = {name: getattr(finding, name) for name in ("rule", "text_da", "citation", "certainty")}
    return kept | {"outcome": finding.outcome.value, "values": dict(finding.values)}


def _refuse_impossible(draft: Draft, *, on: date) -> None:
    for field in ("first_day", "last_day"):  # how far back is asked of the day on which the case was opened
        if day := getattr(draft, field):
            days.refuse_strange(day, on=on, ahead=3, field=field)
    if draft.first_day and draft.last_day and draft.last_day < draft.first_day:
        raise errors.RefusedError("Sidste dag ligger før første dag.", field="last_day")
    pots.pot(draft.aftercare_minutes, draft.aftercare_last_day)
    if draft.minutes_per_week and draft.first_day is None:  # hours are kept from a day on
        raise errors.RefusedError("Skriv første dag, så timerne kan gemmes fra den dag.", field="first_day")


def _entries(draft: Draft) -> list[tuple[date, int]]:
    """The days on which other hours begin, with the minutes a week from there on."""
    if not draft.weeks:
        return [(draft.first_day, draft.minutes_per_week)] if draft.first_day and draft.minutes_per_week else []
    if draft.first_day is None or draft.last_day is None:
        field = "last_day" if draft.first_day else "first_day"
        raise errors.RefusedError("Skriv første og sidste dag, så ugerne kan tælles.", field=field)
    found = curve.stretches(draft.weeks, Period(draft.first_day, draft.last_day))
    return [(period.first_day, minutes) for period, minutes in found]


def _refuse_lacking(grant: Grant) -> None:
    for lack in referral_rules.stopping(referral_queries.content_of(grant.referral), "grant"):
        raise errors.RefusedError(f"Henvisningen mangler noget: {lack.sentence}")


def _checked(grant: Grant, *, granted: bool, by: Actor, on: date) -> tuple[findings.Finding, ...]:
    """What the rules say of the decision. RefusedError where it would be unlawful, or where a fact is missing."""
    if lack := chain.lacks_reason(grant, on=on):
        raise errors.RefusedError(lack, field=chain.reason_field(grant))
    if granted and (lack := tallying.lacks_special_reason(grant, on=on)):
        raise errors.RefusedError(lack, field="special_reason")
    facts = queries.facts_of(grant, on=on, granted=granted)
    said = queries.said_of(grant, on=on, granted=granted, role=by.role)
    for finding in said:
        if finding.outcome in _STOPPING or (finding.outcome is findings.Outcome.RIGHT and not granted):
            raise errors.RefusedError(finding.refusal_da, field=_TYPED_AS.get(finding.field, finding.field) or None)
    asking.refuse_unready(grant, said, granted=granted, purpose=queries.asked_of(grant).purpose)
    if granted:
        settling.refuse_before_case(grant)
        aftercare.refuse_unfit(grant, on=on)
    # The other act asks for no such thing, and two grants never share a day under any.
    if granted and grant.kind not in force.STOPS and (taken := period.clash(facts, facts.earlier_periods or ())):
        raise errors.RefusedError(period.clash_da(taken), field="first_day")
    return said


def _record(name: str, grant: Grant, *, by: Actor, at: datetime) -> None:
    audit.record(name, grant, by=by, at=at, citizens=[grant.case.citizen.uuid])
