"""The form of one setting."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from parloeb.domain.law.settings import Setting
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField, WholeField


class WithdrawForm(forms.Form):
    """Which value that has not begun is taken back; the page writes it, nobody types it."""

    jobcentre = forms.UUIDField()
    setting = forms.ChoiceField(choices=Setting.choices())
    first_day = forms.DateField()


class SettingForm(forms.Form):
    """Which setting of which jobcentre gets which number, from which day on."""

    jobcentre = forms.ChoiceField(label="Jobcenter", error_messages={"required": "Vælg jobcentret."})
    setting = ask.choice("Indstilling", Setting, required="Vælg, hvad der skal sættes.")
    number = WholeField(label="Ny værdi", error_messages={"required": "Skriv den nye værdi."}, help_text="Et helt tal.")
    first_day = DayField(
        label="Gælder fra",
        error_messages={"required": "Skriv, fra hvilken dag den gælder."},
        help_text="Tidligst i dag, fx 22-11-2026. Det, der er afgjort, bliver, som det er.",
    )

    def __init__(self, *of: Any, jobcentres: Sequence[tuple[UUID, str]], **options: Any) -> None:
        """Let the jobcentre be chosen among those that are reached."""
        super().__init__(*of, **options)
        field = self.fields["jobcentre"]
        choices = [(str(uuid), name) for uuid, name in jobcentres]
        field.choices = choices if len(choices) == 1 else [("", ask.CHOOSE), *choices]  # type: ignore[attr-defined]
