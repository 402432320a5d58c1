"""A field for times of the week: a small table of boxes, with a row for each day."""

from typing import Any

from django import forms

from parloeb.domain.corps.lists import WeekTime
from parloeb.domain.corps.weektimes import PARTS
from parloeb.kernel.days import WEEKDAY_NAMES
from parloeb.pages.shared import forms as drawn


class Week(drawn.Field):
    """The boxes as they stand in the table."""

    @property
    def parts(self) -> list[str]:
        """Give the headings of the columns."""
        return [part.capitalize() for part in PARTS.values()]

    @property
    def rows(self) -> list[tuple[str, list[Any]]]:
        """Give each day with its boxes, in the order of the columns."""
        boxes = list(self)
        return [
            (day.capitalize(), boxes[number * len(PARTS) : (number + 1) * len(PARTS)])
            for number, day in enumerate(WEEKDAY_NAMES)
        ]


class WeekTimesField(forms.MultipleChoiceField):
    """Times of the week as codes of the list; none tells nothing."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        options = {
            "label": "Kan mødes",
            "required": False,
            "help_text": "Formiddag er til kl. 12, eftermiddag kl. 12-17, aften derefter. "
            "Ingen kryds: ikke fortalt. Er det lige meget, så sæt alle krydser.",
            "error_messages": {"invalid_choice": "Vælg tiderne i skemaet."},
            **options,
        }
        super().__init__(choices=WeekTime.choices(), **options)
        self.template_name = "shared/forms/weektimes.html"

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Week:
        """Draw it as a week."""
        return Week(form, self, field_name)
