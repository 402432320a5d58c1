"""Begin, write, offer, send, read and answer a report."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.people.rules import Role
from parloeb.domain.reports import access, commands, queries, rules, states
from parloeb.domain.reports.lists import OwnColumnWay
from parloeb.kernel import days, errors
from parloeb.kernel import states as moves
from parloeb.pages.cases import story
from parloeb.pages.reports.forms import OfferForm, OwnForm, QuestionForm, ReportForm, SaidForm
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

AUTHORITY = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*AUTHORITY, Role.MENTOR, Role.COORDINATOR, Role.CITIZEN)


@dataclass(frozen=True)
class Sourced:
    """A sentence of the draft with its sources as (label, address); one without a page has no address."""

    text: str
    sources: tuple[tuple[str, str], ...]


# Act of the state table, name of the address, what the button says, whether it is the main one and opens a form.
BUTTONS = (
    ("save", "edit", "Skriv videre", False, True),
    ("offer", "offer", "Tilbyd borgeren at læse", False, True),
    ("send", "send", "Send til sagsbehandleren", True, False),
    ("acknowledge", "acknowledge", "Jeg har læst rapporten", True, False),
    ("ask_back", "ask_back", "Spørg mentoren", False, True),
    ("add_own_column", "own", "Skriv borgerens ord", False, True),
)
OWN_LABEL = "Skriv dine egne ord"


@guards.reading(Role.MENTOR)
def months(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Page:
    """What is to be told of a match, and the months that run."""
    del request
    found = _match(entry, own_match)
    over, running = queries.to_begin(found, on=entry.on)
    context = {
        "case_uuid": found.case.uuid,
        "case_number": found.case.number,
        "name": str(found.case.citizen),
        "acts": [_begin(found, one, primary=not number) for number, one in enumerate(over)],
        "running": [_begin(found, running, primary=False)] if running else [],
        "reports": queries.rows(access.visible_to(entry.by, on=entry.on).filter(match=found)),
    }
    return guards.Page("reports/months.html", context, shows=[found.case.citizen.uuid], subject=found)


@guards.writing(Role.MENTOR)
def start(request: HttpRequest, entry: Entry, own_match: UUID) -> HttpResponse:
    """Begin the report of a month, and of those that it tells beside it."""
    found = _match(entry, own_match)
    month = days.parse(request.POST.get("month", ""))
    report = commands.start(found, month=month, by=entry.by, at=entry.at, on=entry.on)
    return redirect("reports:edit", report=report.uuid)


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, report: UUID) -> guards.Page:
    """Read a report, with the citizen's own column; who writes it sees what it lacks and what to look at."""
    del request
    found = _found(entry, report)
    writes = entry.by.role is Role.MENTOR
    sheet = queries.sheet(access.visible_to(entry.by, on=entry.on), report, writes=writes)
    lacks = queries.lacks_of(found) if writes else ()
    context = {
        "sheet": sheet,
        "missing": _missing(found, lacks),
        "hints": queries.hints_of(found, on=entry.on) if writes else (),
        "acts": _acts(entry, found, why_not=lacks[0].sentence if lacks else ""),
    }
    return guards.Page("reports/detail.html", context, shows=[found.match.case.citizen.uuid], subject=found)


@guards.reading(Role.MENTOR)
def edit(request: HttpRequest, entry: Entry, report: UUID) -> guards.Answer:
    """The form, with what it says now; what was sent is read instead."""
    del request
    found = _found(entry, report)
    if found.state not in states.OPEN:
        return redirect("reports:detail", report=report)
    return _edit_page(found, ReportForm(initial={name: getattr(found, name) for name in ReportForm.base_fields}))


@guards.writing(Role.MENTOR)
def save(request: HttpRequest, entry: Entry, report: UUID) -> guards.Answer:
    """Save the words and show what they lack."""
    found = _found(entry, report)
    form = ReportForm(request.POST)
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            commands.save(found, form.text(), version=version, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("reports:detail", report=report)
    return _edit_page(found, form)


@guards.reading(Role.MENTOR)
def offer_form(request: HttpRequest, entry: Entry, report: UUID) -> guards.Page:
    """Ask for the day, which is today unless said otherwise."""
    del request
    return _small_page(_found(entry, report), OfferForm(initial={"offered_on": entry.on}), "offer")


@guards.writing(Role.MENTOR)
def offer(request: HttpRequest, entry: Entry, report: UUID) -> guards.Answer:
    """Note the offer: from now on the citizen reads the report."""
    found, form = _found(entry, report), OfferForm(request.POST)
    if form.is_valid():
        try:
            commands.offer_to_citizen(found, **form.cleaned_data, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("reports:detail", report=report)
    return _small_page(found, form, "offer")


@guards.reading(*AUTHORITY, Role.CITIZEN)
def own_form(request: HttpRequest, entry: Entry, report: UUID) -> guards.Answer:
    """The citizen's own column, with what stands there; what the citizen wrote is read instead by all others."""
    del request
    found = _found(entry, report)
    if not access.may_word(entry.by, found):
        return redirect("reports:detail", report=report)
    initial = {"text": found.own_column, "seen": queries.own_column_mark(found)}
    if entry.by.role is Role.CITIZEN:
        return _small_page(found, OwnForm(initial=initial), "own")
    return _small_page(found, SaidForm(initial=initial), "said")


@guards.writing(*AUTHORITY, Role.CITIZEN)
def add_own(request: HttpRequest, entry: Entry, report: UUID) -> guards.Answer:
    """Keep the citizen's own words."""
    found, own = _found(entry, report), entry.by.role is Role.CITIZEN
    form: forms.Form = OwnForm(request.POST) if own else SaidForm(request.POST)
    if form.is_valid():
        typed = {**form.cleaned_data, "way": OwnColumnWay(form.cleaned_data.get("way", OwnColumnWay.SELF))}
        try:
            commands.add_own_column(found, **typed, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("reports:detail", report=report)
    return _small_page(found, form, "own" if own else "said")


@guards.writing(Role.MENTOR)
def send(request: HttpRequest, entry: Entry, report: UUID) -> HttpResponse:
    """Send it to the caseworker."""
    del request
    commands.send(_found(entry, report), by=entry.by, at=entry.at, on=entry.on)
    return redirect("reports:detail", report=report)


@guards.writing(*AUTHORITY)
def acknowledge(request: HttpRequest, entry: Entry, report: UUID) -> HttpResponse:
    """Say that it was read."""
    del request
    commands.acknowledge(_found(entry, report), by=entry.by, at=entry.at, on=entry.on)
    return redirect("reports:detail", report=report)


@guards.reading(*AUTHORITY)
def question_form(request: HttpRequest, entry: Entry, report: UUID) -> guards.Page:
    """Ask for the question, with the report beside it."""
    del request
    return _small_page(_found(entry, report), QuestionForm(), "question")


@guards.writing(*AUTHORITY)
def ask_back(request: HttpRequest, entry: Entry, report: UUID) -> guards.Answer:
    """Send the report back with a question."""
    found, form = _found(entry, report), QuestionForm(request.POST)
    if form.is_valid():
        try:
            commands.ask_back(found, **form.cleaned_data, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("reports:detail", report=report)
    return _small_page(found, form, "question")


def _match(entry: Entry, uuid: UUID) -> Any:
    visible = access.matches_to_tell(entry.by, on=entry.on).select_related("case__citizen")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on).select_related("match__case__citizen")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _begin(match: Any, due: queries.DueSpan, *, primary: bool) -> pieces.Act:
    url = reverse("reports:months", kwargs={"own_match": match.uuid})
    label = f"Skriv rapporten for {due.title} (senest {due.due})"
    return pieces.Act(url, label, primary=primary, hidden=(("month", due.first.isoformat()),))


def _missing(found: Any, lacks: Any) -> pieces.Missing | None:
    if not lacks:
        return None
    urls = {"offered_on": reverse("reports:offer", kwargs={"report": found.uuid})}
    edit_url = reverse("reports:edit", kwargs={"report": found.uuid})
    return pieces.Missing(
        lacks=tuple(pieces.Lack(lack.sentence, urls.get(lack.field, edit_url)) for lack in lacks),
        deadline=queries.due_text(found),
        next="Send rapporten til sagsbehandleren.",
    )


def _edit_page(found: Any, form: ReportForm) -> guards.Page:
    case = found.match.case
    context = {
        "form": form,
        "report": found.uuid,
        "case_number": case.number,
        "name": str(case.citizen),
        "months": queries.span_of(found).title,
        "question": found.question if found.state == states.State.RETURNED else "",
        "sentences": [_with_places(sentence) for sentence in queries.sentences_of(found)],
    }
    status = 422 if form.is_bound else 200
    return guards.Page("reports/edit.html", context, shows=[case.citizen.uuid], subject=found, status=status)


def _with_places(sentence: rules.Sentence) -> Sourced:
    """A sentence whose sources are links, where the kind of record has a page."""
    sources = []
    for source in sentence.sources:
        record = (source.kind, UUID(source.uuid))
        url = story.place_of(record)[0] if source.kind in story.RECORDS else ""
        sources.append((source.label, url))
    return Sourced(sentence.text, tuple(sources))


def _small_page(found: Any, form: forms.Form, what: str) -> guards.Page:
    """A page of one question, with what the report says below it."""
    case = found.match.case
    context = {
        "form": form,
        "what": what,
        "report": found.uuid,
        "case_number": case.number,
        "name": str(case.citizen),
        "months": queries.span_of(found).title,
        "parts": queries.parts_of(queries.words_of(found, writes=what == "offer")),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("reports/ask.html", context, shows=[case.citizen.uuid], subject=found, status=status)


def _acts(entry: Entry, found: Any, *, why_not: str) -> list[pieces.Act]:
    """The acts that the state allows and the role may do; the sending with the reason why it cannot yet."""
    possible = moves.acts_from(states.MOVES, states.State(found.state))
    acts = []
    for act, name, label, primary, opens in BUTTONS:
        if act not in possible or entry.by.role not in access.MAY[act]:
            continue
        if act == "add_own_column" and not access.may_word(entry.by, found):
            continue
        url = reverse(f"reports:{name}", kwargs={"report": found.uuid})
        shown = OWN_LABEL if act == "add_own_column" and entry.by.role is Role.CITIZEN else label
        acts.append(pieces.Act(url, shown, primary=primary, opens=opens, why_not=why_not if act == "send" else ""))
    return acts
