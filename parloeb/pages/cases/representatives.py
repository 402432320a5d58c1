"""Who acts for the citizen of a case: read them, register one, correct one, and let one end."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access
from parloeb.domain.cases import representing as cases
from parloeb.domain.people import representing
from parloeb.domain.people.rules import Receives, Represents, Role
from parloeb.kernel import errors, phones
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField
from parloeb.pages.shared.keys import keyring

REGISTRARS = (Role.CASEWORKER, Role.TEAM_LEADER)


class ParticularsForm(forms.Form):
    """What may be corrected: how to reach somebody, which letters they get, and by which paper they act."""

    asked_later = frozenset({"phone", "email", "last_day", "mandate", "mandate_given_on"})

    name = forms.CharField(label="Navn", max_length=200, error_messages={"required": "Skriv navnet."})
    address = forms.CharField(
        label="Adresse",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Brevene sendes på papir.",
        error_messages={"required": representing.ADDRESS_MISSING},
    )
    is_protected = forms.BooleanField(label="Personens adresse er beskyttet", required=False)
    phone = forms.CharField(
        label="Telefon",
        required=False,
        max_length=30,
        help_text="8 cifre, eller + og landekode.",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Skriv en e-mailadresse som navn@eksempel.dk."},
    )
    receives = ask.radio("Hvilke breve skal personen have?", Receives.choices(), required="Vælg brevene.")
    mandate = ask.text(
        "Fuldmagt eller værgebeskikkelse",
        rows=2,
        length=500,
        help_text="I én sætning: hvad den dækker, og hvor den ligger. Skriv ikke adresser her.",
    )
    mandate_given_on = DayField(label="Givet den", required=False)

    def clean_phone(self) -> str:
        """Tell of a wrong number together with all else that is wrong."""
        try:
            return phones.parse(self.cleaned_data["phone"])
        except errors.RefusedError as refused:
            raise forms.ValidationError(refused.sentence) from refused


class RepresentativeForm(ParticularsForm):
    """Who, since when, and what may be corrected later."""

    THIS, ALL = "this", "all"

    field_order = (
        *("kind", "name", "address", "is_protected", "phone", "email", "receives", "scope", "first_day", "last_day"),
        *("mandate", "mandate_given_on"),
    )

    kind = ask.radio("Hvad er personen for borgeren?", Represents.choices(), required="Vælg, hvad personen er.")
    scope = ask.radio(
        "Hvilke sager gælder det?",
        ((THIS, "Kun denne sag"), (ALL, "Alle borgerens sager om mentorstøtte")),
        required="Vælg, hvilke sager det gælder.",
    )
    first_day = DayField(label="Fra den", error_messages={"required": "Skriv dagen."})
    last_day = DayField(label="Til og med den", required=False, help_text="Tom, så længe det gælder.")

    def typed(self, case: UUID) -> representing.Typed:
        """What was typed about somebody in a case, as the room takes it."""
        said: dict[str, Any] = dict(self.cleaned_data)
        lists = {"kind": Represents(said["kind"]), "receives": Receives(said["receives"])}
        of_case = case if said.pop("scope") == self.THIS else None
        return representing.Typed(**{**said, **lists}, of_case=of_case)


class CorrectForm(ParticularsForm):
    """What is registered now, to be corrected. A protected address is not shown, and left empty it stays."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, typed: Any = None, *, row: representing.Row) -> None:
        self.row = row
        kept = {**asdict(row.kept), "version": row.version}
        super().__init__(typed, initial=kept, auto_id=f"ret_{row.uuid}_%s")
        address = self.fields["address"]
        if row.is_withheld:
            address.required = False
            address.help_text = "Adressen er beskyttet og vises ikke. Lad feltet stå tomt, hvis den er, som den var."

    def corrected(self) -> tuple[representing.Corrected, int]:
        """What shall stand, as the room takes it, and the version that was read."""
        said: dict[str, Any] = dict(self.cleaned_data)
        version: int = said.pop("version")
        return representing.Corrected(**{**said, "receives": Receives(said["receives"])}), version


@guards.reading(*REGISTRARS)
def form_of(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """Who acts for the citizen, and the form of one more."""
    del request
    return _page(entry, _case(entry, case), _new_form(entry))


@guards.writing(*REGISTRARS)
def register(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Register one."""
    found, form = _case(entry, case), RepresentativeForm(request.POST)
    if form.is_valid():
        try:
            cases.register(found, form.typed(case), keys=keyring(), by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:representatives", case=case)
    return _page(entry, found, form)


@guards.writing(*REGISTRARS)
def correct(request: HttpRequest, entry: Entry, case: UUID, representative: UUID) -> guards.Answer:
    """Correct one, and show all again with what was typed where it was refused."""
    found = _case(entry, case)
    one = existing.or_404(representing.find(found.citizen, representative, case=case))
    form = CorrectForm(request.POST, row=representing.row(one, keys=keyring(), on=entry.on))
    if form.is_valid():
        typed, version = form.corrected()
        try:
            cases.correct(found, one, typed, version=version, keys=keyring(), by=entry.by, at=entry.at, on=entry.on)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            return redirect("cases:representatives", case=case)
    return _page(entry, found, _new_form(entry), refused=form)


@guards.writing(*REGISTRARS)
def end(request: HttpRequest, entry: Entry, case: UUID, representative: UUID) -> HttpResponse:
    """Let today be the last day."""
    del request
    found = _case(entry, case)
    one = existing.or_404(representing.find(found.citizen, representative, case=case))
    cases.end(found, one, by=entry.by, at=entry.at, on=entry.on)
    return redirect("cases:representatives", case=case)


@guards.writing(*REGISTRARS)
def withdraw(request: HttpRequest, entry: Entry, case: UUID, representative: UUID) -> HttpResponse:
    """Take back what was registered by mistake, or is not to begin."""
    del request
    found = _case(entry, case)
    one = existing.or_404(representing.find(found.citizen, representative, case=case))
    cases.withdraw(found, one, by=entry.by, at=entry.at, on=entry.on)
    return redirect("cases:representatives", case=case)


def _case(entry: Entry, case: UUID) -> Any:
    return existing.or_404(access.reach(entry.by, case, on=entry.on)).case


def _new_form(entry: Entry) -> RepresentativeForm:
    initial = {"first_day": entry.on, "receives": Receives.DECISIONS, "scope": RepresentativeForm.THIS}
    return RepresentativeForm(initial=initial)


def _page(entry: Entry, case: Any, form: RepresentativeForm, refused: CorrectForm | None = None) -> guards.Page:
    """The page; `refused`: a correction that was not taken."""
    rows = representing.rows(case.citizen, case=case.uuid, keys=keyring(), on=entry.on)
    context = {
        "form": form,
        "rows": [(row, _acts(case, row), _correction(case, row, refused)) for row in rows],
        "case_number": case.number,
        "name": str(case.citizen),
        "back": reverse("cases:detail", kwargs={"case": case.uuid}),
    }
    status = 422 if form.is_bound or refused else 200
    return guards.Page("cases/representatives.html", context, shows=[case.citizen.uuid], subject=case, status=status)


def _correction(case: Any, row: representing.Row, refused: CorrectForm | None) -> tuple[str, CorrectForm] | None:
    """Where a correction is posted, and its form; None where it can no longer be corrected."""
    is_of_it = refused is not None and refused.row.uuid == row.uuid
    if not row.may_correct and not is_of_it:
        return None
    url = reverse("cases:correct_representative", kwargs={"case": case.uuid, "representative": row.uuid})
    return url, refused if refused and is_of_it else CorrectForm(row=row)


def _acts(case: Any, row: representing.Row) -> list[pieces.Act]:
    named = {"case": case.uuid, "representative": row.uuid}
    acts = []
    if row.may_end:
        url = reverse("cases:end_representative", kwargs=named)
        acts.append(pieces.Act(url, f"{row.name} skal ikke have breve efter i dag"))
    if row.may_withdraw:
        url = reverse("cases:withdraw_representative", kwargs=named)
        acts.append(pieces.Act(url, f"Fortryd registreringen af {row.name}"))
    return acts
