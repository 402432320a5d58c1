"""The day of a discharge moves: enter it once, and see what of the support must follow."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.grants import modifying, states, telling
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access as referral_access
from parloeb.domain.referrals.lists import LegalBasis, Source
from parloeb.journeys import discharging
from parloeb.kernel import days, errors
from parloeb.pages.grants.modifying import found
from parloeb.pages.shared import guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField

DECIDERS = (Role.CASEWORKER, Role.TEAM_LEADER)


class DischargeForm(forms.Form):
    """The new day, who told of it, and why it moved."""

    discharge_on = DayField(label="Ny dag for udskrivning", error_messages={"required": "Skriv den nye dag."})
    source = ask.radio("Hvem har oplyst det?", Source.choices(), required="Vælg, hvem der har oplyst det.")
    reason = forms.CharField(
        label="Hvorfor er udskrivningen flyttet?",
        max_length=500,
        error_messages={"required": "Skriv, hvorfor udskrivningen er flyttet."},
        help_text="Det står i henvisningen ved siden af den gamle dag. Skriv kun det, sagen har brug for.",
    )

    def moved(self) -> discharging.Moved:
        """What was typed, as the journey takes it."""
        typed = self.cleaned_data
        return discharging.Moved(typed["discharge_on"], Source(typed["source"]), typed["reason"])


@guards.reading(*DECIDERS)
def new(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Page:
    """Ask for the new day."""
    del request
    return _page(found(entry, grant), DischargeForm())


@guards.writing(*DECIDERS)
def move(request: HttpRequest, entry: Entry, grant: UUID) -> guards.Answer:
    """Keep the day, and go on to the decision that moves the support; where there is none to make, to the grant."""
    one, form = found(entry, grant), DischargeForm(request.POST)
    if form.is_valid():
        try:
            draft = discharging.move(one, form.moved(), by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("grants:detail", grant=draft.uuid if draft else one.uuid)
    return _page(one, form)


def button(entry: Entry, one: Any) -> list[pieces.Act]:
    """The way to enter another day, beside support at a discharge that goes on, for who decides."""
    if not _is_at_discharge(one) or one.in_force_to is None or one.in_force_to < entry.on:
        return []
    if not referral_access.may(entry.by, "move_discharge", one.referral, on=entry.on):
        return []
    url = reverse("grants:discharge", kwargs={"grant": one.uuid})
    return [pieces.Act(url, "Udskrivningen er flyttet", opens=True)]


def steps(entry: Entry, one: Any) -> Iterator[pieces.Lack]:
    """What support at a discharge still lacks after the decision: what must follow the day, and what is due besides."""
    if entry.by.role not in DECIDERS or not _is_at_discharge(one):
        return
    for behind in modifying.to_move(case=one.case, on=entry.on):
        yield pieces.Lack(telling.behind(behind), reverse("grants:detail", kwargs={"grant": behind.uuid}))
    if due := modifying.due_after_discharge(one.case, on=entry.on):
        yield pieces.Lack(due, stops="Bevilg videre, eller flyt den sidste dag.")


def _is_at_discharge(one: Any) -> bool:
    return bool(one.state == states.State.GRANTED and one.legal_basis == LegalBasis.LAB_167_2 and one.discharge_on)


def _page(one: Any, form: DischargeForm) -> guards.Page:
    referral = one.referral
    known = [("Udskrives nu den", days.text(referral.discharge_on) if referral.discharge_on else "")]
    if referral.hospitalised_on:
        known.insert(0, ("Indlagt den", days.text(referral.hospitalised_on)))
    context = {
        "form": form,
        "known": known,
        "case_number": one.case.number,
        "name": str(one.case.citizen),
        "grant": one.uuid,
    }
    status = 422 if form.is_bound else 200
    shows = [one.case.citizen.uuid]
    return guards.Page("grants/discharge.html", context, shows=shows, subject=one, status=status)
