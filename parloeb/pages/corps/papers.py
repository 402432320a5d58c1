"""The papers of a mentor: the coordinator notes and corrects them, the mentor reads the own."""

import functools
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists
from parloeb.domain.corps import queries as mentors
from parloeb.domain.corps.papers import access, commands, queries, showing
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.corps import correcting
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField


class PaperForm(forms.Form):
    """A paper that was shown; what stands in it is nowhere asked for."""

    kind = ask.choice("Papir", lists.PaperKind, required="Vælg, hvad det er for et papir.")
    title = forms.CharField(
        label="Hvad for et?",
        required=False,
        max_length=100,
        help_text="Kun ved kursusbevis og andet papir, fx Førstehjælp. Skriv ikke, hvad der står i papiret.",
    )
    first_day = DayField(label="Udstedt eller gælder fra", error_messages={"required": "Skriv den første dag."})
    last_day = DayField(label="Sidste dag", required=False, help_text="Tom, hvis papiret ikke udløber.")
    is_required = forms.BooleanField(
        label="Mentoren skal have papiret for at få nye forløb",
        required=False,
        help_text="Udløber det, stopper det nye forløb. De forløb, der er i gang, fortsætter.",
    )

    def shown(self) -> commands.Shown:
        """What was typed, as the room takes it."""
        typed = dict(self.cleaned_data)
        return commands.Shown(**{**typed, "kind": lists.PaperKind(typed["kind"])})


def shown(entry: Entry, mentor: Any) -> dict[str, Any]:
    """What corps/papers_shown.html tells of a mentor whom the actor was found to see: for other pages, too."""
    limits = queries.limits_on(mentor.jobcentre_id, entry.on)
    visible = access.visible_to(entry.by).filter(mentor=mentor)
    return {
        "secrecy": showing.secrecy_of(mentor, on=entry.on),
        "standing": queries.of([mentor], on=entry.on)[mentor.pk],
        "entries": showing.papers(visible, warn_days=limits.warn_days, on=entry.on),
    }


@guards.reading(Role.COORDINATOR)
def papers(request: HttpRequest, entry: Entry, mentor: UUID) -> guards.Page:
    """The papers of a mentor, and the form to note one."""
    del request
    return _page(entry, _mentor(entry, mentor), PaperForm())


@guards.writing(Role.COORDINATOR)
def note(request: HttpRequest, entry: Entry, mentor: UUID) -> guards.Answer:
    """Note that a paper was shown."""
    found, form = _mentor(entry, mentor), PaperForm(request.POST)
    if form.is_valid():
        try:
            commands.note(found, form.shown(), by=entry.by, at=entry.at, on=entry.on)
            return redirect("corps:papers", mentor=mentor)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, found, form)


@guards.reading(Role.COORDINATOR)
def paper(request: HttpRequest, entry: Entry, mentor: UUID, paper: UUID) -> guards.Page:
    """One paper, to be ended or withdrawn."""
    del request
    return correcting.page(_place(entry, _paper(entry, mentor, paper)))


@guards.writing(Role.COORDINATOR)
def end(request: HttpRequest, entry: Entry, mentor: UUID, paper: UUID) -> guards.Answer:
    """Let a paper hold no longer than a day."""
    found, form = _paper(entry, mentor, paper), correcting.EndForm(request.POST, auto_id="end_%s")
    command = functools.partial(commands.end, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=_at(found.mentor))
    return done or correcting.page(_place(entry, _paper(entry, mentor, paper), end=form))


@guards.writing(Role.COORDINATOR)
def withdraw(request: HttpRequest, entry: Entry, mentor: UUID, paper: UUID) -> guards.Answer:
    """Take back a paper that was noted by mistake."""
    found, form = _paper(entry, mentor, paper), correcting.WithdrawForm(request.POST, auto_id="withdraw_%s")
    command = functools.partial(commands.withdraw, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=_at(found.mentor))
    return done or correcting.page(_place(entry, _paper(entry, mentor, paper), withdraw=form))


@guards.reading(Role.MENTOR)
def own(request: HttpRequest, entry: Entry) -> guards.Page:
    """What is noted of my papers."""
    del request
    return guards.Page("corps/own_papers.html", shown(entry, corps.own(entry.by)))


def _mentor(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(mentors.by_uuid(corps.visible_to(entry.by), uuid))


def _paper(entry: Entry, mentor: UUID, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by).filter(mentor__uuid=mentor, uuid=uuid)
    return existing.or_404(visible.select_related("mentor__jobcentre", "noted_by", "ended_by", "withdrawn_by").first())


def _page(entry: Entry, mentor: Any, form: PaperForm) -> guards.Page:
    context = {"mentor": mentor, "form": form, "back": reverse("corps:detail", kwargs={"mentor": mentor.uuid})}
    context |= shown(entry, mentor)
    return guards.Page("corps/papers.html", context, subject=mentor, status=422 if form.is_bound else 200)


def _place(entry: Entry, found: Any, **typed: Any) -> correcting.Place:
    limits = queries.limits_on(found.mentor.jobcentre_id, entry.on)
    keys = {"mentor": found.mentor.uuid, "paper": found.uuid}
    return correcting.Place(
        row=showing.entry(found, str(found), warn_days=limits.warn_days, on=entry.on),
        of=str(found.mentor),
        back=_at(found.mentor),
        end_url=reverse("corps:end_paper", kwargs=keys),
        withdraw_url=reverse("corps:withdraw_paper", kwargs=keys),
        **typed,
    )


def _at(mentor: Any) -> str:
    return reverse("corps:papers", kwargs={"mentor": mentor.uuid})
