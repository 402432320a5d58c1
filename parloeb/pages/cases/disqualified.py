"""Say that one is disqualified in a case; the leader sees who is, and may find otherwise."""

from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access, disqualifying, queries
from parloeb.domain.cases.lists import Ground
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse

DECLARERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CONTROLLER)


class DeclareForm(forms.Form):
    """Why I may not deal with the case."""

    ground = ask.radio("Hvorfor er du inhabil?", Ground.choices(), required="Vælg, hvorfor du er inhabil.")


class LiftForm(forms.Form):
    """Whom the leader finds not to be disqualified, and why."""

    declared = forms.UUIDField(widget=forms.HiddenInput)
    because = ask.text(
        "Hvorfor er medarbejderen ikke inhabil?",
        length=500,
        required="Skriv, hvorfor medarbejderen ikke er inhabil.",
    )


@guards.reading(*DECLARERS)
def form_of(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The form, and to the leader who is disqualified."""
    del request
    return _page(entry, _reached(entry, case), DeclareForm())


@guards.writing(*DECLARERS)
def declare(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Close the case to myself."""
    reached = _reached(entry, case)
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return _page(entry, reached, form)
    disqualifying.declare(reached.case, Ground(form.cleaned_data["ground"]), by=entry.by, at=entry.at, on=entry.on)
    return redirect("desk")


@guards.writing(Role.TEAM_LEADER)
def lift(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Open the case again to somebody who is not disqualified."""
    reached = _reached(entry, case)
    form = LiftForm(request.POST)
    if form.is_valid():
        found = queries.standing_disqualification(reached.case, form.cleaned_data["declared"])
        because = form.cleaned_data["because"]
        try:
            disqualifying.lift(existing.or_404(found), because, by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:disqualified", case=case)
    return _page(entry, reached, DeclareForm(), lifting=form)


def _reached(entry: Entry, case: UUID) -> access.Reached:
    return existing.or_404(access.reach(entry.by, case, on=entry.on))


def _page(entry: Entry, reached: access.Reached, form: DeclareForm, *, lifting: LiftForm | None = None) -> guards.Page:
    case = reached.case
    rows = queries.disqualified(case) if access.may_see_disqualified(entry.by) else ()
    context = {
        "form": form,
        "rows": [(row, None if row.lifted else _lift_form(row, lifting)) for row in rows],
        "case_number": case.number,
        "name": str(case.citizen),
        "back": reverse("cases:detail", kwargs={"case": case.uuid}),
        "lift_url": reverse("cases:lift", kwargs={"case": case.uuid}),
    }
    status = 422 if form.is_bound or lifting else 200
    return guards.Page("cases/disqualified.html", context, shows=[case.citizen.uuid], subject=case, status=status)


def _lift_form(row: queries.DisqualifiedRow, lifting: LiftForm | None) -> LiftForm:
    """What was typed at the one that it was typed at; fields of several forms have ids of their own."""
    if lifting and lifting.data.get("declared") == str(row.uuid):
        return lifting
    return LiftForm(initial={"declared": row.uuid}, auto_id=f"id_{row.uuid}_%s")
