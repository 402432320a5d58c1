"""Change of mentor: asked by one of the two past the other, answered by whoever finds mentors, told without names."""

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.matching import access
from parloeb.domain.matching.commands import changing
from parloeb.domain.matching.lists import ChangeReason, EndedBy, EndReason, Side, WishWay
from parloeb.domain.matching.queries import changing as changes
from parloeb.domain.matching.queries import partings, trial
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.domain.visits import access as visit_access
from parloeb.domain.visits import queries as visits
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField

BOTH = (Role.CITIZEN, Role.MENTOR)
READERS = (Role.COORDINATOR, Role.TEAM_LEADER)
WORDS = 500  # characters
OUTCOMES = (
    ("settle", "Vi har talt om det, og de fortsætter sammen"),
    ("search", "Vi finder en ny mentor, og de fortsætter imens"),
    ("part", "Matchet slutter i dag, og forløbet venter på en ny mentor"),
)


class WishForm(forms.Form):
    """Why, where the trial is over, and own words."""

    reason = ask.radio("Hvorfor?", ChangeReason.choices(), help_text="Ingen grund er forkert.")
    words = ask.text("Vil du skrive mere?", length=WORDS)

    def __init__(self, *args: Any, is_trial: bool, **options: Any) -> None:
        """Ask for no reason in the trial."""
        super().__init__(*args, **options)
        if is_trial:
            del self.fields["reason"]

    def wish(self) -> changing.Wish:
        """What was typed, as the room takes it."""
        reason = self.cleaned_data.get("reason")
        return changing.Wish(ChangeReason(reason) if reason else None, self.cleaned_data["words"])


class NoteWishForm(WishForm):
    """The same, told by one of the two to somebody who writes it down."""

    side = ask.radio("Hvem beder om det?", Side.choices(), required="Vælg, hvem der beder om det.")
    way = ask.radio(
        "Hvordan blev det fortalt?",
        [one for one in WishWay.choices() if one[0] != WishWay.OWN_PAGE],
        required="Vælg, hvordan det blev fortalt.",
    )
    asked_on = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    field_order = ("side", "reason", "words", "way", "asked_on")


class AnswerForm(forms.Form):
    """What becomes of it, and what the one who asked is told."""

    outcome = ask.radio("Hvad bliver der af det?", OUTCOMES, required="Vælg, hvad der bliver af det.")
    answer = ask.text(
        "Svar til den, der bad om det",
        length=WORDS,
        required="Skriv svaret til den, der bad om det.",
        help_text="Kun den, der bad om det, og kommunen læser svaret.",
    )


@guards.reading(*BOTH)
def form(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Page:
    """Ask for a change on the own page."""
    del request
    found = _own(entry, own_match)
    return _page(entry, found, WishForm(is_trial=trial.is_on(found)))


@guards.writing(*BOTH)
def ask_for(request: HttpRequest, entry: Entry, own_match: UUID) -> guards.Answer:
    """Keep the wish."""
    found = _own(entry, own_match)
    form = WishForm(request.POST, is_trial=trial.is_on(found))
    if form.is_valid():
        try:
            changing.ask(found, form.wish(), by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:together", own_match=own_match)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, found, form)


@guards.reading(*CASE_STAFF)
def note_form(request: HttpRequest, entry: Entry, match: UUID) -> guards.Page:
    """Write down that one of the two asks for a change."""
    del request
    found = _found(entry, match)
    return _note_page(found, NoteWishForm(is_trial=trial.is_on(found), initial={"asked_on": entry.on}))


@guards.writing(*CASE_STAFF)
def note(request: HttpRequest, entry: Entry, match: UUID) -> guards.Answer:
    """Keep what was told."""
    found = _found(entry, match)
    form = NoteWishForm(request.POST, is_trial=trial.is_on(found))
    if form.is_valid():
        typed = form.cleaned_data
        told = {"side": Side(typed["side"]), "way": WishWay(typed["way"]), "asked_on": typed["asked_on"]}
        try:
            change = changing.note(found, form.wish(), **told, by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:change", change=change.uuid)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _note_page(found, form)


@guards.reading(*CASE_STAFF)
def detail(request: HttpRequest, entry: Entry, change: UUID) -> guards.Page:
    """One wish, with the form to answer it."""
    del request
    return _detail_page(entry, _change(entry, change), AnswerForm())


@guards.writing(*CASE_STAFF)
def answer(request: HttpRequest, entry: Entry, change: UUID) -> guards.Answer:
    """Answer whoever asked."""
    found, form = _change(entry, change), AnswerForm(request.POST)
    if form.is_valid():
        try:
            _answer(entry, found, **form.cleaned_data)
            return redirect("matching:change", change=change)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _detail_page(entry, found, form)


@guards.writing(*BOTH, *CASE_STAFF)
def withdraw(request: HttpRequest, entry: Entry, change: UUID) -> HttpResponse:
    """Take the wish back."""
    del request
    found = _change(entry, change)
    changing.withdraw(found, by=entry.by, at=entry.at, on=entry.on)
    if entry.by.role in BOTH:
        return redirect("matching:together", own_match=found.match.uuid)
    return redirect("matching:change", change=change)


@guards.reading(*READERS)
def by_year(request: HttpRequest, entry: Entry) -> guards.Page:
    """Year for year why matches ended, without names."""
    del request
    visible = access.visible_to(entry.by, on=entry.on)
    years = partings.by_year(visible, access.changes_visible_to(entry.by, on=entry.on))
    return guards.Page("matching/changes.html", {"years": [(year, tables(year)) for year in years]})


def tables(year: partings.Year) -> list[pieces.Table]:
    """What the year tells, each count only where it points at nobody."""
    return [
        _table("Efter hvis ønske", [(one.label, year.ended_by[one]) for one in EndedBy]),
        _table("Hvor længe de nåede", [(label, year.lasted[label]) for label in partings.LENGTHS]),
        _table("Hvorfor matchet sluttede", _labels(year.reasons, EndReason, but=EndReason.COURSE_ENDED)),
        _table("Hvorfor der blev bedt om en anden", _labels(year.wished, ChangeReason)),
    ]


def _labels(counted: Counter[Any], of: Any, *, but: Any = None) -> list[tuple[str, int]]:
    return [(one.label, counted[one]) for one in of if one is not but]


def _table(caption: str, rows: list[tuple[str, int]]) -> pieces.Table:
    labels, numbers = [label for label, _ in rows], partings.shown([number for _, number in rows])
    return pieces.Table(
        caption,
        (pieces.Column(caption), pieces.Column("Antal", number=True)),
        tuple((pieces.Cell(label), pieces.Cell(number)) for label, number in zip(labels, numbers, strict=True)),
        hide_caption=True,
    )


def _answer(entry: Entry, found: Any, *, outcome: str, answer: str) -> None:
    by, at, on = entry.by, entry.at, entry.on
    if outcome == "settle":
        changing.settle(found, answer, by=by, at=at, on=on)
    elif outcome == "search":
        changing.search(found, answer, by=by, at=at, on=on)
    else:
        visible = visit_access.visible_to(by, on=on).filter(case=found.match.case, mentor=found.match.mentor)
        changing.part(found, answer, last_visit_on=visits.last_day(visible), by=by, at=at, on=on)


def _own(entry: Entry, uuid: UUID) -> Any:
    own = access.own_of(entry.by, on=entry.on).select_related("case__citizen__user", "mentor__user")
    return existing.or_404(own.filter(uuid=uuid).first())


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on).select_related("case__citizen__user", "mentor__user")
    return existing.or_404(visible.filter(uuid=uuid).first())


def _change(entry: Entry, uuid: UUID) -> Any:
    visible = access.changes_visible_to(entry.by, on=entry.on)
    parts = visible.select_related("match__case__citizen__user", "match__mentor__user", "match__mentor__organisation")
    return existing.or_404(parts.filter(uuid=uuid).first())


def _page(entry: Entry, found: Any, form: WishForm) -> guards.Page:
    is_citizen = entry.by.role is Role.CITIZEN
    context = {
        "form": form,
        "is_citizen": is_citizen,
        "other": str(found.mentor if is_citizen else found.case.citizen),
        "back": reverse("matching:together", kwargs={"own_match": found.uuid}),
    }
    status = 422 if form.is_bound else 200
    shows = [found.case.citizen.uuid]
    return guards.Page("matching/ask_change.html", context, shows=shows, subject=found, status=status)


def _note_page(found: Any, form: NoteWishForm) -> guards.Page:
    context = {
        "form": form,
        "number": found.case.number,
        "name": str(found.case.citizen),
        "mentor": str(found.mentor),
        "back": reverse("matching:detail", kwargs={"match": found.uuid}),
    }
    status = 422 if form.is_bound else 200
    shows = [found.case.citizen.uuid]
    return guards.Page("matching/note_change.html", context, shows=shows, subject=found, status=status)


def _detail_page(entry: Entry, found: Any, form: AnswerForm) -> guards.Page:
    sheet = existing.or_404(changes.sheet(access.changes_visible_to(entry.by, on=entry.on), found.uuid))
    verdict = access.may_propose(entry.by, found.match.case, on=entry.on)
    acts = []
    if sheet.is_open:
        url = reverse("matching:withdraw_change", kwargs={"change": sheet.uuid})
        acts.append(pieces.Act(url, "Den, der bad om det, trækker det tilbage"))
    context = {
        "sheet": sheet,
        "form": form if sheet.is_open else None,
        "why_not": verdict.reason,
        "acts": acts,
        "searching": sheet.is_open and found.state == "searching",
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/change.html", context, shows=[sheet.citizen], subject=found, status=status)
