"""Hear the citizen before a grant is decided, and keep the answer."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import deadlines, states
from parloeb.domain.grants.force import ANSWERS, Kind
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import hearings as commands
from parloeb.domain.grants.procedure.queries import hearings as queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.kernel import states as moves
from parloeb.pages.grants.procedure.forms import HearingForm, NotedAnswerForm, OwnAnswerForm, ProlongForm
from parloeb.pages.shared import existing, guards, letterhead, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)

# Act of the state table, name of the address, what the button says, whether it opens a form.
BUTTONS = (
    ("answer", "answer_hearing", "Skriv borgerens svar ned", True),
    ("prolong", "prolong_hearing", "Giv længere tid til at svare", True),
    ("close", "close_hearing", "Notér, at der ikke kom svar", False),
    ("withdraw", "withdraw_hearing", "Fortryd partshøringen", False),
)


@guards.reading(*DECIDERS)
def new(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Page:
    """Ask which facts, and until when."""
    del request
    return _new_page(_grant(entry, grant), HearingForm(initial={"answer_by": deadlines.answer_by(entry.on)}))


@guards.writing(*DECIDERS)
def hear(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """Put the facts to the citizen by letter."""
    found, form = _grant(entry, grant), HearingForm(request.POST)
    if form.is_valid():
        sending = letterhead.sending(found.case.jobcentre, on=entry.on)
        try:
            if "preview" in request.POST:
                shown = commands.preview(found, **form.cleaned_data, sending=sending, by=entry.by, on=entry.on)
                return _new_page(found, form, letter=letterhead.drafted(shown, subject_level=3), on=entry.on)
            hearing = commands.open_hearing(
                found, **form.cleaned_data, sending=sending, by=entry.by, at=entry.at, on=entry.on
            )
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("procedure:hearing", hearing=hearing.uuid)
    return _new_page(found, form)


@guards.reading(*DECIDERS, Role.CITIZEN)
def detail(request: HttpRequest, entry: Entry, hearing: UUID) -> guards.Page:
    """Read what was asked and answered."""
    del request
    return _sheet_page(entry, _found(entry, hearing))


def _sheet_page(entry: Entry, found: Any) -> guards.Page:
    sheet = existing.or_404(queries.sheet(access.hearings_visible_to(entry.by, on=entry.on), found.uuid))
    context = {"sheet": sheet, "acts": _acts(entry, found), "is_own": entry.by.role is Role.CITIZEN}
    return guards.Page("grants/procedure/hearing.html", context, shows=[sheet.citizen], subject=found)


@guards.reading(*DECIDERS, Role.CITIZEN)
def answer_form(request: HttpRequest, entry: Entry, hearing: UUID) -> guards.Page:
    """Ask for the answer, with what was asked beside it; one that can be given no more is read where it stands."""
    del request
    found = _found(entry, hearing)
    possible = moves.acts_from(states.HEARING_MOVES, states.HearingState(found.state))
    if "answer" not in possible or found.grant.state not in states.OPEN:
        return _sheet_page(entry, found)
    own = entry.by.role is Role.CITIZEN
    form = OwnAnswerForm() if own else NotedAnswerForm(initial={"answered_on": entry.on})
    return _answer_page(entry, hearing, form)


@guards.writing(*DECIDERS, Role.CITIZEN)
def answer(request: HttpRequest, entry: Entry, hearing: UUID) -> guards.Answer:
    """Keep the answer."""
    found, own = _found(entry, hearing), entry.by.role is Role.CITIZEN
    form = OwnAnswerForm(request.POST) if own else NotedAnswerForm(request.POST)
    if form.is_valid():
        said = (
            form.answer()
            if isinstance(form, NotedAnswerForm)
            else commands.Answer(form.cleaned_data["text"], Way.PAGE, entry.on)
        )
        try:
            commands.answer(found, said, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("procedure:hearing", hearing=hearing)
    return _answer_page(entry, hearing, form)


@guards.reading(*DECIDERS)
def prolong_form(request: HttpRequest, entry: Entry, hearing: UUID) -> guards.Page:
    """Ask until when, and why."""
    del request
    return _prolong_page(entry, hearing, ProlongForm())


@guards.writing(*DECIDERS)
def prolong(request: HttpRequest, entry: Entry, hearing: UUID) -> guards.Answer:
    """Give longer to answer."""
    found, form = _found(entry, hearing), ProlongForm(request.POST)
    if form.is_valid():
        sending = letterhead.sending(found.grant.case.jobcentre, on=entry.on)
        try:
            if "preview" in request.POST:
                shown = commands.preview_prolonged(found, form.new_day(), sending=sending, by=entry.by, on=entry.on)
                return _prolong_page(entry, hearing, form, letter=letterhead.drafted(shown, subject_level=3))
            commands.prolong(found, form.new_day(), sending=sending, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("procedure:hearing", hearing=hearing)
    return _prolong_page(entry, hearing, form)


@guards.writing(*DECIDERS)
def close(request: HttpRequest, entry: Entry, hearing: UUID) -> HttpResponse:
    """Note that no answer came."""
    del request
    commands.close(_found(entry, hearing), by=entry.by, at=entry.at, on=entry.on)
    return redirect("procedure:hearing", hearing=hearing)


@guards.writing(*DECIDERS)
def withdraw(request: HttpRequest, entry: Entry, hearing: UUID) -> HttpResponse:
    """Call it back."""
    del request
    found = _found(entry, hearing)
    commands.withdraw(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:detail", grant=found.grant.uuid)


def of_grant(entry: Entry, grant: Any) -> tuple[queries.HearingRow, ...]:
    """The hearings of a grant that the reader may see, for its page."""
    return queries.rows(access.hearings_visible_to(entry.by, on=entry.on), grant.uuid)


def answered(entry: Entry, grant: Any) -> list[str]:
    """What the citizen answered about a grant that is being made, for who decides it: the reasons must meet it."""
    if grant.state not in states.OPEN or entry.by.role not in DECIDERS:
        return []
    return [
        f"Borgeren svarede på partshøringen {row.answered}: »{row.answer}« {in_letter(Kind(grant.kind))}"
        for row in of_grant(entry, grant)
        if row.answered
    ]


def in_letter(kind: Kind) -> str:
    """When the letter of the decision tells the answer: with its reasons, which not every decision gives."""
    if kind in ANSWERS:
        return (
            "Svaret kommer med i brevet, hvis du giver afslag, helt eller delvist. Skriv så i begrundelsen, hvad det "
            "betyder for afgørelsen."
        )
    if kind in (Kind.CHANGE, Kind.MOVE):
        return (
            "Svaret kommer med i brevet, hvis du skriver en begrundelse. Skriv i den, hvad svaret betyder for "
            "afgørelsen."
        )
    return "Svaret kommer med i brevet. Skriv i begrundelsen, hvad det betyder for afgørelsen."


def button(entry: Entry, grant: Any) -> list[pieces.Act]:
    """The way to hear the citizen while the grant is being made and nobody is heard, for who decides it."""
    if any(row.is_open for row in of_grant(entry, grant)):
        return []
    if grant.state not in states.OPEN or not grant_access.may(entry.by, "hear", grant, on=entry.on):
        return []
    return [pieces.Act(reverse("procedure:hear", kwargs={"grant": grant.uuid}), "Hør borgeren først", opens=True)]


def _grant(entry: Entry, uuid: UUID) -> Any:
    visible = grant_access.visible_to(entry.by, on=entry.on).select_related("case__citizen", "case__jobcentre")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.hearings_visible_to(entry.by, on=entry.on).select_related(
        "grant__case__citizen", "grant__case__jobcentre", "letter"
    )
    return existing.or_404(visible.filter(uuid=uuid).first())


def _new_page(
    found: Any, form: HearingForm, *, letter: SafeString | None = None, on: date | None = None
) -> guards.Page:
    context = {
        "form": form,
        "letter": letter,
        "short": deadlines.short(on, form.cleaned_data["answer_by"]) if on else "",
        "case_number": found.case.number,
        "name": str(found.case.citizen),
        "grant": found.uuid,
    }
    status = 422 if form.is_bound and letter is None else 200
    shows = [found.case.citizen.uuid]
    return guards.Page("grants/procedure/hear.html", context, shows=shows, subject=found, status=status)


def _answer_page(entry: Entry, uuid: UUID, form: forms.Form) -> guards.Page:
    sheet = existing.or_404(queries.sheet(access.hearings_visible_to(entry.by, on=entry.on), uuid))
    context = {"form": form, "sheet": sheet, "is_own": entry.by.role is Role.CITIZEN}
    status = 422 if form.is_bound else 200
    return guards.Page("grants/procedure/answer.html", context, shows=[sheet.citizen], status=status)


def _prolong_page(entry: Entry, uuid: UUID, form: ProlongForm, *, letter: SafeString | None = None) -> guards.Page:
    sheet = existing.or_404(queries.sheet(access.hearings_visible_to(entry.by, on=entry.on), uuid))
    context = {
        "form": form,
        "letter": letter,
        "case_number": sheet.case_number,
        "title": f"Giv {sheet.citizen_name} længere tid til at svare",
        "lead": "Borgeren får et brev, der siger den nye dag. Fristen kan ikke blive kortere, end den er nu.",
        "facts": sheet.facts,
        "over": "Partshøringen",
        "back": reverse("procedure:hearing", kwargs={"hearing": uuid}),
    }
    status = 422 if form.is_bound and letter is None else 200
    return guards.Page("grants/procedure/postpone.html", context, shows=[sheet.citizen], status=status)


def _acts(entry: Entry, found: Any) -> list[pieces.Act]:
    """The acts that the state allows and the role may do, while nothing is decided."""
    if found.grant.state not in states.OPEN:
        return []
    possible = moves.acts_from(states.HEARING_MOVES, states.HearingState(found.state))
    own = entry.by.role is Role.CITIZEN
    return [
        pieces.Act(
            reverse(f"procedure:{name}", kwargs={"hearing": found.uuid}),
            "Svar" if own else label,
            primary=act == "answer",
            opens=opens,
            why_not=commands.why_not_close(found, on=entry.on) if act == "close" else "",
        )
        for act, name, label, opens in BUTTONS
        if act in possible and entry.by.role in access.MAY_OF_HEARING[act]
    ]
