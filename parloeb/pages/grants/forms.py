"""The forms of a grant."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

from django import forms
from django.http import QueryDict

from parloeb.domain.grants import curve
from parloeb.domain.grants.commands import Draft
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import PLACES, MentorType
from parloeb.domain.referrals.lists import Purpose
from parloeb.kernel import errors, numbers
from parloeb.kernel.periods import Period
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField, HoursField, WeeklyHoursField, WholeField

READ = "Borgeren læser det, du skriver her, i brevet."

LARGEST_POT = 100
PREFIX = "weeks"
MOST_ROWS = 60
SPARE_ROWS = 2
MORE_ROWS = 4

NOT_THE_SHAPE = (
    "Ugerne i tabellen passer ikke til den fordeling, du har valgt. "
    "Tryk på »Udfyld ugerne«, eller vælg »Som jeg skriver ugerne selv«."
)


class PotHoursField(HoursField):
    """Hours in all: more than none, and no more than a jobcentre can let a pot be."""

    def read(self, text: str, /) -> Decimal:
        """Read hours and look at the bounds."""
        hours = numbers.parse_hours(text)
        if not 0 < hours <= LARGEST_POT:
            raise errors.RefusedError(f"Skriv et timetal over 0 og højst {LARGEST_POT}.")
        return hours


class GrantForm(forms.Form):
    """Period, hours and reasons. Nothing is required to save a draft; the rules say what the decision lacks."""

    asked_later = frozenset(
        {"first_day", "last_day", "shape", "hours_per_week", "decisive_reason", "mentor_kind", "beyond_usual_effort"}
        | {"assessment", "special_reason", "mistake", "reason_text", "alternative"}
    )

    version = forms.IntegerField(widget=forms.HiddenInput)
    first_day = DayField(label="Første dag", required=False)
    last_day = DayField(label="Sidste dag", required=False)
    shape = ask.radio("Hvordan fordeles timerne?", curve.Shape.choices())
    hours_per_week = WeeklyHoursField(
        label="Timer om ugen",
        required=False,
        help_text="Fx 1,5 eller 1:30. Ved op- og nedtrapning er det timerne imellem dem.",
    )
    up_weeks = WholeField(label="Optrapning: antal uger", required=False)
    up_hours = WeeklyHoursField(label="Optrapning: timer i den første uge", required=False)
    down_weeks = WholeField(label="Nedtrapning: antal uger", required=False)
    down_hours = WeeklyHoursField(label="Nedtrapning: timer i den sidste uge", required=False)
    mentor_type = ask.radio("Hvem er mentor?", MentorType.choices())
    mentor_kind = forms.ChoiceField(
        label="Hvor er pladsmentoren ansat?",
        choices=[("", ask.CHOOSE), *((kind.value, kind.label) for kind in PLACES)],
        required=False,
    )
    beyond_usual_effort = ask.text(
        "Hvad gør pladsmentoren ud over det, stedet normalt forventes at gøre?",
        help_text="Kun for en pladsmentor: uden det kan stedet ikke få betaling (LAB § 169).",
    )
    aftercare_hours = PotHoursField(
        label="Efterværn: timer i alt",
        required=False,
        help_text="Nogle få timer til brug, når støtten er slut. Lad feltet stå tomt, hvis der ikke er nogen.",
    )
    aftercare_last_day = DayField(
        label="Efterværn: kan bruges til og med",
        required=False,
        help_text="Efterværn er også mentorstøtte: lovens grænse for en periode gælder for det hele.",
    )
    decisive_reason = ask.text("Hvorfor er en mentor afgørende?", help_text=READ)
    assessment = ask.text("Vurdering af en ny periode", help_text=f"Kun når der er bevilget før. {READ}")
    special_reason = ask.text(
        "Den særlige grund", help_text=f"Kun når sagsbehandlerens perioder i forløbet er brugt. {READ}"
    )
    asked_hours = WeeklyHoursField(
        label="Søgt om: timer om ugen", required=False, help_text="Kun når det er flere, end du bevilger."
    )
    asked_last_day = DayField(
        label="Søgt om: til og med", required=False, help_text="Kun når det er længere, end du bevilger."
    )
    asked_purpose = ask.choice(
        "Søgt om: også støtte til",
        Purpose,
        empty="Ikke mere end det, du bevilger",
        help_text="Et formål, du ikke bevilger.",
    )
    mistake = ask.text("Hvilken fejl rettes?", help_text=f"Skriv, hvad der var forkert, og hvad der er rigtigt. {READ}")
    reason_text = ask.text(
        "Begrundelse, hvis du giver afslag, helt eller delvist, eller mindre end før",
        help_text=f"Skriv de hensyn og oplysninger, der har afgjort det. {READ}",
    )
    alternative = ask.text(
        "Hvad kan borgeren få hjælp til i stedet?",
        help_text=(
            "Skrives, når du giver afslag, helt eller delvist: anden hjælp, der er mulig, eller hvem borgeren kan "
            f"henvende sig til (forvaltningsloven § 7, retssikkerhedsloven § 5). {READ}"
        ),
    )
    adverse_new_facts = forms.BooleanField(
        label="Et afslag, helt eller delvist, bygger på oplysninger, som borgeren ikke kender",
        required=False,
        help_text="Så skal borgeren høres, før der gives afslag. Det begynder du på bevillingens side.",
    )

    def times(self) -> list[forms.BoundField]:
        """When, how much, and in which shape."""
        return [self[name] for name in ("first_day", "last_day", "shape", "hours_per_week")]

    def ramps(self) -> list[forms.BoundField]:
        """The way up and the way down."""
        return [self[name] for name in ("up_weeks", "up_hours", "down_weeks", "down_hours")]

    def mentor(self) -> list[forms.BoundField]:
        """Whether the mentor is of a place."""
        return [self[name] for name in ("mentor_type", "mentor_kind", "beyond_usual_effort")]

    def after(self) -> list[forms.BoundField]:
        """The pot for the time after the last day."""
        return [self[name] for name in ("aftercare_hours", "aftercare_last_day")]

    def beyond(self) -> list[forms.BoundField]:
        """What was asked for and is not granted."""
        return [self[name] for name in ("asked_hours", "asked_last_day", "asked_purpose")]

    def words(self) -> list[forms.BoundField]:
        """The reasons, and the hearing."""
        names = ("decisive_reason", "assessment", "special_reason", "reason_text", "alternative", "adverse_new_facts")
        return [self[name] for name in names]

    def stops_the_curve(self) -> bool:
        """Whether something that the curve is made of cannot be read."""
        return any(field.errors for field in (*self.times(), *self.ramps()))

    def is_written_by_weeks(self) -> bool:
        """Whether the weeks are written by a person, not filled by a shape."""
        return bool(self.cleaned_data.get("shape") == curve.Shape.TABLE)

    def period(self) -> Period | None:
        """The days typed; None while one is missing. RefusedError at the last day for an end before the start."""
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        return Period(first, last) if first and last else None

    def rows(self, typed: Sequence[curve.Row]) -> tuple[curve.Row, ...]:
        """The weeks that the shape gives, `typed` for the shape that a person writes. RefusedError at the field."""
        shape = self.cleaned_data["shape"]
        if shape == curve.Shape.TABLE and not typed:
            raise errors.RefusedError(curve.NO_LINES, field="shape")
        if shape == curve.Shape.TABLE:
            return tuple(typed)
        period, level = self.period(), self._minutes("hours_per_week")
        if period is None:
            field = "last_day" if self.cleaned_data["first_day"] else "first_day"
            raise errors.RefusedError("Skriv første og sidste dag, så ugerne kan tælles.", field=field)
        if not level:
            raise errors.RefusedError("Skriv, hvor mange timer om ugen der bevilges.", field="hours_per_week")
        if shape != curve.Shape.RAMPED:
            return curve.even(period, level)
        return curve.ramped(period, level, up=self._ramp("up"), down=self._ramp("down"))

    def draft(self, typed: Sequence[curve.Row]) -> Draft:
        """What was typed, as the room takes it. Raises RefusedError at the field that does not fit the others."""
        is_even = self.cleaned_data["shape"] not in (curve.Shape.RAMPED, curve.Shape.TABLE)
        weeks = () if is_even and not typed else self.rows(typed)
        if typed and weeks != tuple(typed):
            raise errors.RefusedError(NOT_THE_SHAPE, field="shape")
        names = ("first_day", "last_day", "adverse_new_facts", "asked_last_day", "asked_purpose", "aftercare_last_day")
        texts = ("decisive_reason", "mistake", "reason_text", "assessment", "special_reason", "alternative")
        mentor = ("mentor_kind", "beyond_usual_effort")
        return Draft(
            minutes_per_week=self._minutes("hours_per_week") or None,
            weeks=() if is_even else weeks,
            mentor_type=self.cleaned_data["mentor_type"] or MentorType.INDIVIDUAL,
            asked_minutes_per_week=self._minutes("asked_hours") or None,
            aftercare_minutes=self._minutes("aftercare_hours") or None,
            **{name: self.cleaned_data[name] for name in (*names, *texts, *mentor)},
        )

    def _ramp(self, way: str) -> curve.Ramp:
        return curve.Ramp(self.cleaned_data[f"{way}_weeks"] or 0, self._minutes(f"{way}_hours"))

    def _minutes(self, name: str) -> int:
        hours = self.cleaned_data[name]
        return numbers.minutes_of(hours) if hours else 0


class StopForm(forms.Form):
    """What shortens or revokes: the reason, and of what is shortened the new last day."""

    asked_later = frozenset({"last_day", "reason_text"})

    version = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label="Ny sidste dag", required=False)
    reason_text = ask.text("Begrundelse", help_text=READ)
    adverse_new_facts = forms.BooleanField(
        label="Afgørelsen bygger på oplysninger, som borgeren ikke kender", required=False
    )
    is_wished = forms.BooleanField(label="Borgeren har selv bedt om det", required=False)

    def __init__(self, *of: Any, kind: Kind, **options: Any) -> None:
        """Ask for the day only where one is named."""
        super().__init__(*of, **options)
        if kind is not Kind.SHORTEN:
            del self.fields["last_day"]

    def draft(self) -> Draft:
        """What was typed, as the room takes it."""
        return Draft(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class WeekForm(forms.Form):
    """One line of the table of weeks; an empty one is left out."""

    first_week = WholeField(label="Fra uge", required=False)
    last_week = WholeField(label="Til og med uge", required=False)
    hours = WeeklyHoursField(label="Timer om ugen", required=False, help_text="")

    def row(self) -> curve.Row | None:
        """The line as the room takes it; None for an empty one."""
        first, last, hours = (self.cleaned_data.get(name) for name in ("first_week", "last_week", "hours"))
        if first is None and last is None and hours is None:
            return None
        return curve.Row(first, last, numbers.minutes_of(hours) if hours else None)


Weeks: TypeAlias = "forms.BaseFormSet[WeekForm]"


def weeks_typed(post: QueryDict) -> Weeks:
    """The table of weeks as it was sent."""
    return _factory(SPARE_ROWS)(post, prefix=PREFIX) if f"{PREFIX}-TOTAL_FORMS" in post else weeks_of(())


def weeks_of(rows: Sequence[curve.Row]) -> Weeks:
    """The table with these rows, and some to write in."""
    initial = [
        {
            "first_week": row.first_week,
            "last_week": row.last_week,
            "hours": numbers.hours_of(row.minutes) if row.minutes else None,
        }
        for row in rows
    ]
    return _factory(SPARE_ROWS)(initial=initial, prefix=PREFIX)


def tell_unread(form: GrantForm, refusal: errors.RefusedError) -> None:
    """Show at its field what a draft lacks, in a form that nobody has sent."""
    form.cleaned_data = {}
    form.add_error(refusal.field, refusal.sentence)


def rows_in(weeks: Weeks) -> tuple[curve.Row, ...]:
    """The lines with something in them, of a table that could be read."""
    return tuple(row for _, row in _written(weeks))


def mark(weeks: Weeks, period: Period | None) -> None:
    """Tell at each field what is wrong with the table as a whole; without a period the command says so."""
    if period is None:
        return
    written = _written(weeks)
    for fault in curve.faults([row for _, row in written], period):
        if fault.row is not None:
            written[fault.row][0].add_error(fault.column, fault.sentence)


def again(post: QueryDict) -> GrantForm:
    """The form with what was typed in it; nothing is read or saved."""
    return GrantForm(initial={name: post.get(name) for name in GrantForm.base_fields})


def more(post: QueryDict) -> Weeks:
    """The table with what was typed in it, and more lines."""
    count = post.get(f"{PREFIX}-TOTAL_FORMS", "")
    shown = min(int(count) if count.isascii() and count.isdecimal() else 0, MOST_ROWS)
    typed = [{name: post.get(f"{PREFIX}-{row}-{name}") for name in WeekForm.base_fields} for row in range(shown)]
    return _factory(MORE_ROWS)(initial=typed, prefix=PREFIX)


def is_curved(form: GrantForm, weeks: Weeks) -> bool:
    """Whether an unbound form shows more than the same hours the whole way."""
    return form.initial.get("shape") not in (None, "", curve.Shape.EVEN) or weeks.initial_form_count() > 0


def _written(weeks: Weeks) -> list[tuple[WeekForm, curve.Row]]:
    return [(form, row) for form in weeks if form.is_bound and (row := form.row())]


def _factory(extra: int) -> type[Weeks]:
    return forms.formset_factory(WeekForm, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
