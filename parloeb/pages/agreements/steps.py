"""The rows of agreed hours that are not the same in each week: from which day, and how many."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from django import forms
from django.http import QueryDict

from parloeb.domain.agreements import weekly
from parloeb.domain.grants import curve
from parloeb.kernel import numbers
from parloeb.pages.shared.forms.fields import DayField, WeeklyHoursField

PREFIX = "step"
MOST_ROWS = 30
SPARE_ROWS = 2
MORE_ROWS = 3


class StepForm(forms.Form):
    """One step; an empty row is left out."""

    first_day = DayField(label="Fra og med", required=False, help_text="")
    hours = WeeklyHoursField(label="Timer om ugen", required=False, help_text="")

    def clean(self) -> None:
        """A step has both; what cannot be read has its own sentence already."""
        lacking = {"first_day": "Skriv, fra hvilken dag trinnet gælder.", "hours": "Skriv trinnets timer om ugen."}
        typed = [name for name in lacking if name in self.errors or self.cleaned_data.get(name) is not None]
        for name in lacking.keys() - set(typed) if typed else ():
            self.add_error(name, lacking[name])

    def row(self) -> tuple[date, int] | None:
        """The step as the room takes it; None for an empty row."""
        first, hours = self.cleaned_data.get("first_day"), self.cleaned_data.get("hours")
        return (first, numbers.minutes_of(hours)) if first and hours else None


Steps: TypeAlias = "forms.BaseFormSet[StepForm]"


def of(hours: Sequence[curve.Stretch]) -> Steps:
    """The rows of these hours, and some to write in."""
    initial = [{"first_day": period.first_day, "hours": numbers.hours_of(minutes)} for period, minutes in hours]
    return _factory(SPARE_ROWS)(initial=initial, prefix=PREFIX)


def typed(post: QueryDict) -> Steps:
    """The rows as they were sent; none where the page sent none."""
    sent = post if f"{PREFIX}-TOTAL_FORMS" in post else {f"{PREFIX}-TOTAL_FORMS": "0", f"{PREFIX}-INITIAL_FORMS": "0"}
    return _factory(SPARE_ROWS)(sent, prefix=PREFIX)


def again(post: QueryDict) -> Steps:
    """The rows with what was typed in them, and more where they were asked for; nothing is read."""
    count = post.get(f"{PREFIX}-TOTAL_FORMS", "")
    shown = min(int(count) if count.isascii() and count.isdecimal() else 0, MOST_ROWS)
    rows = [{name: post.get(f"{PREFIX}-{row}-{name}") for name in StepForm.base_fields} for row in range(shown)]
    return _factory(MORE_ROWS if "more_steps" in post else 0)(initial=rows, prefix=PREFIX)


def is_valid(rows: Steps) -> bool:
    """Whether the rows can be read and no two of them begin on one day, which is told at the later one."""
    if not rows.is_valid():
        return False
    seen: set[date] = set()
    for form in rows:
        first, _ = form.row() or (None, 0)
        if first in seen:
            form.add_error("first_day", "Der er allerede et trin fra den dag.")
        seen |= {first} if first else set()
    return not any(form.errors for form in rows)


def stretches_of(rows: Steps) -> tuple[curve.Stretch, ...]:
    """What was typed in rows that could be read."""
    return weekly.steps([row for form in rows if (row := form.row())])


def _factory(extra: int) -> type[Steps]:
    return forms.formset_factory(StepForm, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
