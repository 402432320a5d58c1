"""Sparring and supervision: the coordinator notes that of the corps, a mentor the own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access as cases
from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists, rules
from parloeb.domain.corps.sparring import access, commands, queries
from parloeb.domain.people.rules import Role
from parloeb.journeys import sparring as journey
from parloeb.kernel import errors
from parloeb.pages.corps import correcting
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField, MinutesField

READERS = (Role.COORDINATOR, Role.MENTOR)
TEXT_LENGTH = 2000


class SparringForm(forms.Form):
    """A talk of one mentor, oneself."""

    asked_later = frozenset({"case_number", "case_reason"})

    kind = ask.radio("Hvad var det?", lists.SparringKind.choices(), required="Vælg sparring eller supervision.")
    held_on = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    minutes = MinutesField(label="Hvor længe?", error_messages={"required": "Skriv, hvor længe det varede."})
    form = ask.radio("Form", lists.SparringForm.choices(), required="Vælg formen.")
    theme = ask.choice("Emne", lists.SparringTheme, required="Vælg et emne.")
    text = ask.text(
        "Hvad handlede det om?",
        length=TEXT_LENGTH,
        help_text="Skriv uden navne og uden CPR-numre. Mentorkoordinatoren og alle, der var med, kan læse teksten.",
    )
    case_number = forms.CharField(
        label="Sagsnummer",
        required=False,
        max_length=20,
        help_text="Lad feltet stå tomt. Noten er anonym, medmindre du vælger at knytte den til en sag.",
    )
    case_reason = forms.CharField(label="Hvorfor skal sagen nævnes?", required=False, max_length=rules.REASON_LENGTH)

    def held(self) -> commands.Held:
        """What was typed, as the room takes it."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "mentors"}
        return commands.Held(
            **{
                **typed,
                "kind": lists.SparringKind(typed["kind"]),
                "form": lists.SparringForm(typed["form"]),
                "theme": lists.SparringTheme(typed["theme"]),
            }
        )


class CorpsForm(SparringForm):
    """A talk of mentors of the corps."""

    def __init__(self, *args: Any, offered: Sequence[tuple[UUID, str]], **options: Any) -> None:
        """Offer the mentors of the corps."""
        super().__init__(*args, **options)
        self.fields["mentors"] = forms.TypedMultipleChoiceField(
            label="Hvem var med?",
            coerce=UUID,
            choices=[(str(uuid), name) for uuid, name in offered],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Vælg mindst én mentor.", "invalid_choice": "Vælg mentorer af listen."},
        )
        self.order_fields(["kind", "held_on", "minutes", "form", "mentors"])


@guards.reading(*READERS)
def log(request: HttpRequest, entry: Entry) -> guards.Page:
    """The talks that I may read, and the hours of each half year."""
    del request
    visible = access.visible_to(entry.by)
    only = corps.own(entry.by).pk if entry.by.role is Role.MENTOR else None
    rows = queries.rows(visible, reached=cases.visible_to(entry.by, on=entry.on))
    context = {
        "rows": rows,
        "totals": queries.totals(visible, only=only),
        "most": queries.MOST_ROWS,
        "is_own": only is not None,
    }
    return guards.Page("corps/sparring.html", context, shows=[row.citizen for row in rows if row.citizen])


@guards.reading(*READERS)
def new(request: HttpRequest, entry: Entry) -> guards.Page:
    """The form, which begins with today."""
    del request
    return _form_page(_form(entry, initial={"held_on": entry.on}))


@guards.writing(*READERS)
def note(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Note a talk, and count its minutes for everybody who took part."""
    form = _form(entry, request.POST)
    if form.is_valid():
        try:
            journey.note(_chosen(entry, form), form.held(), by=entry.by, at=entry.at, on=entry.on)
            return redirect("corps:sparring")
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _form_page(form)


@guards.reading(*READERS)
def wrong(request: HttpRequest, entry: Entry, sparring: UUID) -> guards.Page:
    """The form that takes a talk back."""
    del request
    return _withdraw_page(_found(entry, sparring), correcting.WithdrawForm())


@guards.writing(*READERS)
def withdraw(request: HttpRequest, entry: Entry, sparring: UUID) -> guards.Answer:
    """Take back what was noted by mistake, and its minutes."""
    found, form = _found(entry, sparring), correcting.WithdrawForm(request.POST)

    def command(*, reason: str) -> None:
        journey.withdraw(found, reason=reason, by=entry.by, at=entry.at)

    return correcting.act(form, command, back="corps:sparring") or _withdraw_page(found, form)


def _form(entry: Entry, typed: Any = None, **options: Any) -> SparringForm:
    if entry.by.role is Role.MENTOR:
        return SparringForm(typed, **options)
    offered = queries.offered(corps.visible_to(entry.by), on=entry.on)
    return CorpsForm(typed, offered=offered, **options)


def _chosen(entry: Entry, form: SparringForm) -> Sequence[Any]:
    if entry.by.role is Role.MENTOR:
        return [corps.own(entry.by)]
    return list(corps.visible_to(entry.by).filter(uuid__in=form.cleaned_data["mentors"]).order_by("sort_key", "id"))


def _found(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(access.visible_to(entry.by).filter(uuid=uuid).first())


def _form_page(form: SparringForm) -> guards.Page:
    return guards.Page("corps/note_sparring.html", {"form": form}, status=422 if form.is_bound else 200)


def _withdraw_page(found: Any, form: correcting.WithdrawForm) -> guards.Page:
    context = {
        "form": form,
        "name": str(found),
        "of": "Sparring og supervision",
        "back": reverse("corps:sparring"),
    }
    return guards.Page("corps/withdraw.html", context, subject=found, status=422 if form.is_bound else 200)
