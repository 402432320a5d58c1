"""The suppliers of a jobcentre and what is agreed with each: the coordinator notes and corrects it."""

import functools
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.corps.papers import showing
from parloeb.domain.corps.suppliers import access, commands, queries
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from parloeb.pages.corps import correcting
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse
from parloeb.pages.shared.forms.fields import DayField


class ProcessingForm(forms.Form):
    """A data processing agreement."""

    first_day = DayField(label="Gælder fra", error_messages={"required": "Skriv den første dag."})
    last_day = DayField(label="Sidste dag", required=False, help_text="Tom, hvis aftalen ikke udløber.")
    reference = forms.CharField(
        label="Hvor ligger aftalen?", required=False, max_length=100, help_text="Fx et journalnummer."
    )


class FirstForm(ProcessingForm):
    """The first agreement with a supplier that the jobcentre has nothing to do with yet."""

    def __init__(self, *args: Any, suppliers: Iterable[tuple[UUID, str]], **options: Any) -> None:
        """Offer those suppliers."""
        super().__init__(*args, **options)
        self.fields["supplier"] = forms.TypedChoiceField(
            label="Leverandør",
            coerce=UUID,
            choices=[("", "Vælg …"), *((str(uuid), name) for uuid, name in suppliers)],
            error_messages={"required": "Vælg leverandøren.", "invalid_choice": "Vælg en leverandør af listen."},
        )
        self.order_fields(["supplier"])


class FrameworkForm(forms.Form):
    """A framework agreement."""

    number = forms.CharField(label="Nummer", max_length=40, error_messages={"required": "Skriv aftalens nummer."})
    title = forms.CharField(label="Navn", required=False, max_length=200)
    first_day = DayField(label="Gælder fra", error_messages={"required": "Skriv den første dag."})
    last_day = DayField(
        label="Sidste dag",
        required=False,
        help_text="Tom, hvis aftalen ikke udløber. Den kan forlænges siden, på aftalens egen side.",
    )


@guards.reading(Role.COORDINATOR)
def suppliers(request: HttpRequest, entry: Entry) -> guards.Page:
    """The suppliers with how their agreements stand."""
    del request
    return _list_page(entry, FirstForm(suppliers=_others(entry), initial={"first_day": entry.on}))


@guards.writing(Role.COORDINATOR)
def begin(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Note the first agreement with a supplier."""
    form = FirstForm(request.POST, suppliers=_others(entry))
    if form.is_valid():
        chosen = existing.or_404(queries.supplier(form.cleaned_data.pop("supplier")))
        if _note(form, functools.partial(commands.note_processing, chosen), entry):
            return redirect("corps:supplier", supplier=chosen.uuid)
    return _list_page(entry, form)


@guards.reading(Role.COORDINATOR)
def supplier(request: HttpRequest, entry: Entry, supplier: UUID) -> guards.Page:
    """One supplier with its agreements, and the forms to note one more of each."""
    del request
    return _page(entry, _supplier(entry, supplier))


@guards.writing(Role.COORDINATOR)
def note_processing(request: HttpRequest, entry: Entry, supplier: UUID) -> guards.Answer:
    """Note a data processing agreement."""
    found, form = _supplier(entry, supplier), ProcessingForm(request.POST, auto_id="processing_%s")
    if form.is_valid() and _note(form, functools.partial(commands.note_processing, found), entry):
        return redirect("corps:supplier", supplier=supplier)
    return _page(entry, found, processing=form)


@guards.writing(Role.COORDINATOR)
def note_framework(request: HttpRequest, entry: Entry, supplier: UUID) -> guards.Answer:
    """Note a framework agreement."""
    found, form = _supplier(entry, supplier), FrameworkForm(request.POST, auto_id="framework_%s")
    if form.is_valid() and _note(form, functools.partial(commands.note_framework, found), entry):
        return redirect("corps:supplier", supplier=supplier)
    return _page(entry, found, framework=form)


@guards.reading(Role.COORDINATOR)
def processing(request: HttpRequest, entry: Entry, processing: UUID) -> guards.Page:
    """One data processing agreement, to be ended or withdrawn."""
    del request
    return correcting.page(_place(entry, _processing(entry, processing)))


@guards.writing(Role.COORDINATOR)
def end_processing(request: HttpRequest, entry: Entry, processing: UUID) -> guards.Answer:
    """Let a data processing agreement hold no longer than a day."""
    found, form = _processing(entry, processing), correcting.EndForm(request.POST, auto_id="end_%s")
    command = functools.partial(commands.end, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=at(found.supplier))
    return done or correcting.page(_place(entry, found, end=form))


@guards.writing(Role.COORDINATOR)
def withdraw_processing(request: HttpRequest, entry: Entry, processing: UUID) -> guards.Answer:
    """Take back a data processing agreement that was noted by mistake."""
    found, form = _processing(entry, processing), correcting.WithdrawForm(request.POST, auto_id="withdraw_%s")
    command = functools.partial(commands.withdraw, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=at(found.supplier))
    return done or correcting.page(_place(entry, found, withdraw=form))


def at(supplier: Any) -> str:
    """The address of a supplier's page."""
    return reverse("corps:supplier", kwargs={"supplier": supplier.uuid})


def _note(form: forms.Form, command: Any, entry: Entry) -> bool:
    """Note what was typed; False where it was refused, with the sentence in the form."""
    typed = dict(form.cleaned_data)
    try:
        period = Period(typed.pop("first_day"), typed.pop("last_day"))
        jobcentre = people.own_jobcentre(entry.by.organisation_ids)
        command(period, jobcentre=jobcentre, **typed, by=entry.by, at=entry.at, on=entry.on)
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return False
    return True


def _supplier(entry: Entry, uuid: UUID) -> Any:
    return existing.or_404(access.suppliers_of(entry.by).filter(uuid=uuid).first())


def _processing(entry: Entry, uuid: UUID) -> Any:
    visible = access.processing_visible_to(entry.by).filter(uuid=uuid)
    return existing.or_404(
        visible.select_related("supplier", "jobcentre", "noted_by", "ended_by", "withdrawn_by").first()
    )


def _others(entry: Entry) -> tuple[tuple[UUID, str], ...]:
    return queries.to_begin_with(access.suppliers_of(entry.by))


def _list_page(entry: Entry, form: FirstForm) -> guards.Page:
    jobcentre = people.own_jobcentre(entry.by.organisation_ids)
    rows = queries.rows(access.suppliers_of(entry.by), jobcentre=jobcentre, on=entry.on)
    return guards.Page("corps/suppliers.html", {"rows": rows, "form": form}, status=422 if form.is_bound else 200)


def _page(
    entry: Entry, found: Any, *, processing: ProcessingForm | None = None, framework: FrameworkForm | None = None
) -> guards.Page:
    jobcentre = people.own_jobcentre(entry.by.organisation_ids)
    agreed = access.processing_visible_to(entry.by).filter(supplier=found)
    frames = access.frameworks_visible_to(entry.by).filter(supplier=found)
    context = {
        "supplier": found,
        "agreements": queries.processing(agreed, jobcentre=jobcentre.pk, on=entry.on),
        "frameworks": queries.frameworks(frames, jobcentre=jobcentre.pk, on=entry.on),
        "processing": processing or ProcessingForm(auto_id="processing_%s"),
        "framework": framework or FrameworkForm(auto_id="framework_%s"),
    }
    is_refused = processing is not None or framework is not None
    return guards.Page("corps/supplier.html", context, subject=found, status=422 if is_refused else 200)


def _place(entry: Entry, found: Any, **typed: Any) -> correcting.Place:
    warn_days = papers.limits_on(found.jobcentre_id, entry.on).warn_days
    keys = {"processing": found.uuid}
    return correcting.Place(
        row=showing.entry(found, "Databehandleraftale", warn_days=warn_days, on=entry.on),
        of=str(found.supplier),
        back=at(found.supplier),
        end_url=reverse("corps:end_processing", kwargs=keys),
        withdraw_url=reverse("corps:withdraw_processing", kwargs=keys),
        **typed,
    )
