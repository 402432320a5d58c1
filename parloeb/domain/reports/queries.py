"""What is read of reports: frozen rows of finished strings for pages."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import Filed, StoryEntry, Waiting
from parloeb.domain.corps.models import Mentor
from parloeb.domain.law.settings import Timeline
from parloeb.domain.matching.models import Match
from parloeb.domain.people import queries as people
from parloeb.domain.reports import due, lists, rules
from parloeb.domain.reports.models import MonthlyReport, ReportSending
from parloeb.domain.reports.states import OPEN, State
from parloeb.kernel import days, local

TEXTS = tuple(rules.FIELD_TITLES)


@dataclass(frozen=True)
class ReportRow:
    """One report in a list."""

    uuid: UUID
    months: str
    state: State
    state_title: str


@dataclass(frozen=True)
class OwnColumn:
    """The citizen's own words, when and how they came."""

    text: str
    when: str
    way: str
    reason: str


@dataclass(frozen=True)
class ReportSheet:
    """One report to read: what it says, what it rests on, and the citizen's column.

    `questions` are (when and who, text); `earlier` the sendings that `parts` do not tell, as (when and who, parts).
    """

    row: ReportRow
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    mentor: str
    parts: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str], ...]
    offered: str
    own: OwnColumn | None
    questions: tuple[tuple[str, str], ...]
    earlier: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    sent: str
    read: str


@dataclass(frozen=True)
class DueSpan:
    """Months of a match that nobody has begun to tell; `first` and `last` are the first days of both ends."""

    first: date
    last: date
    title: str
    due_on: date

    @property
    def due(self) -> str:
        """The day by which it is to be sent."""
        return days.text(self.due_on)


def kept(draft: rules.Draft) -> dict[str, Any]:
    """A draft as its column keeps it."""
    return {"sentences": [asdict(sentence) for sentence in draft.sentences]}


def sentences_of(report: MonthlyReport) -> tuple[rules.Sentence, ...]:
    """The sentences that were drafted, with their sources."""
    return tuple(
        rules.Sentence(one["field"], one["text"], tuple(rules.Source(**source) for source in one["sources"]))
        for one in report.drafted.get("sentences", ())
    )


def hints_of(report: MonthlyReport, *, on: date) -> tuple[rules.Hint, ...]:
    """Advice on a report that is still being written; none on one that was sent."""
    if report.state not in OPEN:
        return ()
    goals = [one.text for one in sentences_of(report) if one.field == "goals"]
    early = "" if report.sent_at else rules.too_early(span_of(report), report.match.last_day, on=on)
    return rules.hints({name: getattr(report, name) for name in TEXTS}, goals, early=early)


def lacks_of(report: MonthlyReport) -> tuple[rules.Lack, ...]:
    """What a report that is still being written lacks before it can be sent."""
    if report.state not in OPEN:
        return ()
    return rules.lacks(
        development=report.development,
        recommendation=report.recommendation,
        is_offered=report.offered_on is not None,
    )


def is_sent(visible: QuerySet[MonthlyReport], *, case: Case, mentor: Mentor, day: date) -> bool:
    """Whether the month of the day was told of the two."""
    month = day.replace(day=1)
    of_month = visible.filter(match__case=case, match__mentor=mentor, first_month__lte=month, month__gte=month)
    return of_month.filter(sent_at__isnull=False).exists()


def told(match: Match) -> tuple[rules.Span, ...]:
    """The months of a match of which there are reports, begun or sent."""
    begun = MonthlyReport.objects.filter(match=match).order_by("month")
    return tuple(rules.Span(*months) for months in begun.values_list("first_month", "month"))


def span_of(report: MonthlyReport) -> rules.Span:
    """The months of a report; of one that was not sent those after the match fall away."""
    span = rules.Span(report.first_month, report.month)
    return span if report.sent_at else rules.until_end(span, report.match.last_day)


def span_to_send(report: MonthlyReport, *, on: date) -> rules.Span:
    """The months that a report tells if it is sent on a day; those that were sent stand."""
    span = span_of(report)
    return span if report.sent_at else rules.until_now(span, report.match.last_day, on=on)


def due_on(report: MonthlyReport, settings: Timeline) -> date:
    """By when a report is to be sent; sooner than was kept where the match ended before its months."""
    span = span_of(report)
    return report.due_on if span.last == report.month else due.due_on(report.match, span, settings)


def due_text(report: MonthlyReport) -> str:
    """The same for the page of one report."""
    return days.text(due_on(report, people.timeline()))


def to_begin(match: Match, *, on: date) -> tuple[tuple[DueSpan, ...], DueSpan | None]:
    """What nobody has begun to tell of a match: what is over, the oldest first, and what runs."""
    return _untold(match, told(match), people.timeline(), on=on)


def words_of(report: MonthlyReport, *, writes: bool) -> MonthlyReport | ReportSending:
    """Where the text stands that a reader may read: the mentor's own as it is written, else as it was last sent."""
    if writes or report.state != State.RETURNED:
        return report
    return report.sendings.last() or report


def own_column_mark(report: MonthlyReport) -> str:
    """What tells one wording of the citizen's column from the next; empty where there is none."""
    return report.own_column_at.isoformat() if report.own_column_at else ""


def parts_of(report: MonthlyReport | ReportSending) -> tuple[tuple[str, str], ...]:
    """What the report says, part by part, with the title of each; empty parts fall away."""
    parts = [(title, getattr(report, name)) for name, title in rules.FIELD_TITLES.items()]
    if report.recommendation:
        parts.append(("Anbefaling", lists.Recommendation(report.recommendation).label))
    return tuple((title, text) for title, text in parts if text)


def rows(of_case: QuerySet[MonthlyReport]) -> tuple[ReportRow, ...]:
    """The reports of one case, newest first."""
    return tuple(_row(report) for report in of_case.select_related("match").order_by("-month", "-pk"))


def sheet(visible: QuerySet[MonthlyReport], uuid: UUID, *, writes: bool) -> ReportSheet | None:
    """One visible report; None where it is missing or not among the visible. `writes`: for the mentor."""
    related = ("match__case__citizen", "match__mentor", "sent_by", "read_by")
    report = visible.filter(uuid=uuid).select_related(*related).first()
    if report is None:
        return None
    case = report.match.case
    words = words_of(report, writes=writes)
    return ReportSheet(
        row=_row(report),
        case_uuid=case.uuid,
        case_number=case.number,
        citizen=case.citizen.uuid,
        citizen_name=str(case.citizen),
        mentor=str(report.match.mentor),
        parts=parts_of(words),
        figures=_figures_shown(report),
        offered=days.text(report.offered_on) if report.offered_on else "",
        own=_own_column(report),
        questions=_questions(report),
        earlier=_earlier(report, words),
        sent=f"{local.text(report.sent_at)} af {report.sent_by}" if report.sent_at else "",
        read=f"{local.text(report.read_at)} af {report.read_by}" if report.read_at else "",
    )


def to_tell(of_case: QuerySet[MonthlyReport]) -> QuerySet[MonthlyReport, Any]:
    """What the page of a case asks of its visible reports."""
    sent = of_case.filter(sent_at__isnull=False).order_by("pk")
    return sent.values_list("uuid", "first_month", "month", "sent_at", "sent_by__name", "read_at", "read_by__name")


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """The reports of a case that were sent, and those that were read."""
    told = []
    for uuid, first, last, sent_at, sent_by, read_at, read_by in rows:
        months = days.months_text(first, last)
        record, title = ("report", uuid), f"Rapport for {months}"
        if sent_at:
            kind = "Månedsrapport" if first == last else "Rapport"
            filed = Filed(local.local_day(sent_at), FiledWay.RECEIVED, f"{kind} for {months}")
            told.append(StoryEntry(sent_at, f"{title} sendt", sent_by, record=record, filed=filed))
        if read_at:
            told.append(StoryEntry(read_at, f"{title} læst", read_by, record=record))
    return tuple(told)


def waiting_to_begin(matches: QuerySet[Match], *, on: date) -> tuple[Waiting, ...]:
    """The months that are over and that a mentor has not begun to tell."""
    found = list(matches.select_related("case__citizen").order_by("pk"))
    begun: dict[int, list[rules.Span]] = {match.pk: [] for match in found}
    settings = people.timeline()
    reports = MonthlyReport.objects.filter(match__in=begun).order_by("pk")
    for match_id, first, last in reports.values_list("match_id", "first_month", "month"):
        begun[match_id].append(rules.Span(first, last))
    return tuple(
        Waiting(
            since=days.months_after(untold.last, 1),
            what=f"Rapport for {untold.title} skal skrives senest {untold.due}",
            number=match.case.number,
            name=str(match.case.citizen),
            citizen=match.case.citizen.uuid,
            record=("report_months", match.uuid),
            due=untold.due_on,
        )
        for match in found
        for untold in _untold(match, begun[match.pk], settings, on=on)[0]
    )


def waiting_to_send(visible: QuerySet[MonthlyReport], *, on: date) -> tuple[Waiting, ...]:
    """A mentor's own drafts, and those that the caseworker asked back on."""
    settings = people.timeline()
    asks = {State.DRAFT: "Rapport for {} er ikke sendt", State.RETURNED: "Sagsbehandleren spørger til rapporten for {}"}
    return tuple(
        _waiting(report, asks[State(report.state)], due=due_on(report, settings), on=on)
        for report in _for_desk(visible.filter(state__in=OPEN))
    )


def waiting_to_be_read(visible: QuerySet[MonthlyReport], *, on: date) -> tuple[Waiting, ...]:
    """Reports that were sent and not read."""
    return tuple(
        _waiting(report, "Rapport for {} skal læses", on=on) for report in _for_desk(visible.filter(state=State.SENT))
    )


def waiting_for_own_words(visible: QuerySet[MonthlyReport], *, on: date) -> tuple[Waiting, ...]:
    """Reports that the citizen was offered to read and add to, and has added nothing."""
    offered = visible.filter(state__in=OPEN, offered_on__isnull=False, own_column="")
    what = "Du kan læse og skrive til rapporten for {}"
    return tuple(_waiting(report, what, on=on) for report in _for_desk(offered))


def _for_desk(reports: QuerySet[MonthlyReport]) -> QuerySet[MonthlyReport]:
    return reports.select_related("match__case__citizen").order_by("pk")


def _waiting(report: MonthlyReport, what: str, *, on: date, due: date | None = None) -> Waiting:
    """A report waits from its sending, or from the end of its months; one begun while they run from today."""
    span = span_of(report)
    over = min(days.months_after(span.last, 1), on)
    case = report.match.case
    return Waiting(
        since=local.local_day(report.sent_at) if report.sent_at else over,
        what=what.format(span.title),
        number=case.number,
        name=str(case.citizen),
        citizen=case.citizen.uuid,
        record=("report", report.uuid),
        due=due,
    )


def _untold(
    match: Match, begun: Collection[rules.Span], settings: Timeline, *, on: date
) -> tuple[tuple[DueSpan, ...], DueSpan | None]:
    """What is over and what runs of the months that no report tells."""
    over, running = [], None
    for span in due.spans(match, begun, settings, on=on):
        told = DueSpan(span.first, span.last, span.title, due.due_on(match, span, settings))
        if rules.is_over(span, match.last_day, on=on):
            over.append(told)
        else:
            running = told
    return tuple(over), running


def _row(report: MonthlyReport) -> ReportRow:
    state = State(report.state)
    return ReportRow(report.uuid, span_of(report).title, state, state.label)


def _figures_shown(report: MonthlyReport) -> tuple[tuple[str, str], ...]:
    if report.sent_at is None:
        return ()
    return (
        ("Møder", str(report.visits)),
        ("Tid", rules.hours(report.minutes)),
        ("Udeblivelser", str(report.no_shows)),
    )


def _own_column(report: MonthlyReport) -> OwnColumn | None:
    if not report.own_column or report.own_column_at is None:
        return None
    return OwnColumn(
        text=report.own_column,
        when=local.text(report.own_column_at),
        way=lists.OwnColumnWay(report.own_column_way).label,
        reason=report.own_column_reason,
    )


def _questions(report: MonthlyReport) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{local.text(one.asked_at)} af {one.asked_by}", one.text)
        for one in report.questions.select_related("asked_by")
    )


def _earlier(
    report: MonthlyReport, shown: MonthlyReport | ReportSending
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The sendings whose words are not those that are shown, the latest first."""
    parts = parts_of(shown)
    told = [
        (f"{local.text(one.sent_at)} af {one.sent_by}", parts_of(one))
        for one in report.sendings.select_related("sent_by")
    ]
    return tuple(one for one in reversed(told) if one[1] != parts)
