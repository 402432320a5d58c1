"""What a citizen wishes of a mentor: told with the caseworker or the coordinator, or on the citizen's own page."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.cases import access as cases
from parloeb.domain.corps.lists import Kind, Language, Sex
from parloeb.domain.matching.lists import Aspect, WishWay
from parloeb.domain.matching.wishes import access, commands, queries, rules
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask, refuse
from parloeb.pages.shared.forms.fields import DayField
from parloeb.pages.shared.forms.weektimes import WeekTimesField

WRITERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CITIZEN)
MUST = "_must"
# What is asked of the citizen in other words than of who writes for the citizen.
OWN_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "languages": "Hvilke sprog kan du tale med en mentor?",
        "sex": "Skal det være en kvinde eller en mand?",
        "kinds": "Hvor skal mentoren være ansat?",
        "areas": "Hvor vil du gerne mødes?",
        "times": "Hvornår kan du mødes?",
        "words": "Hvad er vigtigt for dig?",
    }
)


class WishesForm(forms.Form):
    """What is wished for, and what of it is a condition."""

    languages = ask.several("Sprog, som borgeren kan tale med en mentor på", Language)
    sex = ask.choice("Køn", Sex, empty="Det er lige meget")
    sex_must = forms.BooleanField(label="Det er en betingelse, at kønnet passer", required=False)
    kinds = ask.several("Mentorens ansættelse", Kind)
    kinds_must = forms.BooleanField(label="Det er en betingelse, at ansættelsen passer", required=False)
    areas = forms.MultipleChoiceField(label="Område", required=False, widget=forms.CheckboxSelectMultiple)
    areas_must = forms.BooleanField(label="Det er en betingelse, at mentoren dækker et af dem", required=False)
    times = WeekTimesField(
        label="Borgeren kan mødes",
        help_text="Mentoren skal kunne mindst én af dem. Ingen kryds: når som helst.",
    )
    words = ask.text("Borgerens egne ord", rows=4, help_text="Skriv det, som borgeren siger det.")
    way = ask.radio(
        "Hvordan fortalte borgeren det?",
        [one for one in WishWay.choices() if one[0] != WishWay.OWN_PAGE],
        required="Vælg, hvordan borgeren fortalte det.",
    )
    told_on = DayField(label="Dag", error_messages={"required": "Skriv dagen."})
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, areas: Iterable[str] = (), is_own: bool = False, **options: Any) -> None:
        """Offer these areas; of a citizen nothing is asked that the own page tells."""
        super().__init__(*args, **options)
        self.fields["areas"].choices = [(area, area) for area in areas]  # type: ignore[attr-defined]
        if is_own:
            del self.fields["way"], self.fields["told_on"]
            self.fields["words"].help_text = ""
            for name, label in OWN_LABELS.items():
                self.fields[name].label = label
        if not self.fields["areas"].choices:  # type: ignore[attr-defined]
            del self.fields["areas"], self.fields["areas_must"]

    def content(self) -> rules.Content:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        return rules.Content(
            languages=tuple(typed["languages"]),
            sex=typed["sex"],
            kinds=tuple(typed["kinds"]),
            areas=tuple(typed.get("areas", ())),
            times=tuple(typed["times"]),
            musts=frozenset(aspect.value for aspect in Aspect if typed.get(aspect.value + MUST)),
            words=typed["words"].strip(),
        )


@guards.reading(*WRITERS)
def form(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The form with what was told last, and everything told before."""
    del request
    reached = _reached(entry, case)
    content, newest = queries.form_begins_with(reached.case), queries.newest(reached.case)
    begins: dict[str, Any] = {
        name: getattr(content, name) for name in ("languages", "sex", "kinds", "areas", "times", "words")
    }
    begins |= {aspect + MUST: True for aspect in content.musts}
    begins |= {"told_on": entry.on, "after": newest.uuid if newest else None}
    return _page(reached, _form(reached, on=entry.on, initial=begins))


@guards.writing(*WRITERS)
def tell(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Write down what was told."""
    reached = _reached(entry, case)
    form = _form(reached, request.POST, on=entry.on)
    if form.is_valid():
        is_own = entry.by.role is Role.CITIZEN
        try:
            commands.tell(
                reached.case,
                form.content(),
                way=WishWay.OWN_PAGE if is_own else WishWay(form.cleaned_data["way"]),
                told_on=entry.on if is_own else form.cleaned_data["told_on"],
                after=form.cleaned_data["after"],
                by=entry.by,
                at=entry.at,
                on=entry.on,
            )
        except errors.RefusedError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, "Ønskerne er gemt.")
            return redirect("matching:wishes", case=case)
    return _page(reached, form)


def _reached(entry: Entry, case: UUID) -> cases.Reached:
    return existing.or_404(cases.reach(entry.by, case, on=entry.on))


def _form(reached: cases.Reached, *args: Any, on: date, **options: Any) -> WishesForm:
    is_own = reached.by.role is Role.CITIZEN
    return WishesForm(*args, areas=queries.areas(reached.case, on=on), is_own=is_own, **options)


def _page(reached: cases.Reached, form: WishesForm) -> guards.Page:
    case, is_own = reached.case, reached.by.role is Role.CITIZEN
    context = {
        "form": form,
        "is_own": is_own,
        "number": case.number,
        "name": str(case.citizen),
        "why_not": access.may_write_in(reached).reason,
        "rows": queries.rows(access.visible_in(reached)),
        "back": reverse("citizen:own") if is_own else reverse("cases:detail", kwargs={"case": case.uuid}),
    }
    status = 422 if form.is_bound else 200
    return guards.Page("matching/wishes.html", context, shows=[case.citizen.uuid], subject=case, status=status)
