"""The mentor's hours without a citizen: this month and the last, and one more to register."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from parloeb.domain.corps import access as corps
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access, commands, queries, rules
from parloeb.domain.visits.lists import InternalKind
from parloeb.kernel import errors, numbers
from parloeb.pages.shared import forms as shared
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField, MinutesField


class InternalForm(forms.Form):
    """A day's minutes of one kind. The note is about the work, never about a citizen."""

    day = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    minutes = MinutesField(label="Hvor længe?", error_messages={"required": "Skriv, hvor længe det varede."})
    kind = ask.radio("Hvad gik tiden med?", InternalKind.choices(), required="Vælg, hvad tiden gik med.")
    note = ask.text("Note", rows=2, length=rules.NOTE_LENGTH, help_text="Skriv ikke om borgere her.")


@guards.reading(Role.MENTOR)
def internal(request: HttpRequest, entry: Entry) -> guards.Page:
    """What I registered, and the form, which begins with today."""
    del request
    return _page(entry, InternalForm(initial={"day": entry.on}))


@guards.writing(Role.MENTOR)
def register(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Keep a day's minutes; the same day and kind again replaces them."""
    mentor, form = corps.own(entry.by), InternalForm(request.POST)
    if not form.is_valid():
        return _page(entry, form)
    typed = form.cleaned_data | {"kind": InternalKind(form.cleaned_data["kind"])}
    try:
        commands.register_internal(mentor, **typed, by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        shared.refuse(form, refusal)
        return _page(entry, form)
    messages.success(request, f"{numbers.duration_text(typed['minutes']).capitalize()} er gemt.")
    return redirect("mentor:internal")


def _page(entry: Entry, form: InternalForm) -> guards.Page:
    months = queries.internal_months(access.internal_visible_to(entry.by), on=entry.on)
    context = {"form": form, "months": months}
    return guards.Page("mentor/internal.html", context, status=422 if form.is_bound else 200)
