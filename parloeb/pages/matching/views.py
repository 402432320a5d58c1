"""Choose a mentor, ask, follow the match, and end it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access as case_access
from parloeb.domain.cases.rules import Stage
from parloeb.domain.corps import queries as corps
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import access, states
from parloeb.domain.matching.commands import meeting, parting, proposing
from parloeb.domain.matching.queries import asking, choosing, declining, matches, shortlisting
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import queries as visits
from parloeb.kernel import errors
from parloeb.kernel import states as moves
from parloeb.pages.matching.forms import AskedForForm, AskForm, ChooseForm, EndForm
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse

CHOOSE_IN = (Stage.GRANTED, Stage.MATCHING)
MATCHERS = (Role.COORDINATOR, Role.CASEWORKER, Role.TEAM_LEADER)

# Act of the state table, name of the address, what the button says, whether it is the main one and opens a form.
BUTTONS = (
    ("confirm", "confirm", "Begge vil fortsætte", True, False),
    ("withdraw", "withdraw", "Træk forslaget tilbage", False, False),
    ("end", "end", "Afslut matchet", False, True),
)


@guards.reading(*MATCHERS)
def candidates(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """Who can take a course and who cannot, with the reasons."""
    found = _case(entry, case)
    mentors = access.mentors_for(entry.by, found, on=entry.on)
    asked_for = AskedForForm(request.GET, areas=corps.areas_of(mentors))
    asked = dict(asked_for.cleaned_data) if asked_for.is_valid() else {"area": "", "language": ""}
    return _candidates_page(entry, found, mentors, asked_for, ChooseForm(initial=asked))


@guards.writing(*MATCHERS)
def choose(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Choose one of those who can."""
    found = _case(entry, case)
    mentors = access.mentors_for(entry.by, found, on=entry.on)
    form = ChooseForm(request.POST, areas=corps.areas_of(mentors))
    if form.is_valid():
        mentor = corps.by_uuid(mentors, form.cleaned_data["mentor"])
        try:
            if mentor is None:
                raise errors.RefusedError("Vælg en mentor af listen.", field="mentor")
            match = proposing.propose(found, form.choice(), mentor=mentor, by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:detail", match=match.uuid)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    asked = {name: form.cleaned_data.get(name, "") for name in ("area", "language")}
    asked_for = AskedForForm(initial=asked, areas=corps.areas_of(mentors))
    return _candidates_page(entry, found, mentors, asked_for, form)


@guards.reading(*MATCHERS)
def detail(request: HttpRequest, entry: Entry, match: UUID) -> guards.Page:
    """One match, with what can be done now."""
    del request
    found = _found(entry, match)
    return _detail_page(entry, found, AskForm(given=_given(entry, found)))


@guards.writing(*MATCHERS)
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


@guards.writing(*MATCHERS)
def withdraw(request: HttpRequest, entry: Entry, match: UUID) -> HttpResponse:
    """Take the proposal or the question back."""
    del request
    found = _found(entry, match)
    proposing.withdraw(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:candidates", case=found.case.uuid)


@guards.writing(*MATCHERS)
def confirm(request: HttpRequest, entry: Entry, match: UUID) -> HttpResponse:
    """Note that both want to go on."""
    del request
    meeting.confirm(_found(entry, match), by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:detail", match=match)


@guards.reading(*MATCHERS)
def end_form(request: HttpRequest, entry: Entry, match: UUID) -> guards.Page:
    """The form to end a match."""
    del request
    return _end_page(_found(entry, match), EndForm(initial={"last_day": entry.on}))


@guards.writing(*MATCHERS)
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


def _case(entry: Entry, uuid: UUID) -> Any:
    visible = case_access.visible_to(entry.by, on=entry.on).select_related("citizen", "jobcentre")
    return existing.or_404(visible.filter(uuid=uuid, is_historic=False).first())


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on)
    parts = visible.select_related("case__citizen", "case__jobcentre", "mentor__organisation")
    return existing.or_404(parts.filter(uuid=uuid).first())


def _candidates_page(entry: Entry, case: Any, mentors: Any, asked_for: AskedForForm, form: ChooseForm) -> guards.Page:
    typed = form.cleaned_data if form.is_bound else form.initial
    asked = {name: typed.get(name, "") for name in ("area", "language")}
    context: dict[str, Any] = {
        "case_uuid": case.uuid,
        "case_number": case.number,
        "name": str(case.citizen),
        "asked_for": asked_for,
        "asked": asked,
        "form": form,
    }
    try:
        context |= _sheet(entry, case, mentors, asked, form)
    except errors.RefusedError as refusal:
        context |= {"why_not": refusal.sentence, "talk_first": refusal.sentence == declining.TALK_FIRST}
    status = 422 if form.is_bound else 200
    return guards.Page("matching/candidates.html", context, shows=[case.citizen.uuid], subject=case, status=status)


def _sheet(entry: Entry, case: Any, mentors: Any, asked: dict[str, str], form: ChooseForm) -> dict[str, Any]:
    """Whom to choose from; refused with why nobody can be chosen here now."""
    if not mentors:  # who may not propose reaches none; a corps without any is nobody's
        access.require(access.may_propose(entry.by, case, on=entry.on))
    taken = matches.standing(case)
    if taken:
        raise errors.RefusedError(f"{taken.mentor} er allerede valgt som mentor.")
    if declining.is_time_to_talk(case):
        raise errors.RefusedError(declining.TALK_FIRST)
    need = choosing.need_sheet(case, on=entry.on, proposer=entry.by.person_id, **asked)
    sheet = shortlisting.sheet(case, mentors, need, on=entry.on)
    chosen = str(form["mentor"].value() or "")
    others_open = bool(form["deviation_reason"].errors or form["deviation_text"].errors)
    others_open |= chosen in {str(row.uuid) for row in sheet.others}
    return {"sheet": sheet, "others_open": others_open, "chosen": chosen}


def _given(entry: Entry, found: Any) -> int:
    return people.settings_on(found.case.jobcentre_id, entry.on).number(Setting.ANSWER_DAYS)


def _detail_page(entry: Entry, found: Any, form: AskForm) -> guards.Page:
    sheet = existing.or_404(matches.sheet(access.visible_to(entry.by, on=entry.on), found.uuid))
    verdict = access.may_propose(entry.by, found.case, on=entry.on)
    possible = moves.acts_from(states.MOVES, states.State(found.state))
    context = {
        "sheet": sheet,
        "form": form if "ask" in possible and verdict else None,
        "notes": _notes(entry, found),
        "acts": [
            pieces.Act(_at(name, found), label, primary=primary, opens=opens, why_not=verdict.reason)
            for act, name, label, primary, opens in BUTTONS
            if act in possible
        ]
        + _next(entry, found),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/detail.html", context, shows=[sheet.citizen], subject=found, status=status)


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
    return [note for note in (why, asking.elsewhere(found, on=entry.on).sentence) if note]


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
