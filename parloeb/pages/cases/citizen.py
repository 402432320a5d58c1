"""Correct what the citizen of a case is registered with."""

from dataclasses import asdict
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access, commands
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Particulars, Role
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse
from parloeb.pages.shared.forms.citizens import CitizenForm
from parloeb.pages.shared.keys import keyring

CORRECTORS = (Role.CASEWORKER, Role.TEAM_LEADER)


class CorrectForm(CitizenForm):
    """What is registered now, to be corrected. Of somebody protected nothing is shown, and what is left empty stays."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, is_hidden: bool, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.is_hidden = is_hidden
        self.fields["name"].required = not is_hidden

    def corrected(self, kept: Particulars) -> Particulars:
        """What shall stand: what was typed, and where nothing was shown also what was not typed over."""
        typed = asdict(self.particulars())
        if self.is_hidden:
            typed = {name: value or getattr(kept, name) for name, value in typed.items()}
        return Particulars(**typed)


@guards.reading(*CORRECTORS)
def form_of(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The form, with what is registered now."""
    del request
    reached = _reached(entry, case)
    citizen = reached.case.citizen
    initial: dict[str, object] = {"version": citizen.version, "is_protected": citizen.is_protected}
    if not citizen.is_protected:
        initial |= asdict(people.particulars_of(citizen, keys=keyring()))
    return _page(reached, CorrectForm(initial=initial, is_hidden=citizen.is_protected))


@guards.writing(*CORRECTORS)
def correct(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Register what was corrected."""
    reached = _reached(entry, case)
    citizen = reached.case.citizen
    form = CorrectForm(request.POST, is_hidden=citizen.is_protected)
    if form.is_valid():
        try:
            commands.correct_citizen(
                reached.case,
                form.corrected(people.particulars_of(citizen, keys=keyring())),
                is_protected=form.cleaned_data["is_protected"],
                version=form.cleaned_data["version"],
                keys=keyring(),
                by=entry.by,
                at=entry.at,
                on=entry.on,
            )
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:detail", case=case)
    return _page(reached, form)


def _reached(entry: Entry, case: UUID) -> access.Reached:
    return existing.or_404(access.reach(entry.by, case, on=entry.on))


def _page(reached: access.Reached, form: CorrectForm) -> guards.Page:
    case = reached.case
    context = {
        "form": form,
        "case_number": case.number,
        "name": str(case.citizen),
        "is_hidden": form.is_hidden,
        "back": reverse("cases:detail", kwargs={"case": case.uuid}),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("cases/citizen.html", context, shows=[case.citizen.uuid], subject=case.citizen, status=status)
