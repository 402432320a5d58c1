"""What a course asks of its mentor, as those who choose judge it, and which mentors are out of the question."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect

from parloeb.domain.cases import access as cases
from parloeb.domain.corps import queries as corps
from parloeb.domain.corps.lists import Field
from parloeb.domain.matching import access as matching
from parloeb.domain.matching.exclusions import access as exclusion_access
from parloeb.domain.matching.exclusions import commands as exclusion_commands
from parloeb.domain.matching.exclusions import queries as exclusions
from parloeb.domain.matching.lists import ExclusionReason
from parloeb.domain.matching.needs import access, commands, queries, rules
from parloeb.domain.matching.queries import needing
from parloeb.domain.people.rules import CASE_STAFF
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse

LENGTH = 500  # characters


class NeedsForm(forms.Form):
    """How much is needed of each competence, and what the course is."""

    is_heavy = forms.BooleanField(
        label="Det er et tungt forløb",
        required=False,
        help_text="En mentor har kun få af dem ad gangen. Det siges om forløbet, ikke om borgeren.",
    )
    with_children = forms.BooleanField(
        label="Mentoren kommer tæt på børn under 15 år",
        required=False,
        help_text="Så skal mentoren have en børneattest, der gælder.",
    )
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for every competence of the list."""
        super().__init__(*args, **options)
        levels = [("", "Ikke nødvendig"), *((level, text.capitalize()) for level, text in rules.LEVEL_TITLES.items())]
        for one in Field:
            self.fields[one.value] = forms.TypedChoiceField(
                label=one.label, required=False, coerce=int, empty_value=None, choices=levels
            )

    def content(self) -> rules.Content:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        needs = {one.value: typed[one] for one in Field if typed[one]}
        return rules.Content(needs, is_heavy=typed["is_heavy"], with_children=typed["with_children"])


class ExcludeForm(forms.Form):
    """Which mentor is out of the question, and why."""

    mentor = forms.UUIDField(label="Mentor", error_messages={"required": "Vælg mentoren."})
    why = ask.radio("Hvorfor?", ExclusionReason.choices(), required="Vælg, hvorfor de to ikke må sættes sammen.")
    words = ask.text("Mere om hvorfor", length=LENGTH, help_text="Skal skrives ved »Andet«.")

    def __init__(self, *args: Any, mentors: Iterable[tuple[str, str]], **options: Any) -> None:
        """Offer the mentors of the corps."""
        super().__init__(*args, **options)
        self.fields["mentor"] = forms.TypedChoiceField(
            label="Mentor",
            coerce=UUID,
            choices=[("", ask.CHOOSE), *mentors],
            error_messages={"required": "Vælg mentoren.", "invalid_choice": "Vælg en mentor af listen."},
        )
        self.order_fields(["mentor", "why", "words"])


class LiftForm(forms.Form):
    """Why the two may be put together again."""

    because = ask.text(
        "Hvorfor må de to sættes sammen igen?",
        length=LENGTH,
        required="Skriv kort, hvorfor de to må sættes sammen igen.",
    )


@guards.reading(*CASE_STAFF)
def form(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """What is asked for, with the form, and who is out of the question."""
    del request
    reached = _reached(entry, case)
    return _page(entry, reached, needs=NeedsForm(initial=_begins(entry, reached)))


@guards.writing(*CASE_STAFF)
def judge(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Keep what the course asks for."""
    reached, form = _reached(entry, case), NeedsForm(request.POST)
    if form.is_valid():
        after = form.cleaned_data["after"]
        try:
            commands.judge(reached.case, form.content(), after=after, by=entry.by, at=entry.at, on=entry.on)
            messages.success(request, "Kravene er gemt.")
            return redirect("matching:needs", case=case)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, reached, needs=form)


@guards.writing(*CASE_STAFF)
def exclude(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Note that a mentor is out of the question."""
    reached = _reached(entry, case)
    form = ExcludeForm(request.POST, mentors=_mentors(entry, reached))
    if form.is_valid():
        typed = form.cleaned_data
        try:
            exclusion_commands.exclude(
                reached.case,
                existing.or_404(corps.by_uuid(_corps(entry, reached), typed["mentor"])),
                why=ExclusionReason(typed["why"]),
                words=typed["words"],
                by=entry.by,
                at=entry.at,
                on=entry.on,
            )
            return redirect("matching:needs", case=case)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, reached, out=form)


@guards.writing(*CASE_STAFF)
def lift(request: HttpRequest, entry: Entry, case: UUID, exclusion: UUID) -> guards.Answer:
    """Let the two be put together again."""
    reached, form = _reached(entry, case), LiftForm(request.POST)
    found = existing.or_404(exclusion_access.visible_in(reached).filter(uuid=exclusion).first())
    if form.is_valid():
        because = form.cleaned_data["because"]
        try:
            exclusion_commands.lift(reached.case, found, because=because, by=entry.by, at=entry.at, on=entry.on)
            return redirect("matching:needs", case=case)
        except errors.RefusedError as refusal:
            refuse(form, refusal)
    return _page(entry, reached, lifting=(exclusion, form))


def _reached(entry: Entry, case: UUID) -> cases.Reached:
    return existing.or_404(cases.reach(entry.by, case, on=entry.on))


def _begins(entry: Entry, reached: cases.Reached) -> dict[str, Any]:
    """What holds now: what was judged last, else what the referral tells of."""
    newest = queries.newest(reached.case)
    content = queries.content_of(newest) if newest else needing.begun_with(reached.case, on=entry.on)
    begins: dict[str, Any] = {field: content.needs.get(field, "") for field in Field}
    begins |= {"is_heavy": content.is_heavy, "with_children": content.with_children}
    return begins | {"after": newest.uuid if newest else None}


def _corps(entry: Entry, reached: cases.Reached) -> Any:
    return corps.by_name(matching.corps_of(reached), on=entry.on)


def _mentors(entry: Entry, reached: cases.Reached) -> list[tuple[str, str]]:
    return [(str(mentor.uuid), str(mentor)) for mentor in _corps(entry, reached)]


def _page(
    entry: Entry,
    reached: cases.Reached,
    *,
    needs: NeedsForm | None = None,
    out: ExcludeForm | None = None,
    lifting: tuple[UUID, LiftForm] | None = None,
) -> guards.Page:
    case = reached.case
    forms_sent = (needs, out, lifting and lifting[1])
    open_form = lifting[1] if lifting else None
    context = {
        "form": needs or NeedsForm(initial=_begins(entry, reached)),
        "out": out or ExcludeForm(mentors=_mentors(entry, reached)),
        "excluded": [
            (row, open_form if lifting and lifting[0] == row.uuid else LiftForm(auto_id=f"id_{row.uuid}_%s"))
            for row in exclusions.rows(exclusion_access.visible_in(reached))
        ],
        "case": case.uuid,
        "number": case.number,
        "name": str(case.citizen),
        "why_not": access.may_judge_in(reached).reason,
        "rows": queries.rows(access.visible_in(reached)),
    }
    status = 422 if any(form is not None and form.is_bound for form in forms_sent) else 200
    return guards.Page("matching/needs.html", context, shows=[case.citizen.uuid], subject=case, status=status)
