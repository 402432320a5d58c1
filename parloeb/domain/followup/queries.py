"""The facts that the concluder asks for, from every room; and frozen rows of finished strings for pages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery, Sum

from parloeb.domain.agreements import rules as agreement_rules
from parloeb.domain.agreements.lists import Party
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.queries import SIGNED_WITHIN
from parloeb.domain.agreements.states import OPEN as AGREEING
from parloeb.domain.agreements.states import State as AgreementState
from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import Filed, StoryEntry, Waiting
from parloeb.domain.cases.rules import Stage
from parloeb.domain.followup import concluder, lists, rules
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import OPEN as UNDECIDED
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.matching.board import rules as board
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import BINDING
from parloeb.domain.matching.states import OPEN as UNANSWERED
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.referrals.models import Referral
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.domain.reports import queries as report_queries
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.reports.states import OPEN as WRITING
from parloeb.domain.reports.states import State as ReportState
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.states import State as VisitState
from parloeb.kernel import days, local

SOON = timedelta(days=7)
# So long before the end of an agreement its course is taken up.
LAPSES_WITHIN = timedelta(weeks=2)


@dataclass(frozen=True)
class TalkRow:
    """One talk, whole: it is short."""

    uuid: UUID
    held: str
    participants: str
    minutes: str
    decision: str
    decision_text: str
    next: str
    written: str


@dataclass(frozen=True)
class ClosingRow:
    """The end of one course, as facts with their labels, and its letter."""

    uuid: UUID
    facts: tuple[tuple[str, str], ...]
    letter: UUID | None
    waits_for_receiver: bool


def facts_of(case: Case) -> concluder.Facts:
    """Where the course stands by the rows of every room."""
    referral = Referral.objects.filter(case=case).order_by("-pk").values_list("state", flat=True).first()
    match = Match.objects.filter(case=case, state__in=[*BINDING, *UNANSWERED]).order_by("pk").first()
    return concluder.Facts(
        is_historic=case.is_historic,
        is_closed=Closing.objects.filter(case=case).exists(),
        referral=ReferralState(referral) if referral else None,
        is_granted=Grant.objects.filter(case=case, state=GrantState.GRANTED).exists(),
        match=MatchState(match.state) if match else None,
        decision=_decision(match),
    )


def stage_of(case: Case) -> Stage:
    """Where the course stands; what `Case.stage` must say."""
    return concluder.stage_of(facts_of(case))


def ending_of(case: Case) -> concluder.Ending:
    """Whether the course may end, what is missing, and what the closing asks about."""
    return concluder.ending_of(facts_of(case), _loose(case))


def bounds_of(case: Case, *, on: date) -> rules.Bounds:
    """The days between which the course can end."""
    last_visit = Visit.objects.filter(case=case).exclude(state=VisitState.REPLACED).aggregate(at=Max("starts_at"))["at"]
    binding = Match.objects.filter(case=case, state__in=BINDING).values_list("first_day", flat=True).first()
    earliest = [case.opened_on, binding, local.local_day(last_visit) if last_visit else None]
    return rules.Bounds(earliest=max(day for day in earliest if day), latest=on)


def talks(of_case: QuerySet[Talk]) -> tuple[TalkRow, ...]:
    """The talks of one case, newest first."""
    found = of_case.select_related("written_by").order_by("-held_on", "-pk")
    return tuple(
        TalkRow(
            uuid=talk.uuid,
            held=days.text(talk.held_on),
            participants=talk.participants,
            minutes=talk.minutes,
            decision=lists.Decision(talk.decision).label,
            decision_text=talk.decision_text,
            next=days.text(talk.next_on) if talk.next_on else "",
            written=f"{local.text(talk.written_at)} af {talk.written_by}",
        )
        for talk in found
    )


def closing_of(of_case: QuerySet[Closing]) -> ClosingRow | None:
    """The end of one case; None while it goes on or where it is not for this reader."""
    closing = of_case.select_related("letter", "closed_by").first()
    if closing is None:
        return None
    shown = (
        ("Sidste dag", days.text(closing.ended_on)),
        ("Hvorfor", lists.EndReason(closing.reason).label if closing.reason else "Ikke oplyst"),
        ("Borgeren mener", lists.Wish(closing.wish).label if closing.wish else ""),
        ("Det er nået", closing.reached),
        ("Hvem der tager over", closing.receiver),
        ("Modtaget", days.text(closing.receiver_acknowledged_on) if closing.receiver_acknowledged_on else ""),
        ("Begrundelse", closing.text),
        ("Afsluttet, selv om noget manglede", closing.despite),
        ("Afsluttet", f"{local.text(closing.closed_at)} af {closing.closed_by}" if closing.closed_at else ""),
    )
    facts = tuple((label, value) for label, value in shown if value)
    return ClosingRow(
        uuid=closing.uuid,
        facts=facts,
        letter=closing.letter.uuid if closing.letter else None,
        waits_for_receiver=bool(closing.receiver) and closing.receiver_acknowledged_on is None,
    )


def talks_to_tell(of_case: QuerySet[Talk]) -> QuerySet[Talk, Any]:
    """What the page of a case asks of its visible talks."""
    return of_case.order_by("pk").values_list(
        "written_at", "held_on", "decision", "decision_text", "written_by__name", "case__uuid"
    )


def end_to_tell(of_case: QuerySet[Closing]) -> QuerySet[Closing, Any]:
    """What the page of a case that has ended asks of its visible closing."""
    closed = of_case.filter(closed_at__isnull=False)
    return closed.values_list("closed_at", "reason", "closed_by__name", "case__uuid")


def story(talks: Iterable[Any], ends: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """The talks and the end of a case."""
    told = [
        StoryEntry(
            at=written_at,
            title=f"Opfølgningssamtale {days.text(held_on)}: {lists.Decision(decision).label}",
            who=who,
            text=text,
            record=("talks", case),
            filed=Filed(local.local_day(written_at), FiledWay.INTERNAL, f"Opfølgningssamtale {days.text(held_on)}"),
        )
        for written_at, held_on, decision, text, who, case in talks
    ]
    told += [
        StoryEntry(closed_at, "Forløbet afsluttet", who, lists.EndReason(reason).label, ("talks", case))
        for closed_at, reason, who, case in ends
    ]
    return tuple(told)


def next_talk(of_case: QuerySet[Talk], *, on: date) -> str:
    """The day of the next talk of one case that goes on, as people read it; empty where none is agreed on."""
    talk = _latest(of_case).filter(next_on__gte=on).first()
    return days.text(talk.next_on) if talk and talk.next_on else ""


def due_talks(visible: QuerySet[Talk], *, on: date) -> tuple[Waiting, ...]:
    """Talks that are due within a week."""
    due = _latest(visible).exclude(decision=lists.Decision.END).filter(next_on__lte=on + SOON)
    return tuple(
        _on_case(talk.case, f"Opfølgningssamtale {days.text(talk.next_on)}", "talks", day=talk.next_on)
        for talk in due
        if talk.next_on
    )


def improved(cases: Collection[int]) -> dict[int, bool]:
    """By key whether a course ended because the citizen copes better; one without an end or a reason is left out."""
    closed = Closing.objects.filter(case__in=cases).exclude(reason="").order_by()
    reasons = closed.values_list("case", "reason")
    return {case: lists.group_of(lists.EndReason(reason)) is lists.EndGroup.IMPROVED for case, reason in reasons}


def to_end(visible: QuerySet[Talk]) -> tuple[Waiting, ...]:
    """The courses that a talk decided to end."""
    decided = _latest(visible).filter(decision=lists.Decision.END)
    return tuple(_on_case(talk.case, "Forløbet skal afsluttes", "closing", day=talk.held_on) for talk in decided)


def ran_out(grants: QuerySet[Grant], *, on: date, but: Collection[GrantState]) -> tuple[Waiting, ...]:
    """The courses that go on although nothing is granted any more, `but` those with a new grant in such a state.

    Silence never ends a course: it is told until somebody decides.
    """
    newer = Grant.objects.filter(case=OuterRef("case"), state__in=but)
    return tuple(
        _on_case(
            grant.case,
            f"Bevillingen løb ud {days.text(grant.in_force_to)} uden en afgørelse",
            "case",
            day=grant.in_force_to,
        )
        for grant in _granted_last(grants).filter(~Exists(newer), in_force_to__lt=on)
        if grant.in_force_to
    )


def revoked(grants: QuerySet[Grant], *, but: Collection[GrantState]) -> tuple[Waiting, ...]:
    """The courses that go on although all that was granted is revoked, `but` those with a new grant in such a state."""
    of_case = Grant.objects.filter(case=OuterRef("case"))
    left = of_case.filter(Q(in_force_from__isnull=False) | Q(state__in=but))
    made = grants.filter(kind=Kind.REVOKE, state=GrantState.STOPPED, decided_at__isnull=False)
    last = made.filter(~Exists(left)).exclude(case__stage=Stage.ENDED).order_by("case_id", "-decided_at")
    found = Grant.objects.filter(pk__in=last.distinct("case_id").values("pk")).select_related("case__citizen")
    return tuple(
        _on_case(one.case, "Bevillingen er trukket tilbage uden en ny", "case", day=local.local_day(one.decided_at))
        for one in found.order_by("pk")
        if one.decided_at
    )


def ending_soon(grants: QuerySet[Grant], *, on: date) -> tuple[Waiting, ...]:
    """The courses whose grant ends within five weeks, and for which nobody has begun a new one."""
    newer = Grant.objects.filter(case=OuterRef("case"), state__in=UNDECIDED)
    return tuple(
        _on_case(grant.case, f"Bevillingen slutter {days.text(grant.in_force_to)}", "case", day=grant.in_force_to)
        for grant in _granted_last(grants).filter(~Exists(newer), in_force_to__range=(on, on + board.ENDS_WITHIN))
        if grant.in_force_to
    )


def lapsing(matches: QuerySet[Match], *, on: date) -> tuple[Waiting, ...]:
    """The matches whose agreement has lapsed, or does so within two weeks, while something is granted for later."""
    force = Agreement.objects.filter(match=OuterRef("pk"), in_force_to__isnull=False).order_by("-in_force_to")
    writing = Agreement.objects.filter(match=OuterRef("pk"), state__in=AGREEING)
    later = Grant.objects.filter(case=OuterRef("case"), in_force_to__gte=on)
    running = matches.filter(state=MatchState.RUNNING).annotate(until=Subquery(force.values("in_force_to")[:1]))
    found = running.filter(~Exists(writing), Exists(later.filter(in_force_to__gt=OuterRef("until"))))
    return tuple(
        Waiting(
            since=match.until,
            what=f"Mentoraftalen {'udløb' if match.until < on else 'slutter'} {days.text(match.until)}",
            number=match.case.number,
            name=str(match.case.citizen),
            citizen=match.case.citizen.uuid,
            record=("new_agreement", match.case.uuid),
            due=match.until,
        )
        for match in found.filter(until__lte=on + LAPSES_WITHIN).select_related("case__citizen").order_by("pk")
    )


def unsigned(agreements: QuerySet[Agreement], *, on: date) -> tuple[Waiting, ...]:
    """The agreements that wait for two weeks already for somebody else's signature than the caseworker's."""
    found = agreements.filter(state=AgreementState.SIGNING, match__state__in=BINDING, presented_at__isnull=False)
    waits = found.select_related("case__citizen").prefetch_related("signatures").order_by("pk")
    return tuple(one for agreement in waits if (one := _unsigned(agreement, on=on)))


def _latest(visible: QuerySet[Talk]) -> QuerySet[Talk]:
    """The latest talk of each course that is not over."""
    going = visible.exclude(case__stage=Stage.ENDED)
    latest = going.order_by("case_id", "-held_on", "-pk").distinct("case_id").values("pk")
    return Talk.objects.filter(pk__in=latest).select_related("case__citizen").order_by("pk")


def _granted_last(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """The latest grant of each course that is not over and that no talk decided to end."""
    to_end = _latest(Talk.objects.all()).filter(decision=lists.Decision.END).order_by().values("case")
    going = grants.filter(in_force_to__isnull=False).exclude(case__stage=Stage.ENDED).exclude(case__in=to_end)
    last = going.order_by("case_id", "-in_force_to").distinct("case_id").values("pk")
    return Grant.objects.filter(pk__in=last).select_related("case__citizen").order_by("in_force_to", "pk")


def _on_case(case: Case, what: str, kind: str, *, day: date) -> Waiting:
    """What waits on a case since a day, and was due on it."""
    return Waiting(day, what, case.number, str(case.citizen), case.citizen.uuid, (kind, case.uuid), due=day)


def _unsigned(agreement: Agreement, *, on: date) -> Waiting | None:
    signed = [one for one in agreement.signatures.all() if one.voided_at is None]
    turn = agreement_rules.next_party([Party(one.party) for one in signed])
    moment = max((one.signed_at for one in signed), default=agreement.presented_at)
    case = agreement.case
    if moment is None or turn in (None, Party.CASEWORKER) or (turn is Party.CITIZEN and case.citizen.user_id is None):
        return None  # the caseworker signs these, and has them on the desk already
    since = local.local_day(moment)
    due = since + SIGNED_WITHIN
    if due > on:
        return None
    what = f"{turn.label} har ikke skrevet under på mentoraftalen"
    record = ("agreement", agreement.uuid)
    return Waiting(since, what, case.number, str(case.citizen), case.citizen.uuid, record, due=due)


def _decision(match: Match | None) -> lists.Decision | None:
    """What the latest talk since the match was confirmed decided; with a new mentor the course begins anew."""
    if match is None or match.confirmed_at is None:
        return None
    held = Talk.objects.filter(case=match.case_id, written_at__gte=match.confirmed_at)
    latest = held.exclude(decision=lists.Decision.END).order_by("-held_on", "-pk").first()
    return lists.Decision(latest.decision) if latest else None


def _loose(case: Case) -> concluder.Loose:
    reports = MonthlyReport.objects.filter(match__case=case).order_by("month", "pk")
    visits = Visit.objects.filter(case=case).order_by("starts_at", "pk")
    unconfirmed = visits.filter(state=VisitState.REGISTERED).aggregate(minutes=Sum("minutes"))["minutes"]
    return concluder.Loose(
        questioned_visits=tuple(
            (days.text(local.local_day(starts_at)), uuid)
            for starts_at, uuid in visits.filter(state=VisitState.QUESTIONED).values_list("starts_at", "uuid")
        ),
        unread_reports=_months(reports.filter(state=ReportState.SENT)),
        drafted_reports=_months(reports.filter(state__in=WRITING)),
        open_grants=tuple(Grant.objects.filter(case=case, state__in=UNDECIDED).values_list("uuid", flat=True)),
        open_agreements=tuple(
            Agreement.objects.filter(case=case, state__in=AGREEING, match__state__in=BINDING).values_list(
                "uuid", flat=True
            )
        ),
        unconfirmed_minutes=unconfirmed or 0,
    )


def _months(reports: QuerySet[MonthlyReport]) -> tuple[tuple[str, UUID], ...]:
    return tuple((report_queries.span_of(one).title, one.uuid) for one in reports.select_related("match"))
