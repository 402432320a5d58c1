"""After three have said no: what those round the citizen talked about, before anybody more is asked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import redirect

from parloeb.domain.cases import access as cases
from parloeb.domain.matching import access
from parloeb.domain.matching.commands import declines
from parloeb.domain.matching.lists import TalkedWith
from parloeb.domain.matching.queries import declining
from parloeb.domain.people.rules import CASE_STAFF
from parloeb.kernel import errors
from parloeb.pages.matching.forms import DeclinesTalkForm
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse


@guards.reading(*CASE_STAFF)
def form(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """Who said no and why, and the form for what was talked about."""
    del request
    return _page(entry, _reached(entry, case), DeclinesTalkForm(initial={"held_on": entry.on}))


@guards.writing(*CASE_STAFF)
def note(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Note the talk; from now on the next can be asked."""
    reached, form = _reached(entry, case), DeclinesTalkForm(request.POST)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        typed["talked_with"] = [TalkedWith(one) for one in typed["talked_with"]]
        try:
            declines.note_talk(reached.case, **typed, by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:candidates", case=case)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, reached, form)


def _reached(entry: Entry, case: UUID) -> cases.Reached:
    return existing.or_404(cases.reach(entry.by, case, on=entry.on))


def _page(entry: Entry, reached: cases.Reached, form: DeclinesTalkForm) -> guards.Page:
    case = reached.case
    verdict = access.may_propose(entry.by, case, on=entry.on)
    is_time = declining.is_time_to_talk(case)
    why_not = verdict.reason or ("" if is_time else "Der er ikke sagt nej tre gange siden sidst, I talte om det.")
    context: dict[str, Any] = {
        "form": form,
        "case_uuid": case.uuid,
        "number": case.number,
        "name": str(case.citizen),
        "rows": declining.rows(access.visible_in(reached)),
        "why_not": why_not,
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/declines.html", context, shows=[case.citizen.uuid], subject=case, status=status)
