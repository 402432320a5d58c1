"""The facts that the concluder asks for, from every room; and frozen rows of finished strings for pages."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet, Sum

from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import State as AgreementState
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.cases.rules import Stage
from parloeb.domain.followup import concluder, lists, rules
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import BINDING
from parloeb.domain.matching.states import OPEN as UNANSWERED
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.referrals.models import Referral
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.reports.states import OPEN as WRITING
from parloeb.domain.reports.states import State as ReportState
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.states import State as VisitState
from parloeb.kernel import days, local

SOON = timedelta(days=7)


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


def story(of_case: QuerySet[Talk], closings: QuerySet[Closing]) -> tuple[StoryEntry, ...]:
    """The talks and the end of a case."""
    held = of_case.select_related("case", "written_by").order_by("pk")
    told = [
        StoryEntry(
            at=talk.written_at,
            title=f"Opfølgningssamtale {days.text(talk.held_on)}: {lists.Decision(talk.decision).label}",
            who=str(talk.written_by),
            text=talk.decision_text,
            record=("talks", talk.case.uuid),
        )
        for talk in held
    ]
    ended = closings.filter(closed_at__isnull=False).select_related("case", "closed_by").first()
    if ended and ended.closed_at:
        reason = lists.EndReason(ended.reason).label
        told.append(
            StoryEntry(ended.closed_at, "Forløbet afsluttet", str(ended.closed_by), reason, ("talks", ended.case.uuid))
        )
    return tuple(told)


def waiting(visible: QuerySet[Talk], *, on: date) -> tuple[Waiting, ...]:
    """Talks that are due within a week, and courses that a talk decided to end."""
    going = visible.exclude(case__stage=Stage.ENDED).select_related("case__citizen")
    latest = going.order_by("case_id", "-held_on", "-pk").distinct("case_id")
    return tuple(one for talk in latest if (one := _waiting(talk, on=on)))


def _waiting(talk: Talk, *, on: date) -> Waiting | None:
    case = talk.case
    if talk.decision == lists.Decision.END:
        since, what, kind = talk.held_on, "Forløbet skal afsluttes", "closing"
    elif talk.next_on and talk.next_on <= on + SOON:
        since, what, kind = talk.next_on, f"Opfølgningssamtale {days.text(talk.next_on)}", "talks"
    else:
        return None
    return Waiting(since, what, case.number, str(case.citizen), case.citizen.uuid, (kind, case.uuid))


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
        open_grants=tuple(
            Grant.objects.filter(case=case, state__in=[GrantState.DRAFT, GrantState.SUBMITTED]).values_list(
                "uuid", flat=True
            )
        ),
        open_agreements=tuple(
            Agreement.objects.filter(
                case=case, state__in=[AgreementState.DRAFT, AgreementState.SIGNING], match__state__in=BINDING
            ).values_list("uuid", flat=True)
        ),
        unconfirmed_minutes=unconfirmed or 0,
    )


def _months(reports: QuerySet[MonthlyReport]) -> tuple[tuple[str, UUID], ...]:
    return tuple((days.month_text(month), uuid) for month, uuid in reports.values_list("month", "uuid"))
