"""Ask for something on the own page, or write down what a citizen asks for, and the answer."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString

from parloeb.domain.cases import access as case_access
from parloeb.domain.cases import queries as cases
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import requests as commands
from parloeb.domain.grants.procedure.queries import requests as queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.grants.procedure.forms import DelayForm, OwnRequestForm, RequestAnswerForm, RequestForm
from parloeb.pages.shared import existing, guards, letterhead
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)


@guards.reading(*DECIDERS, Role.CITIZEN)
def new(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """Ask what is asked for."""
    del request
    own = entry.by.role is Role.CITIZEN
    return _new_page(_reached(entry, case), OwnRequestForm() if own else RequestForm(initial={"asked_on": entry.on}))


@guards.writing(*DECIDERS, Role.CITIZEN)
def register(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Keep it."""
    reached, own = _reached(entry, case), entry.by.role is Role.CITIZEN
    form = OwnRequestForm(request.POST) if own else RequestForm(request.POST)
    if form.is_valid():
        try:
            found = commands.register(reached.case, form.asked(entry.on), by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("procedure:request", asked=found.uuid)
    return _new_page(reached, form)


@guards.reading(*DECIDERS, Role.CITIZEN)
def detail(request: HttpRequest, entry: Entry, asked: UUID) -> guards.Page:
    """Read it, with the form for the answer."""
    del request
    return _page(entry, asked, RequestAnswerForm(initial={"answered_on": entry.on}))


@guards.writing(*DECIDERS)
def answer(request: HttpRequest, entry: Entry, asked: UUID) -> guards.Answer:
    """Note that it was answered."""
    found, form = _found(entry, asked), RequestAnswerForm(request.POST)
    if form.is_valid():
        try:
            commands.answer(found, **form.cleaned_data, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("procedure:request", asked=asked)
    return _page(entry, asked, form)


@guards.reading(*DECIDERS)
def delay_form(request: HttpRequest, entry: Entry, asked: UUID) -> guards.Page:
    """Ask when the answer comes, and why it takes longer."""
    del request
    return _delay_page(entry, asked, DelayForm())


@guards.writing(*DECIDERS)
def explain(request: HttpRequest, entry: Entry, asked: UUID) -> guards.Answer:
    """Tell the citizen that the answer comes later."""
    found, form = _found(entry, asked), DelayForm(request.POST)
    if form.is_valid():
        sending = letterhead.sending(found.case.jobcentre, on=entry.on)
        try:
            if "preview" in request.POST:
                shown = commands.preview_explained(found, form.new_day(), sending=sending, by=entry.by, on=entry.on)
                return _delay_page(entry, asked, form, letter=letterhead.drafted(shown, subject_level=3))
            commands.explain(found, form.new_day(), sending=sending, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("procedure:request", asked=asked)
    return _delay_page(entry, asked, form)


def _delay_page(entry: Entry, uuid: UUID, form: DelayForm, *, letter: SafeString | None = None) -> guards.Page:
    sheet = existing.or_404(queries.sheet(access.requests_visible_to(entry.by, on=entry.on), uuid))
    context = {
        "form": form,
        "letter": letter,
        "case_number": sheet.case_number,
        "title": f"Skriv til {sheet.citizen_name}, at svaret kommer senere",
        "lead": (
            "Kan svaret ikke nås til tiden, skal borgeren have at vide, hvorfor, og hvornår det kommer "
            "(forvaltningsloven § 23, offentlighedsloven § 36, retssikkerhedsloven § 3). Borgeren får et brev."
        ),
        "facts": sheet.facts,
        "over": "Anmodningen",
        "back": reverse("procedure:request", kwargs={"asked": uuid}),
    }
    status = 422 if form.is_bound and letter is None else 200
    return guards.Page("grants/procedure/postpone.html", context, shows=[sheet.citizen], status=status)


def _reached(entry: Entry, case: UUID) -> case_access.Reached:
    return existing.or_404(case_access.reach(entry.by, case, on=entry.on))


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.requests_visible_to(entry.by, on=entry.on).select_related("case__citizen", "case__jobcentre")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _new_page(reached: case_access.Reached, form: RequestForm | OwnRequestForm) -> guards.Page:
    own = reached.by.role is Role.CITIZEN
    context = {"form": form, "case": cases.case_head(reached.case), "is_own": own}
    status = 422 if form.is_bound else 200
    shows = [reached.case.citizen.uuid]
    return guards.Page("grants/procedure/ask.html", context, shows=shows, subject=reached.case, status=status)


def _page(entry: Entry, uuid: UUID, form: forms.Form) -> guards.Page:
    sheet = existing.or_404(queries.sheet(access.requests_visible_to(entry.by, on=entry.on), uuid))
    status = 422 if form.is_bound else 200
    context = {"sheet": sheet, "form": form, "is_own": entry.by.role is Role.CITIZEN}
    return guards.Page("grants/procedure/request.html", context, shows=[sheet.citizen], status=status)
