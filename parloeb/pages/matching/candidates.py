"""Who can take a course and who cannot, and the choice of one who can."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import redirect

from parloeb.domain.cases import access as cases
from parloeb.domain.corps import queries as corps
from parloeb.domain.matching import access, ordering
from parloeb.domain.matching.commands import proposing
from parloeb.domain.matching.queries import changing, declining, matches, needing, shortlisting
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import CASE_STAFF
from parloeb.journeys import experience
from parloeb.kernel import errors
from parloeb.pages.matching.forms import AskedForForm, ChooseForm
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse


@guards.reading(*CASE_STAFF)
def show(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """Who can take a course and who cannot, with the reasons."""
    found = _case(entry, case)
    mentors = access.mentors_for(entry.by, found, on=entry.on)
    asked_for = AskedForForm(request.GET, areas=corps.areas_of(mentors))
    asked = dict(asked_for.cleaned_data) if asked_for.is_valid() else {"area": "", "language": ""}
    return _candidates_page(entry, found, mentors, asked_for, ChooseForm(initial=asked))


@guards.writing(*CASE_STAFF)
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


def _case(entry: Entry, uuid: UUID) -> Any:
    visible = cases.visible_to(entry.by, on=entry.on).select_related("citizen", "jobcentre")
    return existing.or_404(visible.filter(uuid=uuid, is_historic=False).first())


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
    searching = changing.searching_side(case) is not None
    taken = matches.unanswered(case) if searching else matches.standing(case)
    if taken:
        raise errors.RefusedError(f"{taken.mentor} er allerede valgt som mentor.")
    if declining.is_time_to_talk(case):
        raise errors.RefusedError(declining.TALK_FIRST)
    need = needing.need_sheet(case, on=entry.on, proposer=entry.by.person_id, **asked)
    weights = ordering.weights_of(people.settings_on(case.jobcentre_id, entry.on))
    sheet = shortlisting.sheet(mentors, need, weights=weights, ended=experience.ended(mentors), on=entry.on)
    chosen = str(form["mentor"].value() or "")
    others_open = bool(form["deviation_reason"].errors or form["deviation_text"].errors)
    others_open |= chosen in {str(row.uuid) for row in sheet.others}
    return {"sheet": sheet, "others_open": others_open, "chosen": chosen, "searching": searching}
