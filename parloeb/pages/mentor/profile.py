"""What the corps knows of me, and what I tell of myself: competences, lived experience, times, how hard it is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from parloeb.domain.corps import access as corps
from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps import lists, queries
from parloeb.domain.corps.telling import access, commands
from parloeb.domain.corps.telling import queries as told
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.corps import drawing
from parloeb.pages.corps.forms import FieldForm
from parloeb.pages.mentor.profile_forms import CompetenceForm, ExperienceForm, StrainForm, TimesForm
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

YEAR = timedelta(days=365)
# Two forms on the page ask for a field of the same name.
EXPERIENCE_IDS = "experience_%s"


@guards.reading(Role.MENTOR)
def read(request: HttpRequest, entry: Entry) -> guards.Page:
    """The whole page."""
    del request
    return _page(entry)


@guards.writing(Role.MENTOR)
def rate(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Say how hard it is."""
    return _take(
        request,
        entry,
        StrainForm(request.POST),
        lambda mentor, typed: commands.rate_strain(mentor, level=typed["level"], by=entry.by, at=entry.at, on=entry.on),
        said="Dit svar er gemt.",
    )


@guards.writing(Role.MENTOR)
def wish(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Ask for better odds."""
    del request
    commands.wish_for_odds(corps.own(entry.by), by=entry.by, at=entry.at, on=entry.on)
    return redirect("mentor:profile")


@guards.writing(Role.MENTOR)
def take_back_wish(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Ask for it no more."""
    del request
    commands.take_back_wish(corps.own(entry.by), by=entry.by, at=entry.at, on=entry.on)
    return redirect("mentor:profile")


@guards.writing(Role.MENTOR)
def tell_competence(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Say that I can something."""

    def tell(mentor: Any, typed: dict[str, Any]) -> None:
        mentors.set_competence(
            mentor,
            field=lists.Field(typed["field"]),
            level=typed["level"],
            source=lists.Source.OWN_WORD,
            known_on=entry.on,
            by=entry.by,
            at=entry.at,
        )

    return _take(request, entry, CompetenceForm(request.POST), tell, said="Kompetencen er gemt.")


@guards.writing(Role.MENTOR)
def withdraw_competence(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Take my own word back."""
    mentors.withdraw_competence(corps.own(entry.by), field=_field(request), by=entry.by, at=entry.at)
    return redirect("mentor:profile")


@guards.writing(Role.MENTOR)
def tell_experience(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Tell what I have lived through, and how it may be used."""

    def tell(mentor: Any, typed: dict[str, Any]) -> None:
        field, sharing = lists.Field(typed["field"]), lists.Sharing(typed["sharing"])
        commands.tell_experience(mentor, field=field, sharing=sharing, by=entry.by, at=entry.at, on=entry.on)

    return _take(request, entry, ExperienceForm(request.POST, auto_id=EXPERIENCE_IDS), tell, said="Det er gemt.")


@guards.writing(Role.MENTOR)
def take_back_experience(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Take it back, so that nothing is kept of it."""
    commands.take_back_experience(corps.own(entry.by), field=_field(request), by=entry.by, at=entry.at)
    messages.success(request, "Det er slettet.")
    return redirect("mentor:profile")


@guards.writing(Role.MENTOR)
def set_times(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Say when and where I can meet."""
    return _take(
        request,
        entry,
        TimesForm(request.POST),
        lambda mentor, typed: mentors.set_times(mentor, **typed, by=entry.by, at=entry.at),
        said="Dine tider og steder er gemt.",
    )


def _take(
    request: HttpRequest,
    entry: Entry,
    form: forms.Form,
    act: Callable[[Any, dict[str, Any]], None],
    *,
    said: str,
) -> guards.Answer:
    """Let the act have what was typed, and go back to the page; a wrong form is shown in its place."""
    mentor = corps.own(entry.by)
    if form.is_valid():
        try:
            act(mentor, form.cleaned_data)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, said)
            return redirect("mentor:profile")
    return _page(entry, form)


def _field(request: HttpRequest) -> lists.Field:
    form = FieldForm(request.POST)
    if not form.is_valid():
        raise errors.IllegalMoveError
    return lists.Field(form.cleaned_data["field"])


def _page(entry: Entry, wrong: forms.Form | None = None) -> guards.Page:
    mentor = corps.own(entry.by)
    sheet = existing.or_404(queries.sheet(corps.visible_to(entry.by), mentor.uuid, on=entry.on))
    ratings = told.ratings(access.ratings_visible_to(entry.by), mentor.pk, since=entry.on - YEAR)
    context: dict[str, Any] = {
        "sheet": sheet,
        "wish": told.standing_wish(access.wishes_visible_to(entry.by), mentor, on=entry.on),
        "odds_days": told.odds_days(mentor, on=entry.on),
        "strain": drawing.of(ratings),
        "experience": told.experience_rows(access.experience_visible_to(entry.by), mentor.pk),
        "strain_form": StrainForm(),
        "competence_form": CompetenceForm(),
        "experience_form": ExperienceForm(auto_id=EXPERIENCE_IDS),
        "times_form": TimesForm(initial={"times": mentor.times, "meeting_places": mentor.meeting_places}),
    }
    if wrong is not None:
        names = {StrainForm: "strain", CompetenceForm: "competence", ExperienceForm: "experience", TimesForm: "times"}
        context[f"{names[type(wrong)]}_form"] = wrong
    return guards.Page("mentor/profile.html", context, status=422 if wrong else 200)
