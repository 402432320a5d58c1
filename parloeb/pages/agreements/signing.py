"""Put an agreement before the three, take it back, and sign it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.agreements import access, commands
from parloeb.domain.agreements.lists import Way
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.agreements import found
from parloeb.pages.agreements.forms import ForCitizenForm
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse


@guards.writing(*found.WRITERS)
def present(request: HttpRequest, entry: Entry, agreement: UUID) -> HttpResponse:
    """Put the draft before the three to sign."""
    one = found.agreement(entry, agreement)
    commands.present(one, version=_version(request), by=entry.by, at=entry.at, on=entry.on)
    return redirect("agreements:detail", agreement=agreement)


@guards.writing(*found.WRITERS)
def change(request: HttpRequest, entry: Entry, agreement: UUID) -> HttpResponse:
    """Take it back to be changed."""
    del request
    commands.change(found.agreement(entry, agreement), by=entry.by, at=entry.at, on=entry.on)
    return redirect("agreements:edit", agreement=agreement)


@guards.writing(*found.SIGNERS)
def sign(request: HttpRequest, entry: Entry, agreement: UUID) -> HttpResponse:
    """Sign as oneself the text that was read."""
    one = found.agreement(entry, agreement)
    commands.sign(one, version=_version(request), by=entry.by, at=entry.at, on=entry.on)
    return redirect("agreements:detail", agreement=agreement)


@guards.reading(Role.CASEWORKER)
def for_citizen(request: HttpRequest, entry: Entry, agreement: UUID) -> guards.Page:
    """The form for a citizen who signs on paper or not in person."""
    del request
    one = found.agreement(entry, agreement)
    return _for_citizen_page(entry, one, ForCitizenForm(initial={"version": one.version}))


@guards.writing(Role.CASEWORKER)
def sign_for_citizen(request: HttpRequest, entry: Entry, agreement: UUID) -> guards.Answer:
    """Sign for the citizen, with the reason."""
    one = found.agreement(entry, agreement)
    form = ForCitizenForm(request.POST)
    if not form.is_valid():
        return _for_citizen_page(entry, one, form)
    typed = form.cleaned_data
    try:
        commands.sign_for_citizen(
            one,
            way=Way(typed["way"]),
            reason=typed["reason"],
            version=typed["version"],
            by=entry.by,
            at=entry.at,
            on=entry.on,
        )
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return _for_citizen_page(entry, one, form)
    return redirect("agreements:detail", agreement=agreement)


def _for_citizen_page(entry: Entry, one: Any, form: ForCitizenForm) -> guards.Page:
    context = {
        "form": form,
        "case_number": one.case.number,
        "name": str(one.case.citizen),
        "why_not": access.may(entry.by, "sign_for_citizen", one, on=entry.on).reason,
        "back": reverse("agreements:detail", kwargs={"agreement": one.uuid}),
    }
    status = 422 if form.is_bound else 200
    return guards.Page(
        "agreements/for_citizen.html", context, shows=[one.case.citizen.uuid], subject=one, status=status
    )


def _version(request: HttpRequest) -> int:
    """The version that the page showed; one written by hand that is none fits no agreement."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() else 0
