"""The handover from one mentor to the next: read, written, handed over, acknowledged, overridden."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.matching import handing_over
from parloeb.domain.matching.handing_over import State
from parloeb.domain.matching.handover import access, commands, queries
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.journeys import handing_over as journey
from parloeb.kernel import errors
from parloeb.kernel import states as moves
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse

READERS = (*CASE_STAFF, Role.MENTOR, Role.CITIZEN)


class WordsForm(forms.Form):
    """What one of the three writes."""

    works = ask.text("Hvad virker", length=commands.LENGTH, help_text="Et par linjer, som du selv ville sige dem.")
    avoid = ask.text("Hvad skal man undgå", length=commands.LENGTH)


class HandOverForm(forms.Form):
    """What goes with the handing over."""

    health_agreed = forms.BooleanField(
        label="Borgeren har sagt ja til, at det om helbred gives videre",
        required=False,
        help_text="Uden ja går linjer om helbred ikke med.",
    )


class OverrideForm(forms.Form):
    """Why the change goes on without it."""

    because = ask.text(
        "Hvorfor skal skiftet gå videre uden?",
        length=commands.REASON_LENGTH,
        required="Skriv, hvorfor skiftet skal gå videre uden overdragelsen.",
    )


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, handover: UUID) -> guards.Page:
    """What the next mentor is told, and what the reader can do with it now."""
    del request
    return _page(entry, _found(entry, handover))


@guards.writing(*READERS)
def write(request: HttpRequest, entry: Entry, handover: UUID) -> guards.Answer:
    """Write the own words."""
    found, form = _found(entry, handover), WordsForm(request.POST)
    return _done(
        entry, found, form, "words", lambda typed: commands.write(found, **typed, by=entry.by, at=entry.at, on=entry.on)
    )


@guards.writing(*CASE_STAFF, Role.MENTOR)
def hand_over(request: HttpRequest, entry: Entry, handover: UUID) -> guards.Answer:
    """Let the next mentor read it."""
    found, form = _found(entry, handover), HandOverForm(request.POST)
    package = journey.package(found, on=entry.on)
    return _done(
        entry,
        found,
        form,
        "handing",
        lambda typed: commands.hand_over(found, package, **typed, by=entry.by, at=entry.at, on=entry.on),
    )


@guards.writing(*CASE_STAFF)
def take_back(request: HttpRequest, entry: Entry, handover: UUID) -> guards.Answer:
    """Take it back, to write more."""
    del request
    commands.take_back(_found(entry, handover), by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:handover", handover=handover)


@guards.writing(Role.MENTOR)
def acknowledge(request: HttpRequest, entry: Entry, handover: UUID) -> guards.Answer:
    """The new mentor has read it."""
    del request
    commands.acknowledge(_found(entry, handover), by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:handover", handover=handover)


@guards.writing(Role.TEAM_LEADER)
def override(request: HttpRequest, entry: Entry, handover: UUID) -> guards.Answer:
    """Let the change go on without it."""
    found, form = _found(entry, handover), OverrideForm(request.POST)
    package = journey.package(found, on=entry.on)
    return _done(
        entry,
        found,
        form,
        "overriding",
        lambda typed: commands.override(found, package, **typed, by=entry.by, at=entry.at, on=entry.on),
    )


@guards.writing(Role.CITIZEN)
def strike(request: HttpRequest, entry: Entry, handover: UUID) -> guards.Answer:
    """The citizen takes the own words back."""
    del request
    commands.strike(_found(entry, handover), by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:handover", handover=handover)


def _found(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(queries.by_uuid(access.visible_to(entry.by, on=entry.on), uuid))


def _done(
    entry: Entry, found: Any, form: forms.Form, name: str, act: Callable[[dict[str, Any]], None]
) -> guards.Answer:
    """Do the act with what was typed; else the page again with what is wrong."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
            return redirect("matching:handover", handover=found.uuid)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, found, **{name: form})


def _page(entry: Entry, found: Any, **typed: forms.Form) -> guards.Page:
    state = State(found.state)
    can = {act for act in moves.acts_from(handing_over.MOVES, state) if access.may(entry.by, act, found, on=entry.on)}
    words = [one for one in queries.written(found) if access.may_read(entry.by, found, one.words)]
    sheet = queries.sheet(found, with_reason=access.reads_reason(entry.by), on=entry.on)
    own = next((one for one in words if one.author is access.author_of(entry.by, found)), None)
    context: dict[str, Any] = {
        "sheet": sheet,
        "words": words,
        "package": _package(found, entry, state),
        "writing": typed.get("words") or _words_form(own) if can & {"write", "write_own"} else None,
        "handing": typed.get("handing") or HandOverForm() if "hand_over" in can else None,
        "overriding": typed.get("overriding") or OverrideForm() if "override" in can else None,
        "acts": [*_acts(found, can, has_words=own is not None and not own.is_struck)],
        "reads_own_only": access.is_former(entry.by, found),
        "is_citizen": entry.by.role is Role.CITIZEN,
    }
    status = 422 if typed else 200
    return guards.Page("matching/handover.html", context, shows=[sheet.citizen], subject=found, status=status)


def _package(found: Any, entry: Entry, state: State) -> handing_over.Package:
    """What was handed over, or kept as the leader overrode it; while it is written, what would go with it today."""
    if state is State.DRAFT:
        return journey.package(found, on=entry.on)
    return handing_over.package_of(found.facts)


def _words_form(own: queries.WrittenWords | None) -> WordsForm:
    return WordsForm(initial={"works": own.works, "avoid": own.avoid} if own else None)


def _acts(found: Any, can: set[str], *, has_words: bool) -> list[pieces.Act]:
    buttons = (
        ("acknowledge", "handover_read", "Jeg har læst overdragelsen", True),
        ("take_back", "handover_take_back", "Tag den tilbage for at skrive mere", False),
        ("strike", "handover_strike", "Slet det, jeg har skrevet", False),
    )
    return [
        pieces.Act(reverse(f"matching:{name}", kwargs={"handover": found.uuid}), label, primary=primary)
        for act, name, label, primary in buttons
        if act in can and (act != "strike" or has_words)
    ]
