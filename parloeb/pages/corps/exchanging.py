"""The table of the corps as a file, and a file taken in: shown first, and saved by a second press."""

import base64
import binascii
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from parloeb.domain.corps import access
from parloeb.domain.corps.exchange import commands, queries, rules
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, numbers
from parloeb.pages.corps import table
from parloeb.pages.shared import guards, sheets, workbooks
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

XLSX, CSV = "xlsx", "csv"


class UploadForm(forms.Form):
    """A file to take in."""

    file = forms.FileField(
        label="Fil",
        help_text="Excel (.xlsx) eller CSV med de samme kolonner som den, du henter. Højst 1 MB.",
        error_messages={
            "required": "Vælg en fil.",
            "empty": "Filen er tom.",
            "missing": "Vælg en fil.",
            "invalid": "Vælg en fil.",
        },
    )


class SeenForm(forms.Form):
    """The file that was shown, and the mark of what it would do."""

    content = forms.CharField(max_length=2 * workbooks.MOST_BYTES)
    mark = forms.CharField(max_length=64)


@guards.writing(Role.COORDINATOR)
def export(request: HttpRequest, entry: Entry) -> guards.Answer:
    """The rows of the table as a file, and a row of the log that it left."""
    form, rows = table.found(request, entry)
    if not form.is_valid():
        raise errors.RefusedError("Det, tabellen er afgrænset med, kan ikke læses. Ret det først.")
    jobcentre = people.own_jobcentre(entry.by.organisation_ids)
    kind = XLSX if request.POST.get("format") == XLSX else CSV
    commands.note_export(jobcentre, kind=kind, by=entry.by, at=entry.at)
    cells = queries.cells(access.visible_to(entry.by), on=entry.on)
    told = [
        (*cells[row.mentor.key], int(row.courses), _hours(row.granted_minutes), _hours(row.free_minutes))
        for row in rows
    ]
    name = f"korps-{entry.on.isoformat()}.{kind}"
    if kind == XLSX:
        content = workbooks.as_xlsx("Korps", rules.HEADINGS, told)
        return guards.Download(content, workbooks.CONTENT_TYPE, name)
    return guards.Download(sheets.as_csv(rules.HEADINGS, [_texts(row) for row in told]), sheets.CONTENT_TYPE, name)


@guards.reading(Role.COORDINATOR)
def choose(request: HttpRequest, entry: Entry) -> guards.Page:
    """The form for a file."""
    del request, entry
    return _page(UploadForm())


@guards.writing(Role.COORDINATOR)
def take_in(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Show what a file would do; or do it, where it was shown."""
    if request.POST.get("content"):
        return _save(request, entry)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(form, status=422)
    content = form.cleaned_data["file"].read(workbooks.MOST_BYTES + 1)
    try:
        plan = _plan(content, entry)
    except errors.RefusedError as refusal:
        refuse(form, refusal)
        return _page(form, status=422)
    return _page(UploadForm(), plan=plan, content=content, status=422 if plan.faults else 200)


def _save(request: HttpRequest, entry: Entry) -> guards.Answer:
    form = SeenForm(request.POST)
    if not form.is_valid():
        raise errors.IllegalMoveError
    try:
        content = base64.b64decode(form.cleaned_data["content"], validate=True)
    except (binascii.Error, ValueError):
        raise errors.IllegalMoveError from None
    plan = _plan(content, entry)
    if plan.mark != form.cleaned_data["mark"] or plan.faults:
        messages.warning(request, "Korpset er ændret, siden du så det. Se det igennem igen.")
        return _page(UploadForm(), plan=plan, content=content, status=409)
    count = commands.take_in(
        plan,
        seen=form.cleaned_data["mark"],
        jobcentre=people.own_jobcentre(entry.by.organisation_ids),
        by=entry.by,
        at=entry.at,
    )
    messages.success(request, "1 mentor er gemt." if count == 1 else f"{count} mentorer er gemt.")
    return redirect("corps:table")


def _plan(content: bytes, entry: Entry) -> queries.Plan:
    reading = rules.read(workbooks.read(content))
    return queries.plan(reading, access.visible_to(entry.by), on=entry.on)


def _page(
    form: UploadForm, *, plan: queries.Plan | None = None, content: bytes = b"", status: int = 200
) -> guards.Page:
    context = {"form": form, "plan": plan, "content": base64.b64encode(content).decode()}
    return guards.Page("corps/take_in.html", context, status=status)


def _hours(minutes: int) -> float:
    return float(numbers.hours_of(minutes))


def _texts(row: tuple[Any, ...]) -> list[str]:
    """Hours of a text file as 7:30, which stands for whole minutes; days as they are written here."""
    return [numbers.minutes_text(round(cell * 60)) if isinstance(cell, float) else rules.text_of(cell) for cell in row]
