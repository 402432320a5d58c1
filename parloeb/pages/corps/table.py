"""The corps as a table with its load, narrowed by what is in the address; and the same rows as a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpRequest

from parloeb.domain.corps import access, lists, narrowing, queries, rules
from parloeb.domain.corps.papers import queries as papers_queries
from parloeb.domain.corps.papers.rules import Standing
from parloeb.domain.corps.telling import queries as told
from parloeb.domain.corps.telling.rules import Strain, strain_text
from parloeb.domain.matching.queries import choosing
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, numbers
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import HoursField

ALL = "Alle"
BY_NAME, BY_FREE_HOURS = "name", "free"


class FilterForm(forms.Form):
    """What the table is narrowed by; nothing is asked for."""

    name = forms.CharField(label="Navn", required=False, max_length=200)
    kind = ask.choice("Ansættelse", lists.Kind, empty=ALL)
    profile = ask.choice("Profil", lists.Profile, empty=ALL)
    language = ask.choice("Sprog", lists.Language, empty=ALL)
    area = forms.ChoiceField(label="Område", required=False)
    competence = ask.choice("Kompetence", lists.Field, empty=ALL)
    level = forms.TypedChoiceField(
        label="Mindst så god", required=False, coerce=int, empty_value=None, choices=list(rules.LEVEL_TITLES.items())
    )
    time = ask.choice("Kan mødes", lists.WeekTime, empty="Når som helst")
    free = HoursField(label="Mindst så mange ledige timer", required=False)
    organisation = forms.ChoiceField(label="Organisation", required=False)
    order = forms.ChoiceField(
        label="Rækkefølge",
        required=False,
        choices=[(BY_NAME, "Efter navn"), (BY_FREE_HOURS, "Flest ledige timer først")],
    )
    with_former = forms.BooleanField(label="Vis også dem, der er holdt op", required=False)

    @property
    def asked_later(self) -> list[str]:
        """Call none of the fields optional: all of them are."""
        return list(self.fields)

    def __init__(
        self, *args: Any, areas: Iterable[str], organisations: Iterable[tuple[str, str]], **options: Any
    ) -> None:
        """Offer the areas and organisations that there are."""
        super().__init__(*args, **options)
        for name, choices in (("area", [(area, area) for area in areas]), ("organisation", list(organisations))):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", ALL), *choices]

    def wanted(self) -> narrowing.Wanted:
        """What was asked for; what could not be read narrows nothing."""
        named = {name: value for name, value in self.cleaned_data.items() if name not in ("free", "order") and value}
        if "organisation" in named:
            named["organisation"] = UUID(named["organisation"])
        return narrowing.Wanted(**named)


@dataclass(frozen=True)
class Row:
    """One row of the corps: the mentor and the load."""

    mentor: queries.MentorRow
    courses: str
    granted: str
    granted_minutes: int
    free: str
    free_minutes: int
    strain: str
    note: str


@guards.reading(Role.COORDINATOR)
def table(request: HttpRequest, entry: Entry) -> guards.Page:
    """The corps with its load."""
    form, rows = found(request, entry)
    context = {
        "form": form,
        "rows": rows,
        "asked": request.GET.urlencode(),
        "is_narrowed": any(value for name, value in request.GET.items() if name not in ("order", "level")),
        "count": "1 mentor" if len(rows) == 1 else f"{len(rows)} mentorer",
    }
    return guards.Page("corps/table.html", context, status=200 if form.is_valid() else 422)


def found(request: HttpRequest, entry: Entry) -> tuple[FilterForm, list[Row]]:
    """The form as it is filled by the address, and the rows that it asks for, in its order."""
    visible = access.visible_to(entry.by)
    areas, organisations = narrowing.to_choose_from(visible)
    form = FilterForm(request.GET, areas=areas, organisations=organisations)
    form.is_valid()
    mentors = narrowing.narrowed(visible, form.wanted(), on=entry.on)
    least = form.cleaned_data.get("free")
    rows = [row for row in _rows(mentors, entry) if least is None or row.free_minutes >= numbers.minutes_of(least)]
    if form.cleaned_data.get("order") == BY_FREE_HOURS:
        rows.sort(key=lambda row: -row.free_minutes)
    return form, rows


def _rows(mentors: Any, entry: Entry) -> list[Row]:
    found = queries.rows(mentors, on=entry.on)
    keys = [row.key for row in found]
    standing = papers_queries.of(mentors, on=entry.on)
    loads, strains = choosing.loads(keys, on=entry.on), told.strains(keys, on=entry.on)
    return [
        _row(row, loads.get(row.key, choosing.Load()), standing[row.key], strains.get(row.key, Strain()), entry)
        for row in found
    ]


def _row(mentor: queries.MentorRow, load: choosing.Load, standing: Standing, strain: Strain, entry: Entry) -> Row:
    has_left = mentor.has_left_by is not None and mentor.has_left_by < entry.on
    notes = (
        "Har flere timer, end der er plads til" if load.minutes > mentor.weekly_minutes else "",
        "Har ingen bruger og kan ikke spørges" if not mentor.has_user and not has_left else "",
        "Mangler tavshedspligt" if not mentor.has_signed else "",
        "Papirer stopper nye forløb" if standing.stops else "Papirer udløber snart" if standing.warnings else "",
        f"Fravær {mentor.away}" if mentor.away else "",
        f"Spurgt om {load.asked}" if load.asked else "",
        "Holdt op" if has_left else "",
    )
    free = max(0, mentor.weekly_minutes - load.minutes) if mentor.is_there else 0
    return Row(
        mentor=mentor,
        courses=str(load.courses),
        granted=numbers.hours_text(numbers.hours_of(load.minutes)),
        granted_minutes=load.minutes,
        free=numbers.hours_text(numbers.hours_of(free)),
        free_minutes=free,
        strain=_strain(strain),
        note=", ".join(note for note in notes if note),
    )


def _strain(strain: Strain) -> str:
    said = f"{strain_text(strain.level)} ({days.text(strain.day)})" if strain.level and strain.day else ""
    return ". ".join(part for part in (said, "Beder om bedre odds" if strain.wants_better_odds else "") if part)
