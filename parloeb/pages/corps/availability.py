"""The hours of a mentor from which day on, and when the mentor is away: kept by coordinator, employer and mentor."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists
from parloeb.domain.corps import queries as mentors
from parloeb.domain.corps.availability import access, commands, queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, numbers
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField, HoursField

KEEPERS = (Role.COORDINATOR, Role.SUPPLIER_ADMIN)
TELLERS = (*KEEPERS, Role.MENTOR)
ABSENCE_IDS = "absence_%s"  # the form of hours stands on the same page


class HoursForm(forms.Form):
    """Hours a week from a day on."""

    weekly_minutes = HoursField(label="Timer om ugen", error_messages={"required": "Skriv timerne om ugen."})
    first_day = DayField(label="Gælder fra", error_messages={"required": "Skriv den første dag."})


class AbsenceForm(forms.Form):
    """Days on which the mentor meets nobody."""

    kind = ask.choice("Hvad er det?", lists.AbsenceKind, required="Vælg, hvad fraværet er.")
    first_day = DayField(label="Første dag", error_messages={"required": "Skriv den første dag."})
    last_day = DayField(
        label="Sidste dag", required=False, help_text="fx 22-11-2026. Tomt: det vides ikke endnu (ikke ved ferie)."
    )


class EndForm(forms.Form):
    """The last day of an absence."""

    last_day = DayField(label="Sidste dag", error_messages={"required": "Skriv den sidste dag."})


@guards.reading(*TELLERS)
def read(request: HttpRequest, entry: Entry, member: UUID) -> guards.Page:
    """What holds, what comes and what was, with the forms."""
    del request
    return _page(entry, _found(entry, member))


@guards.writing(*KEEPERS)
def set_hours(request: HttpRequest, entry: Entry, member: UUID) -> guards.Answer:
    """Set hours from a day on."""
    found, form = _found(entry, member), HoursForm(request.POST)
    if form.is_valid():
        minutes = numbers.minutes_of(form.cleaned_data["weekly_minutes"])
        first_day = form.cleaned_data["first_day"]
        try:
            commands.set_hours(
                found, first_day=first_day, weekly_minutes=minutes, by=entry.by, at=entry.at, on=entry.on
            )
            return redirect("corps:availability", member=member)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, found, hours=form)


@guards.writing(*KEEPERS)
def take_back_hours(request: HttpRequest, entry: Entry, hours: UUID) -> HttpResponse:
    """Let an entry hold on no day."""
    del request
    found = existing.or_404(queries.hours_by_uuid(access.hours_visible_to(entry.by), hours))
    commands.take_back_hours(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("corps:availability", member=found.mentor.uuid)


@guards.writing(*TELLERS)
def register_absence(request: HttpRequest, entry: Entry, member: UUID) -> guards.Answer:
    """Tell that the mentor is away."""
    found, form = _found(entry, member), AbsenceForm(request.POST, auto_id=ABSENCE_IDS)
    if form.is_valid():
        typed = form.cleaned_data | {"kind": lists.AbsenceKind(form.cleaned_data["kind"])}
        try:
            commands.register_absence(found, **typed, by=entry.by, at=entry.at, on=entry.on)
            return redirect("corps:availability", member=member)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, found, absence=form)


@guards.reading(*TELLERS)
def ending(request: HttpRequest, entry: Entry, absence: UUID) -> guards.Page:
    """The form with the last day that is known."""
    del request
    found = _absence(entry, absence)
    return _end_page(found, EndForm(initial={"last_day": found.last_day or entry.on}))


@guards.writing(*TELLERS)
def end_absence(request: HttpRequest, entry: Entry, absence: UUID) -> guards.Answer:
    """Tell the last day of an absence, or another one."""
    found, form = _absence(entry, absence), EndForm(request.POST)
    if form.is_valid():
        try:
            commands.end_absence(found, **form.cleaned_data, by=entry.by, at=entry.at, on=entry.on)
            return redirect("corps:availability", member=found.mentor.uuid)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _end_page(found, form)


@guards.writing(*TELLERS)
def withdraw_absence(request: HttpRequest, entry: Entry, absence: UUID) -> HttpResponse:
    """Let an absence count on no day."""
    del request
    found = _absence(entry, absence)
    commands.withdraw_absence(found, by=entry.by, at=entry.at)
    return redirect("corps:availability", member=found.mentor.uuid)


def home(entry: Entry, mentor: UUID) -> tuple[str, str]:
    """The page of a mentor that one comes from, as (label, address)."""
    if entry.by.role is Role.COORDINATOR:
        return "Mentoren", reverse("corps:detail", kwargs={"mentor": mentor})
    if entry.by.role is Role.MENTOR:
        return "Min profil", reverse("mentor:profile")
    return "Mine mentorer", reverse("corps:employed")


def _found(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(mentors.by_uuid(corps.visible_to(entry.by), uuid))


def _absence(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(queries.absence_by_uuid(access.absences_visible_to(entry.by), uuid))


def _page(
    entry: Entry, found: Any, *, hours: HoursForm | None = None, absence: AbsenceForm | None = None
) -> guards.Page:
    may_set = bool(access.may_keep_hours(entry.by, found))
    fresh = HoursForm(initial={"first_day": entry.on}) if may_set else None
    back, back_url = home(entry, found.uuid)
    context = {
        "name": str(found),
        "member": found.uuid,
        "hours": queries.hours_rows(access.hours_visible_to(entry.by), found.pk, on=entry.on),
        "absences": queries.absence_rows(access.absences_visible_to(entry.by), found.pk, on=entry.on),
        "hours_form": hours or fresh,
        "absence_form": absence or AbsenceForm(auto_id=ABSENCE_IDS),
        "back": back,
        "back_url": back_url,
    }
    status = 422 if hours or absence else 200
    return guards.Page("corps/availability.html", context, subject=found, status=status)


def _end_page(found: Any, form: EndForm) -> guards.Page:
    back = reverse("corps:availability", kwargs={"member": found.mentor.uuid})
    title = f"Sidste dag af fraværet: {found.mentor}"
    context = {"form": form, "title": title, "back": back, "over": "Timer og fravær"}
    return guards.Page("corps/edit.html", context, subject=found.mentor, status=422 if form.is_bound else 200)
