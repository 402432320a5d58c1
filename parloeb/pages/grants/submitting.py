"""Send a draft back to its caseworker with a message, or take back what one put before the leader."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.grants import states, submitting
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.grants import modifying
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse

DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)


class MessageForm(forms.Form):
    """What the caseworker is to do."""

    message = ask.text(
        "Besked til sagsbehandleren",
        required="Skriv, hvad sagsbehandleren skal gøre.",
        help_text="Sagsbehandleren læser den på udkastet. Den bliver på sagen.",
    )


@guards.reading(*DECIDERS)
def send_back_form(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """Ask for the message; a draft that is not before the leader is read instead."""
    del request
    found = modifying.found(entry, grant)
    if found.state != states.State.SUBMITTED:
        return redirect("grants:detail", grant=grant)
    return _page(found, MessageForm())


@guards.writing(*DECIDERS)
def send_back(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """The leader sends the draft back."""
    found, form = modifying.found(entry, grant), MessageForm(request.POST)
    if not form.is_valid():
        return _page(found, form)
    try:
        submitting.send_back(found, message=form.cleaned_data["message"], by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return _page(found, form)
    return redirect("grants:detail", grant=grant)


@guards.writing(*DECIDERS)
def take_back(request: HttpRequest, entry: Entry, grant: UUID) -> HttpResponse:
    """Go on with a draft that one put before the leader."""
    del request
    submitting.take_back(modifying.found(entry, grant), by=entry.by, at=entry.at, on=entry.on)
    return redirect("grants:detail", grant=grant)


def _page(found: Any, form: MessageForm) -> guards.Page:
    context = {
        "form": form,
        "case_number": found.case.number,
        "name": str(found.case.citizen),
        "back": reverse("grants:detail", kwargs={"grant": found.uuid}),
    }
    status = 422 if form.is_bound else 200
    shows = [found.case.citizen.uuid]
    return guards.Page("grants/send_back.html", context, shows=shows, subject=found, status=status)
