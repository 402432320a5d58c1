"""Ask the chosen mentor, follow the match, and end it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases.rules import Stage
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import access, states
from parloeb.domain.matching.commands import meeting, parting, proposing
from parloeb.domain.matching.handover import queries as handovers
from parloeb.domain.matching.queries import asking, continuing, hindering, matches, trial
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import CASE_STAFF
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import queries as visits
from parloeb.kernel import errors
from parloeb.kernel import states as moves
from parloeb.pages.matching.forms import AskForm, EndForm
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

CHOOSE_IN = (Stage.GRANTED, Stage.MATCHING)

# Act of the state table, name of the address, what the button says, whether it is the main one and opens a form.
BUTTONS = (
    ("confirm", "confirm", "Begge vil fortsætte", True, False),
    ("confirm", "note_go_on", "Skriv et svar ned", False, True),
    ("withdraw", "withdraw", "Træk forslaget tilbage", False, False),
    ("end", "note_change", "Nogen beder om en anden mentor", False, True),
    ("end", "end", "Afslut matchet", False, True),
)


@guards.reading(*CASE_STAFF)
def detail(request: HttpRequest, entry: Entry, match: UUID) -> guards.Page:
    """One match, with what can be done now."""
    del request
    found = _found(entry, match)
    return _detail_page(entry, found, AskForm(given=_given(entry, found)))


@guards.writing(*CASE_STAFF)
def ask(request: HttpRequest, entry: Entry, match: UUID) -> guards.Answer:
    """Ask the mentor."""
    found = _found(entry, match)
    form = AskForm(request.POST, given=_given(entry, found))
    if form.is_valid():
        try:
            answer_by = form.cleaned_data["answer_by"]
            proposing.ask(found, answer_by=answer_by, by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:detail", match=match)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _detail_page(entry, found, form)


@guards.writing(*CASE_STAFF)
def withdraw(request: HttpRequest, entry: Entry, match: UUID) -> HttpResponse:
    """Take the proposal or the question back."""
    del request
    found = _found(entry, match)
    proposing.withdraw(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:candidates", case=found.case.uuid)


@guards.writing(*CASE_STAFF)
def confirm(request: HttpRequest, entry: Entry, match: UUID) -> HttpResponse:
    """Note that both want to go on."""
    del request
    meeting.confirm(_found(entry, match), by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:detail", match=match)


@guards.reading(*CASE_STAFF)
def end_form(request: HttpRequest, entry: Entry, match: UUID) -> guards.Page:
    """The form to end a match."""
    del request
    return _end_page(_found(entry, match), EndForm(initial={"last_day": entry.on}))


@guards.writing(*CASE_STAFF)
def end(request: HttpRequest, entry: Entry, match: UUID) -> guards.Answer:
    """End a match; the course waits for another mentor."""
    found = _found(entry, match)
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            last_visit_on = visits.last_day(
                visit_access.visible_to(entry.by, on=entry.on).filter(case=found.case, mentor=found.mentor)
            )
            parting.end(found, form.ending(), last_visit_on=last_visit_on, by=entry.by, at=entry.at, on=entry.on)
            return redirect("cases:detail", case=found.case.uuid)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _end_page(found, form)


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on)
    parts = visible.select_related("case__citizen", "case__jobcentre", "mentor__organisation")
    return existing.or_404(parts.filter(uuid=uuid).first())


def _given(entry: Entry, found: Any) -> int:
    return people.settings_on(found.case.jobcentre_id, entry.on).number(Setting.ANSWER_DAYS)


def _detail_page(entry: Entry, found: Any, form: AskForm) -> guards.Page:
    sheet = existing.or_404(
        matches.sheet(access.visible_to(entry.by, on=entry.on), found.uuid, reader=entry.by.user_id)
    )
    verdict = access.may_propose(entry.by, found.case, on=entry.on)
    possible = moves.acts_from(states.MOVES, states.State(found.state))
    context = {
        "sheet": sheet,
        "form": form if "ask" in possible and verdict else None,
        "notes": _notes(entry, found),
        "answers": continuing.rows(found) if access.reads_past_mentor(entry.by, found, on=entry.on) else (),
        "trial": trial.texts([found])[found.pk],
        "acts": [
            pieces.Act(_at(name, found), label, primary=primary, opens=opens, why_not=_why_not(entry, found, name))
            for act, name, label, primary, opens in BUTTONS
            if act in possible
        ]
        + _first_meeting(found)
        + _next(entry, found),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/detail.html", context, shows=[sheet.citizen], subject=found, status=status)


def _why_not(entry: Entry, found: Any, name: str) -> str:
    """Why a button does nothing now."""
    if name in ("note_go_on", "note_change"):
        return access.may_note_answer(entry.by, found, on=entry.on).reason
    verdict = access.may_propose(entry.by, found.case, on=entry.on)
    if name != "confirm":
        return verdict.reason
    return verdict.reason or handovers.why_not_taken(found) or continuing.lacking(found)


def _first_meeting(found: Any) -> list[pieces.Act]:
    """The way to the first meeting, from the yes until it is held."""
    if found.state != states.State.ACCEPTED:
        return []
    url = reverse("matching:first_meeting", kwargs={"own_match": found.uuid})
    return [pieces.Act(url, "Det første møde", primary=True, opens=True)]


def _next(entry: Entry, found: Any) -> list[pieces.Act]:
    """The way to the next suggestion, from a match that came to nothing."""
    over = found.state in (states.State.DECLINED, states.State.WITHDRAWN, states.State.ENDED)
    if not over or found.case.stage not in CHOOSE_IN or not access.may_propose(entry.by, found.case, on=entry.on):
        return []
    url = reverse("matching:candidates", kwargs={"case": found.case.uuid})
    return [pieces.Act(url, "Find den næste mentor", primary=True, opens=True)]


def _notes(entry: Entry, found: Any) -> list[str]:
    """What whoever chose must know of an open match: why nobody can answer, and what else the mentor is asked."""
    if found.state not in states.OPEN:
        return []
    silent = asking.why_silent(found, on=entry.on)
    why = f"{found.mentor} kan ikke svare: {silent}. Træk forslaget tilbage, og spørg en anden." if silent else ""
    return [note for note in (why, _hindered(entry, found), asking.elsewhere(found, on=entry.on).sentence) if note]


def _hindered(entry: Entry, found: Any) -> str:
    """What hinders the mentor now: an asked one is told no more than that the course does not fit any longer."""
    if not access.reads_past_mentor(entry.by, found, on=entry.on):
        return ""
    hindrances = hindering.of_match(found, found.mentor, on=entry.on)
    return f"{found.mentor} kan ikke tage forløbet nu. {' '.join(hindrances)}" if hindrances else ""


def _end_page(found: Any, form: EndForm) -> guards.Page:
    context = {
        "form": form,
        "case_number": found.case.number,
        "name": str(found.case.citizen),
        "mentor": str(found.mentor),
        "back": _at("detail", found),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/end.html", context, shows=[found.case.citizen.uuid], subject=found, status=status)


def _at(name: str, found: Any) -> str:
    return reverse(f"matching:{name}", kwargs={"match": found.uuid})
