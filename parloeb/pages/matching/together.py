"""A match as citizen and mentor have it: the trial, the private question, to stop. Neither reads the other's answer."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.matching import access
from parloeb.domain.matching.commands import continuing, stopping
from parloeb.domain.matching.lists import GoOn, Side, WishWay
from parloeb.domain.matching.queries import changing as changes
from parloeb.domain.matching.queries import continuing as answers
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse

BOTH = (Role.CITIZEN, Role.MENTOR)
WORDS = 500  # characters


class GoOnForm(forms.Form):
    """The private question."""

    answer = ask.radio("Vil du gerne fortsætte?", GoOn.choices(), required="Vælg et svar. Alle svar er i orden.")
    words = ask.text("Vil du skrive mere?", length=WORDS)

    def told(self) -> continuing.Told:
        """What was answered, as the room takes it."""
        return continuing.Told(GoOn(self.cleaned_data["answer"]), self.cleaned_data["words"])


class NoteForm(GoOnForm):
    """The same, told by one of the two to somebody who writes it down."""

    side = ask.radio("Hvem svarer?", Side.choices(), required="Vælg, hvem der svarer.")
    way = ask.radio(
        "Hvordan blev det fortalt?",
        [one for one in WishWay.choices() if one[0] != WishWay.OWN_PAGE],
        required="Vælg, hvordan svaret blev fortalt.",
    )
    field_order = ("side", "answer", "words", "way")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask of somebody else."""
        super().__init__(*args, **options)
        self.fields["answer"].label = "Hvad er svaret?"
        self.fields["words"].label = "Med egne ord"


@guards.reading(*BOTH)
def page(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Page:
    """The own match."""
    del request
    return _page(entry, own_match, GoOnForm())


@guards.writing(*BOTH)
def go_on(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Answer:
    """Answer whether to go on."""
    found, form = _own(entry, own_match), GoOnForm(request.POST)
    if form.is_valid():
        try:
            continuing.answer(found, form.told(), by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:together", own_match=own_match)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, own_match, form)


@guards.reading(*BOTH)
def stop_form(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Page:
    """Ask whether to stop for good."""
    del request
    sheet, subject = _sheet(entry, own_match), _own(entry, own_match)
    return guards.Page("matching/stop.html", _shown(entry, sheet), shows=[sheet.citizen], subject=subject)


@guards.writing(*BOTH)
def stop(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Answer:
    """Stop the trial."""
    del request
    stopping.stop(_own(entry, own_match), by=entry.by, at=entry.at, on=entry.on)
    return redirect("matching:together", own_match=own_match)


@guards.reading(*CASE_STAFF)
def note_form(request: HttpRequest, entry: Entry, match: UUID) -> guards.Page:
    """Write down what one of the two told."""
    del request
    return _note_page(_found(entry, match), NoteForm())


@guards.writing(*CASE_STAFF)
def note(request: HttpRequest, entry: Entry, match: UUID) -> guards.Answer:
    """Keep what was told."""
    found, form = _found(entry, match), NoteForm(request.POST)
    if form.is_valid():
        side, way = Side(form.cleaned_data["side"]), WishWay(form.cleaned_data["way"])
        try:
            continuing.note(found, form.told(), side=side, way=way, by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:detail", match=match)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _note_page(found, form)


def _own(entry: Entry, uuid: UUID) -> Any:
    own = access.own_of(entry.by, on=entry.on).select_related("case__citizen__user", "mentor__user")
    return existing.or_404(own.filter(uuid=uuid).first())


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on).select_related("case__citizen__user", "mentor__user")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _sheet(entry: Entry, uuid: UUID) -> answers.Together:
    own = access.own_of(entry.by, on=entry.on)
    return existing.or_404(answers.together(own, uuid, access.SIDES[entry.by.role]))


def _shown(entry: Entry, sheet: answers.Together) -> dict[str, Any]:
    is_citizen = entry.by.role is Role.CITIZEN
    home = reverse("citizen:own") if is_citizen else reverse("cases:detail", kwargs={"case": sheet.case_uuid})
    return {"sheet": sheet, "is_citizen": is_citizen, "back": home}


def _page(entry: Entry, uuid: UUID, form: GoOnForm) -> guards.Page:
    sheet = _sheet(entry, uuid)
    found = access.changes_visible_to(entry.by, on=entry.on).filter(match__uuid=uuid)
    wishes = changes.own(found, on=entry.on)
    may_ask = sheet.is_binding and not any(one.is_open for one in wishes)
    context = _shown(entry, sheet) | {"form": form, "acts": [], "wishes": wishes, "may_ask": may_ask}
    if sheet.trial:
        url = reverse("matching:stop", kwargs={"own_match": uuid})
        context["acts"] = [pieces.Act(url, "Jeg vil stoppe nu", opens=True)]
    status = 422 if form.is_bound else 200
    subject = _own(entry, uuid)
    return guards.Page("matching/together.html", context, shows=[sheet.citizen], subject=subject, status=status)


def _note_page(found: Any, form: NoteForm) -> guards.Page:
    context = {
        "form": form,
        "number": found.case.number,
        "mentor": str(found.mentor),
        "name": str(found.case.citizen),
        "back": reverse("matching:detail", kwargs={"match": found.uuid}),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/go_on.html", context, shows=[found.case.citizen.uuid], subject=found, status=status)
