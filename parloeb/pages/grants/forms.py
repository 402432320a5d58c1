"""The form of a grant."""

from typing import Any

from django import forms

from parloeb.domain.grants.commands import Draft
from parloeb.kernel import numbers
from parloeb.pages.shared.forms.fields import DayField, HoursField


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4000, help_text=help_text, widget=forms.Textarea(attrs={"rows": 3})
    )


class GrantForm(forms.Form):
    """Period, hours and reasons. Nothing is required to save a draft; the rules say what the decision lacks."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    first_day = DayField(label="Første dag", required=False)
    last_day = DayField(label="Sidste dag", required=False)
    hours_per_week = HoursField(label="Timer om ugen", required=False)
    decisive_reason = _text("Hvorfor er en mentor afgørende?")
    assessment = _text("Vurdering af en ny periode", "Kun når der er bevilget før.")
    reason_text = _text("Begrundelse, hvis der gives afslag")
    adverse_new_facts = forms.BooleanField(
        label="Et afslag bygger på oplysninger, som borgeren ikke kender", required=False
    )
    hearing_done_on = DayField(label="Borgeren er hørt den", required=False)

    def clean_hours_per_week(self) -> Any:
        """At most the hours of a full week."""
        hours = self.cleaned_data["hours_per_week"]
        if hours is not None and not 0 < hours <= 37:
            raise forms.ValidationError("Skriv et timetal over 0 og højst 37.")
        return hours

    def draft(self) -> Draft:
        """What was typed, as the room takes it."""
        typed = {name: self.cleaned_data[name] for name in Draft.__dataclass_fields__ if name != "minutes_per_week"}
        hours = self.cleaned_data["hours_per_week"]
        return Draft(minutes_per_week=numbers.minutes_of(hours) if hours else None, **typed)
