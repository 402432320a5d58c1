"""Note what was heard of a case, read it, and correct it by another note."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.lists import Teller
from parloeb.domain.cases.notes import access, commands, queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField

WRITERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR)


class NoteForm(forms.Form):
    """What was heard, when, and from whom."""

    subject = forms.CharField(
        label="Hvad handler det om?",
        max_length=commands.SUBJECT_LENGTH,
        help_text="Få ord. De står på listen over sagens dokumenter.",
        error_messages={"required": "Skriv med få ord, hvad det handler om."},
    )
    teller = ask.choice("Hvem kommer det fra?", Teller, required="Vælg, hvem det kommer fra.")
    told_by = forms.CharField(
        label="Navn", max_length=100, required=False, help_text="Hvem der sagde det, når det ikke er borgeren selv."
    )
    told_on = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    text = ask.text(
        "Hvad fik du at vide, eller hvad er der sket?",
        rows=6,
        required="Skriv, hvad du fik at vide, eller hvad der er sket.",
        help_text="Skriv det, der kan få betydning for sagen, og ikke mere. Borgeren kan bede om at se notatet.",
    )

    def heard(self) -> commands.Heard:
        """What was written, as the room takes it."""
        typed = self.cleaned_data
        return commands.Heard(
            told_on=typed["told_on"],
            teller=Teller(typed["teller"]),
            told_by=typed["told_by"],
            subject=typed["subject"],
            text=typed["text"],
        )


@guards.reading(*WRITERS)
def new(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """An empty form."""
    del request
    return _new_page(_reached(entry, case), NoteForm(initial={"told_on": entry.on}))


@guards.writing(*WRITERS)
def write(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Write it down."""
    reached, form = _reached(entry, case), NoteForm(request.POST)
    if form.is_valid():
        try:
            note = commands.note(reached.case, form.heard(), by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:note", note=note.uuid)
    return _new_page(reached, form)


@guards.reading(*WRITERS)
def detail(request: HttpRequest, entry: Entry, note: UUID) -> guards.Page:
    """Read one."""
    del request
    sheet = existing.or_404(queries.sheet(access.visible_to(entry.by, on=entry.on), note))
    return guards.Page("cases/note.html", {"sheet": sheet}, shows=[sheet.citizen])


@guards.reading(*WRITERS)
def edit(request: HttpRequest, entry: Entry, note: UUID) -> guards.Page:
    """The form with what was written."""
    del request
    found = _found(entry, note)
    return _correct_page(found, NoteForm(initial={name: getattr(found, name) for name in NoteForm.base_fields}))


@guards.writing(*WRITERS)
def correct(request: HttpRequest, entry: Entry, note: UUID) -> guards.Answer:
    """Write another in its place."""
    found, form = _found(entry, note), NoteForm(request.POST)
    if form.is_valid():
        try:
            newer = commands.correct(found, form.heard(), by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:note", note=newer.uuid)
    return _correct_page(found, form)


def _reached(entry: Entry, case: UUID) -> cases.Reached:
    return existing.or_404(cases.reach(entry.by, case, on=entry.on))


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on).select_related("case__citizen")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _new_page(reached: cases.Reached, form: NoteForm) -> guards.Page:
    back = reverse("cases:detail", kwargs={"case": reached.case.uuid})
    return _form_page(reached.case, form, title="Skriv et notat", back=back)


def _correct_page(note: Any, form: NoteForm) -> guards.Page:
    return _form_page(note.case, form, title="Ret notatet", back=reverse("cases:note", kwargs={"note": note.uuid}))


def _form_page(case: Any, form: NoteForm, *, title: str, back: str) -> guards.Page:
    context = {"form": form, "title": title, "back": back, "number": case.number, "name": str(case.citizen)}
    status = 422 if form.is_bound else 200
    return guards.Page("cases/write_note.html", context, shows=[case.citizen.uuid], subject=case, status=status)
