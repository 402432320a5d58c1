"""The form of a grant."""

from django import forms

from parloeb.domain.grants.commands import Draft
from parloeb.kernel import numbers
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField, WeeklyHoursField

READ = "Borgeren læser det, du skriver her, i brevet."


class GrantForm(forms.Form):
    """Period, hours and reasons. Nothing is required to save a draft; the rules say what the decision lacks."""

    asked_later = frozenset({"first_day", "last_day", "hours_per_week", "decisive_reason"})

    version = forms.IntegerField(widget=forms.HiddenInput)
    first_day = DayField(label="Første dag", required=False)
    last_day = DayField(label="Sidste dag", required=False)
    hours_per_week = WeeklyHoursField(label="Timer om ugen", required=False)
    decisive_reason = ask.text("Hvorfor er en mentor afgørende?", help_text=READ)
    assessment = ask.text("Vurdering af en ny periode", help_text=f"Kun når der er bevilget før. {READ}")
    reason_text = ask.text("Begrundelse, hvis der gives afslag", help_text=READ)
    adverse_new_facts = forms.BooleanField(
        label="Et afslag bygger på oplysninger, som borgeren ikke kender", required=False
    )
    hearing_done_on = DayField(label="Borgeren er hørt den", required=False)

    def draft(self) -> Draft:
        """What was typed, as the room takes it."""
        typed = {name: self.cleaned_data[name] for name in Draft.__dataclass_fields__ if name != "minutes_per_week"}
        hours = self.cleaned_data["hours_per_week"]
        return Draft(minutes_per_week=numbers.minutes_of(hours) if hours else None, **typed)
