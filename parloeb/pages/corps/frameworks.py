"""A framework agreement with its lots and their prices: the coordinator notes and corrects them."""

import functools
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.corps import lists, rules
from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.corps.papers import showing
from parloeb.domain.corps.suppliers import access, commands, pricing, queries
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors, numbers
from parloeb.pages.corps import correcting, suppliers
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField, HoursField, KronerField


class LotForm(forms.Form):
    """A lot of a framework agreement."""

    name = forms.CharField(label="Navn", max_length=100, error_messages={"required": "Skriv delaftalens navn."})
    profiles = ask.several("Profiler, den dækker", lists.Profile)
    fields_covered = ask.several("Områder, den dækker", lists.Field)
    yearly_hours = HoursField(
        label="Timer om året, højst", required=False, help_text="Tom, hvis der ikke er aftalt en grænse."
    )

    def covered(self) -> pricing.Covered:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        hours = typed["yearly_hours"]
        return pricing.Covered(
            name=typed["name"],
            profiles=tuple(lists.Profile(code) for code in typed["profiles"]),
            fields=tuple(lists.Field(code) for code in typed["fields_covered"]),
            yearly_minutes=None if hours is None else numbers.minutes_of(hours),
        )


class PriceForm(forms.Form):
    """What an hour costs from a day on."""

    first_day = DayField(label="Gælder fra", error_messages={"required": "Skriv den første dag."})
    oere_per_hour = KronerField(label="Kroner i timen", error_messages={"required": "Skriv timeprisen."})
    vat = ask.radio("Moms", lists.Vat.choices(), required="Vælg, om der kommer moms oveni.")


class ProlongForm(forms.Form):
    """A later last day, and why."""

    last_day = DayField(label="Ny sidste dag", error_messages={"required": "Skriv den nye sidste dag."})
    reason = ask.text(
        "Hvorfor forlænges den?", rows=2, length=rules.REASON_LENGTH, required="Skriv, hvorfor den forlænges."
    )


class AskedDayForm(forms.Form):
    """The day whose price is asked for."""

    dag = DayField(label="Pris den", required=False)


@guards.reading(Role.COORDINATOR)
def framework(request: HttpRequest, entry: Entry, framework: UUID) -> guards.Page:
    """One framework agreement with its lots, and the form of one more."""
    del request
    return _framework_page(entry, _framework(entry, framework), LotForm())


@guards.writing(Role.COORDINATOR)
def prolong(request: HttpRequest, entry: Entry, framework: UUID) -> guards.Answer:
    """Let a framework agreement hold to a later last day."""
    found, form = _framework(entry, framework), ProlongForm(request.POST, auto_id="prolong_%s")
    command = functools.partial(commands.prolong, found, by=entry.by, at=entry.at, on=entry.on)
    done = correcting.act(form, command, back=_at(found))
    return done or _framework_page(entry, found, LotForm(), prolonging=form)


@guards.writing(Role.COORDINATOR)
def note_lot(request: HttpRequest, entry: Entry, framework: UUID) -> guards.Answer:
    """Note a lot."""
    found, form = _framework(entry, framework), LotForm(request.POST)
    if form.is_valid():
        try:
            lot = pricing.note_lot(found, form.covered(), by=entry.by, at=entry.at)
            return redirect("corps:lot", lot=lot.uuid)
        except errors.RefusedError as refusal:
            if refusal.field is None:  # withdrawn since the page was read: there is no form left to say it in
                raise
            refuse(form, refusal)
    return _framework_page(entry, found, form)


@guards.reading(Role.COORDINATOR)
def correct(request: HttpRequest, entry: Entry, framework: UUID) -> guards.Page:
    """The same agreement, to be ended or withdrawn."""
    del request
    return correcting.page(_place(entry, _framework(entry, framework)))


@guards.writing(Role.COORDINATOR)
def end(request: HttpRequest, entry: Entry, framework: UUID) -> guards.Answer:
    """Let a framework agreement hold no longer than a day."""
    found, form = _framework(entry, framework), correcting.EndForm(request.POST, auto_id="end_%s")
    command = functools.partial(commands.end, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=suppliers.at(found.supplier))
    return done or correcting.page(_place(entry, found, end=form))


@guards.writing(Role.COORDINATOR)
def withdraw(request: HttpRequest, entry: Entry, framework: UUID) -> guards.Answer:
    """Take back a framework agreement that was noted by mistake."""
    found, form = _framework(entry, framework), correcting.WithdrawForm(request.POST, auto_id="withdraw_%s")
    command = functools.partial(commands.withdraw, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=suppliers.at(found.supplier))
    return done or correcting.page(_place(entry, found, withdraw=form))


@guards.reading(Role.COORDINATOR)
def lot(request: HttpRequest, entry: Entry, lot: UUID) -> guards.Page:
    """One lot with all its prices, and what an hour cost on the day asked for."""
    asked = AskedDayForm(request.GET if request.GET.get("dag") else None, initial={"dag": entry.on})
    day = asked.cleaned_data["dag"] if asked.is_bound and asked.is_valid() else entry.on
    return _lot_page(entry, _lot(entry, lot), PriceForm(), asked=asked, day=day or entry.on)


@guards.writing(Role.COORDINATOR)
def note_price(request: HttpRequest, entry: Entry, lot: UUID) -> guards.Answer:
    """Note what an hour costs from a day on."""
    found, form = _lot(entry, lot), PriceForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data | {"vat": lists.Vat(form.cleaned_data["vat"])}
        try:
            pricing.note_price(found, **typed, by=entry.by, at=entry.at, on=entry.on)
            return redirect("corps:lot", lot=lot)
        except errors.RefusedError as refusal:
            if refusal.field is None:  # withdrawn since the page was read: there is no form left to say it in
                raise
            refuse(form, refusal)
    return _lot_page(entry, found, form, asked=AskedDayForm(initial={"dag": entry.on}), day=entry.on)


@guards.reading(Role.COORDINATOR)
def wrong_lot(request: HttpRequest, entry: Entry, lot: UUID) -> guards.Page:
    """The form that withdraws a lot."""
    del request
    return _withdraw_page(_lot(entry, lot), correcting.WithdrawForm())


@guards.writing(Role.COORDINATOR)
def withdraw_lot(request: HttpRequest, entry: Entry, lot: UUID) -> guards.Answer:
    """Take back a lot that was noted by mistake."""
    found, form = _lot(entry, lot), correcting.WithdrawForm(request.POST)
    command = functools.partial(pricing.withdraw_lot, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=_at(found.framework))
    return done or _withdraw_page(found, form)


@guards.reading(Role.COORDINATOR)
def wrong_price(request: HttpRequest, entry: Entry, price: UUID) -> guards.Page:
    """The form that withdraws a price."""
    del request
    return _withdraw_page(_price(entry, price), correcting.WithdrawForm())


@guards.writing(Role.COORDINATOR)
def withdraw_price(request: HttpRequest, entry: Entry, price: UUID) -> guards.Answer:
    """Take back a price that was noted by mistake."""
    found, form = _price(entry, price), correcting.WithdrawForm(request.POST)
    command = functools.partial(pricing.withdraw_price, found, by=entry.by, at=entry.at)
    done = correcting.act(form, command, back=reverse("corps:lot", kwargs={"lot": found.lot.uuid}))
    return done or _withdraw_page(found, form)


def _framework(entry: Entry, uuid: UUID) -> Any:
    visible = access.frameworks_visible_to(entry.by).filter(uuid=uuid)
    of = ("supplier", "jobcentre", "noted_by", "ended_by", "withdrawn_by")
    return existing.or_404(visible.select_related(*of).first())


def _lot(entry: Entry, uuid: UUID) -> Any:
    visible = access.lots_visible_to(entry.by).filter(uuid=uuid)
    return existing.or_404(visible.select_related("framework__supplier", "framework__jobcentre").first())


def _price(entry: Entry, uuid: UUID) -> Any:
    visible = access.prices_visible_to(entry.by).filter(uuid=uuid)
    return existing.or_404(visible.select_related("lot__framework__jobcentre").first())


def _framework_page(entry: Entry, found: Any, form: LotForm, *, prolonging: ProlongForm | None = None) -> guards.Page:
    warn_days = papers.limits_on(found.jobcentre_id, entry.on).warn_days
    context = {
        "framework": found,
        "row": showing.entry(found, str(found), warn_days=warn_days, on=entry.on),
        "lots": queries.lots(access.lots_visible_to(entry.by).filter(framework=found), on=entry.on),
        "back": suppliers.at(found.supplier),
        "form": form,
        "prolonging": prolonging or ProlongForm(auto_id="prolong_%s"),
        "prolongations": queries.prolongations(found),
        "may_prolong": not found.withdrawn_at and not found.ended_on and found.last_day is not None,
    }
    status = 422 if form.is_bound or prolonging else 200
    return guards.Page("corps/framework.html", context, subject=found, status=status)


def _lot_page(entry: Entry, found: Any, form: PriceForm, *, asked: AskedDayForm, day: date) -> guards.Page:
    (row,) = queries.lots(access.lots_visible_to(entry.by).filter(pk=found.pk), on=day)
    context = {
        "row": row,
        "framework": found.framework,
        "back": _at(found.framework),
        "form": form,
        "asked": asked,
        "day": days.text(day),
    }
    return guards.Page("corps/lot.html", context, subject=found, status=422 if form.is_bound else 200)


def _withdraw_page(found: Any, form: correcting.WithdrawForm) -> guards.Page:
    is_price = hasattr(found, "lot")
    lot = found.lot if is_price else found
    context = {
        "form": form,
        "name": f"Prisen fra {days.text(found.first_day)}" if is_price else f"Delaftalen {found}",
        "of": str(lot),
        "back": reverse("corps:lot", kwargs={"lot": lot.uuid}),
    }
    return guards.Page("corps/withdraw.html", context, status=422 if form.is_bound else 200)


def _place(entry: Entry, found: Any, **typed: Any) -> correcting.Place:
    warn_days = papers.limits_on(found.jobcentre_id, entry.on).warn_days
    keys = {"framework": found.uuid}
    return correcting.Place(
        row=showing.entry(found, str(found), warn_days=warn_days, on=entry.on),
        of=str(found.supplier),
        back=_at(found),
        end_url=reverse("corps:end_framework", kwargs=keys),
        withdraw_url=reverse("corps:withdraw_framework", kwargs=keys),
        **typed,
    )


def _at(framework: Any) -> str:
    return reverse("corps:framework", kwargs={"framework": framework.uuid})
