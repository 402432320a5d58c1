"""The municipality's own words in its letters: read them with their history, see a new one in a letter, write it."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.safestring import SafeString

from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence.rules.own import LONGEST
from parloeb.kernel import errors
from parloeb.pages.shared import guards, letterhead
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField


class OwnTextForm(forms.Form):
    """Which text, of which jobcentre, from when, and what it says."""

    asked_later = frozenset({"text"})

    jobcentre = forms.ChoiceField(label="Jobcenter", error_messages={"required": "Vælg jobcentret."})
    piece = forms.ChoiceField(
        label="Hvilken tekst?", choices=list(phrasing.PIECES.items()), error_messages={"required": "Vælg teksten."}
    )
    text = ask.text(
        "Teksten",
        rows=5,
        length=max(LONGEST.values()),
        help_text="Almindelig tekst uden koder. Er feltet tomt, bruger brevene igen Parløbs egen tekst.",
    )
    first_day = DayField(label="Gælder fra den", error_messages={"required": "Skriv dagen."})

    def __init__(self, *of: Any, jobcentres: list[Any], **options: Any) -> None:
        """Offer the jobcentres whose letters the actor words."""
        super().__init__(*of, **options)
        self._jobcentres = {str(one.uuid): one for one in jobcentres}
        self.fields["jobcentre"].choices = [(key, one.name) for key, one in self._jobcentres.items()]  # type: ignore[attr-defined]

    def of(self) -> Any:
        """The jobcentre that was chosen."""
        return self._jobcentres[self.cleaned_data["jobcentre"]]


@guards.reading(*phrasing.WRITERS)
def read(request: HttpRequest, entry: Entry) -> guards.Page:
    """Every text of the jobcentres with its versions."""
    del request
    shown = [(one.name, one.uuid, phrasing.pieces(one, on=entry.on)) for one in phrasing.jobcentres_of(entry.by)]
    return guards.Page("correspondence/own_texts.html", {"jobcentres": shown, "standard": phrasing.STANDARD})


@guards.reading(*phrasing.WRITERS)
def form_of(request: HttpRequest, entry: Entry) -> guards.Page:
    """Ask for the new version, with what is in force now."""
    jobcentres = list(phrasing.jobcentres_of(entry.by))
    chosen = next((one for one in jobcentres if str(one.uuid) == request.GET.get("jobcenter")), None)
    piece = request.GET.get("tekst", "")
    initial = {
        "jobcentre": chosen.uuid if chosen else None,
        "piece": piece if piece in phrasing.PIECES else None,
        "text": _now(chosen.uuid, jobcentres, piece, entry) if chosen else "",
        "first_day": entry.on,
    }
    return _page(OwnTextForm(initial=initial, jobcentres=jobcentres))


@guards.writing(*phrasing.WRITERS)
def write(request: HttpRequest, entry: Entry) -> guards.Answer:
    """Show a letter with the text in it, or write the version."""
    form = OwnTextForm(request.POST, jobcentres=list(phrasing.jobcentres_of(entry.by)))
    letter = SafeString()
    if form.is_valid():
        typed = form.cleaned_data
        try:
            if "preview" not in request.POST:
                said = {"text": typed["text"], "first_day": typed["first_day"]}
                phrasing.write(form.of(), typed["piece"], **said, by=entry.by, at=entry.at, on=entry.on)
                return redirect("letters:own_texts")
            sender = letterhead.sending(form.of(), on=entry.on).sender
            shown = phrasing.preview(form.of(), typed["piece"], text=typed["text"], sender=sender, on=entry.on)
            letter = letterhead.drafted(shown, subject_level=3)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(form, letter=letter)


def _now(jobcentre: UUID, jobcentres: list[Any], key: str, entry: Entry) -> str:
    of = next(one for one in jobcentres if one.uuid == jobcentre)
    piece = next((one for one in phrasing.pieces(of, on=entry.on) if one.key == key), None)
    now = next((one for one in piece.versions if one.is_now), None) if piece else None
    return "\n".join(now.text) if now and now.text != (phrasing.STANDARD,) else ""


def _page(form: OwnTextForm, *, letter: SafeString = SafeString()) -> guards.Page:  # noqa: B008
    status = 422 if form.is_bound and form.errors else 200
    return guards.Page("correspondence/own_text.html", {"form": form, "letter": letter}, status=status)
