"""The mentor's side: read the question and say yes or no. Nothing here names the citizen before the yes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.matching import access, lists, talking
from parloeb.domain.matching.commands import answering
from parloeb.domain.matching.queries import matches
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.matching.forms import DeclineForm
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import refuse


@guards.reading(Role.MENTOR)
def question(request: HttpRequest, entry: Entry, question: UUID) -> guards.Page:
    """What the mentor is asked, or what the mentor answered."""
    del request
    return _answered(entry, question) or _page(entry, question, DeclineForm())


@guards.writing(Role.MENTOR)
def accept(request: HttpRequest, entry: Entry, question: UUID) -> guards.Answer:
    """Yes: from now on the case is open."""
    del request
    found = _asked(entry, question)
    if found is None:
        return _too_late(entry, question)
    answering.accept(found, by=entry.by, at=entry.at, on=entry.on)
    return redirect("cases:detail", case=found.case.uuid)


@guards.writing(Role.MENTOR)
def decline(request: HttpRequest, entry: Entry, question: UUID) -> guards.Answer:
    """No, for a reason of the list."""
    found = _asked(entry, question)
    form = DeclineForm(request.POST)
    if found is None:
        return _too_late(entry, question, typed=form["text"].value())
    if form.is_valid():
        reason = lists.DeclineReason(form.cleaned_data["reason"])
        text = form.cleaned_data["text"]
        try:
            answering.decline(found, reason=reason, text=text, by=entry.by, at=entry.at, on=entry.on)
            return redirect("desk")
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, question, form)


def _asked(entry: Entry, uuid: UUID) -> Any:
    return access.asked_of(entry.by).select_related("case__citizen", "mentor").filter(uuid=uuid).first()


def _answered(entry: Entry, uuid: UUID, *, status: int = 200) -> guards.Page | None:
    """What the mentor answered, to read; None where there is no answer."""
    visible = access.visible_to(entry.by, on=entry.on)
    answer = matches.answer(access.answered_by(entry.by), visible, uuid)
    return guards.Page("matching/answered.html", {"answer": answer}, status=status) if answer else None


def _too_late(entry: Entry, uuid: UUID, *, typed: str = "") -> guards.Page:
    """Tell who answers what was answered before, or that the question was taken back meanwhile, with what was typed.

    Anything else is not found.
    """
    answered = _answered(entry, uuid, status=409)
    if answered:
        return answered
    existing.or_404(access.withdrawn_from(entry.by).filter(uuid=uuid).first())
    return guards.Page("matching/withdrawn.html", {"typed": typed}, status=409)


def _page(entry: Entry, uuid: UUID, form: DeclineForm) -> guards.Page:
    asked = matches.question(access.asked_of(entry.by), uuid, on=entry.on)
    if asked is None and form.is_bound:
        return _too_late(entry, uuid, typed=form["text"].value())
    asked = existing.or_404(asked)
    yes = pieces.Act(reverse("matching:accept", kwargs={"question": uuid}), "Ja, jeg vil gerne", primary=True)
    sign = pieces.Act(
        reverse("corps:secrecy"),
        "Skriv under på tavshedspligten",
        primary=True,
        hidden=(("question", str(uuid)),),
    )
    context = {
        "asked": asked,
        "acts": [yes if asked.has_signed_secrecy else sign],
        "form": form,
        "reasons": [(one.value, one.label) for one in lists.DeclineReason if one not in talking.NOT_A_NO],
        "better_odds": lists.DeclineReason.NEEDS_BETTER_ODDS,
    }
    return guards.Page("matching/question.html", context, status=422 if form.is_bound else 200)
