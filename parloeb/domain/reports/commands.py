"""Write, offer, send and answer a monthly report."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts, moving
from parloeb.domain.matching.models import Match
from parloeb.domain.people import queries as people
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.reports import access, due, lists, queries, registered, rules
from parloeb.domain.reports.models import MonthlyReport, ReportQuestion, ReportSending
from parloeb.domain.reports.states import MOVES
from parloeb.kernel import days, errors

_BEGUN = "Der er allerede en rapport for den måned."


@dataclass(frozen=True)
class Text:
    """A report as typed. `recommendation` is a code of the list, or empty."""

    development: str = ""
    wellbeing: str = ""
    goals: str = ""
    appointments: str = ""
    risks: str = ""
    recommendation: str = ""


@transaction.atomic
def start(match: Match, *, month: date, by: Actor, at: datetime, on: date) -> MonthlyReport:
    """Begin the report that tells a month of the own match, drafted from what was registered.

    Any day of any of its months will do; how many they are is what the jobcentre had set (due.spans).
    """
    first, settings = month.replace(day=1), people.timeline()
    if not access.matches_to_tell(by, on=on).filter(pk=match.pk).exists():
        raise errors.RefusedError("Kun mentoren selv kan skrive en rapport om sit forløb.")
    _refuse_outside(match, first, on=on)
    untold = due.spans(match, queries.told(match), settings, on=on)
    span = next((one for one in untold if one.holds(first)), None)
    if span is None:
        raise errors.RefusedError(_BEGUN, field="month")
    draft = rules.draft(registered.facts_of(match, rules.until_now(span, match.last_day, on=on)))
    report = MonthlyReport(
        match=match,
        first_month=span.first,
        month=span.last,
        due_on=due.due_on(match, span, settings),
        drafted=queries.kept(draft),
        **{name: draft.text_of(name) for name in queries.TEXTS},
    )
    with firsts.first_wins(errors.RefusedError(_BEGUN, field="month")):
        report.save(force_insert=True)
    _record("report.started", report, by=by, at=at)
    return report


@transaction.atomic
def save(report: MonthlyReport, text: Text, *, version: int, by: Actor, at: datetime, on: date) -> None:
    """Save what the mentor wrote, and draft anew beside it. OvertakenError where somebody saved since `version`."""
    access.require(by, "save", report, on=on)
    draft = rules.draft(registered.facts_of(report.match, queries.span_to_send(report, on=on)))
    typed = asdict(text) | {"drafted": queries.kept(draft)}
    moving.move(report, MOVES, "save", expected={"version": version}, version=version + 1, **typed)
    _record("report.saved", report, by=by, at=at)


@transaction.atomic
def offer_to_citizen(report: MonthlyReport, *, offered_on: date, by: Actor, at: datetime, on: date) -> None:
    """Note the day on which the citizen was offered to read the report and add to it, on screen or on paper."""
    access.require(by, "offer", report, on=on)
    if not report.first_month <= offered_on <= on:
        sentence = f"Skriv en dag fra {days.text(report.first_month)} til i dag."
        raise errors.RefusedError(sentence, field="offered_on")
    moving.move(report, MOVES, "offer", offered_on=offered_on)
    _record("report.offered", report, by=by, at=at)


@transaction.atomic
def add_own_column(
    report: MonthlyReport,
    *,
    text: str,
    by: Actor,
    at: datetime,
    on: date,
    way: lists.OwnColumnWay = lists.OwnColumnWay.SELF,
    reason: str = "",
    seen: str | None = None,
) -> None:
    """Put the citizen's own words in: as the citizen, or from paper or the telephone with a reason why not.

    What the citizen wrote is the citizen's alone to change. `seen` is queries.own_column_mark of what was read, where a
    page was: OvertakenError where other words have come since.
    """
    access.require(by, "add_own_column", report, on=on)
    _refuse_wrong_way(way, reason, by=by)
    if not access.may_word(by, report):
        raise errors.RefusedError("Borgeren har selv skrevet. Kun borgeren kan ændre sine egne ord.", field="text")
    if seen is not None and seen != queries.own_column_mark(report):
        raise errors.OvertakenError
    if not text.strip():
        raise errors.RefusedError("Skriv borgerens ord.", field="text")
    moving.move(
        report,
        MOVES,
        "add_own_column",
        expected={"own_column_at": report.own_column_at},
        own_column=text.strip(),
        own_column_at=at,
        own_column_way=way,
        own_column_reason=reason.strip(),
        own_column_by_id=by.person_id,
    )
    _record("report.own_column_added", report, by=by, at=at, reason=way)


@transaction.atomic
def send(report: MonthlyReport, *, by: Actor, at: datetime, on: date) -> None:
    """Send the report to the caseworker; from then on its figures stay as they are, also when it comes back.

    What it says is kept as it was sent: that is what everybody but the mentor reads until it is sent anew. Months that
    have not begun, and those after the match, are not told by it.
    """
    access.require(by, "send", report, on=on)
    _refuse_unfinished(report)
    told = {} if report.sent_at else _told(report, on=on)
    moving.move(report, MOVES, "send", expected={"version": report.version}, sent_at=at, sent_by_id=by.user_id, **told)
    words = {name: getattr(report, name) for name in (*queries.TEXTS, "recommendation")}
    ReportSending.objects.create(report=report, sent_at=at, sent_by_id=by.person_id, **words)
    _record("report.sent", report, by=by, at=at)


@transaction.atomic
def acknowledge(report: MonthlyReport, *, by: Actor, at: datetime, on: date) -> None:
    """The caseworker has read it."""
    access.require(by, "acknowledge", report, on=on)
    moving.move(report, MOVES, "acknowledge", read_at=at, read_by_id=by.user_id)
    _record("report.read", report, by=by, at=at)


@transaction.atomic
def ask_back(report: MonthlyReport, *, question: str, by: Actor, at: datetime, on: date) -> None:
    """The caseworker asks, and the report goes back to the mentor, who answers in it and sends it again."""
    access.require(by, "ask_back", report, on=on)
    if not question.strip():
        raise errors.RefusedError("Skriv, hvad du gerne vil vide.", field="question")
    moving.move(report, MOVES, "ask_back", question=question.strip())
    ReportQuestion.objects.create(report=report, text=question.strip(), asked_at=at, asked_by_id=by.person_id)
    _record("report.asked_back", report, by=by, at=at)


def _told(report: MonthlyReport, *, on: date) -> dict[str, Any]:
    """What is kept of a report when it is first sent: its months and what was registered of them."""
    span = queries.span_to_send(report, on=on)
    due_on = due.due_on(report.match, span, people.timeline())
    return {"month": span.last, "due_on": due_on, **asdict(registered.figures_of(report.match, span))}


def _refuse_outside(match: Match, first: date, *, on: date) -> None:
    begun = match.first_day
    if begun is None or first < begun.replace(day=1):
        raise errors.RefusedError("Måneden ligger før forløbets begyndelse.", field="month")
    if first > (match.last_day or first):
        raise errors.RefusedError("Måneden ligger efter forløbets slutning.", field="month")
    if first > on:
        raise errors.RefusedError("Måneden er ikke begyndt endnu.", field="month")


def _refuse_wrong_way(way: lists.OwnColumnWay, reason: str, *, by: Actor) -> None:
    own = by.role is Role.CITIZEN
    if own != (way is lists.OwnColumnWay.SELF):
        raise errors.RefusedError("Vælg, om ordene er skrevet af fra papir eller sagt i telefonen.", field="way")
    if not own and not reason.strip():
        raise errors.RefusedError("Skriv, hvorfor borgeren ikke selv skriver.", field="reason")


def _refuse_unfinished(report: MonthlyReport) -> None:
    for lack in queries.lacks_of(report):
        raise errors.RefusedError(lack.sentence, field=lack.field)


def _record(name: str, report: MonthlyReport, *, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(name, report, by=by, at=at, citizens=[report.match.case.citizen.uuid], reason=reason)
