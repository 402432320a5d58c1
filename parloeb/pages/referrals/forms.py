"""The forms of a referral."""

from typing import Any

from django import forms

from parloeb.domain.referrals import lists, queries, rules
from parloeb.kernel import cpr as cpr_numbers
from parloeb.kernel import errors
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.citizens import CitizenForm
from parloeb.pages.shared.forms.fields import DayField

HELPER_ROWS = 3


class CprField(forms.CharField):
    """A CPR number, with or without a hyphen; its value is a Cpr that never shows its last four digits."""

    def clean(self, value: Any) -> cpr_numbers.Cpr:
        """Read the number. Raises ValidationError with the reader's sentence."""
        text = super().clean(value)
        try:
            return cpr_numbers.parse(text)
        except errors.RefusedError as refused:
            raise forms.ValidationError(refused.sentence) from refused


class BeginForm(CitizenForm):
    """Whom the referral is about. `uses_known` is asked only where something else is known already."""

    field_order = ("cpr",)

    cpr = CprField(
        label="CPR-nummer",
        help_text="10 cifre, fx 010190-1234",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": "Skriv borgerens CPR-nummer."},
    )
    uses_known = forms.BooleanField(
        label="Gå videre med det, der er registreret om borgeren",
        required=False,
        help_text="Oplysningerne kan rettes på sagen, når den er oprettet.",
    )


class ReferralForm(forms.Form):
    """Everything that a referral may say. The first field alone is enough to send it."""

    asked_later = frozenset(
        {
            *("request", "purpose", "decisive_reason", "legal_basis", "target_group"),
            *("track", "education", "benefit"),
        }
    )

    version = forms.IntegerField(widget=forms.HiddenInput)
    request = ask.text(
        "Henvisning", rows=4, help_text="De tre linjer, du ellers ville have skrevet: hvad skal mentoren hjælpe med?"
    )
    purpose = ask.choice("Støtten skal hjælpe med at opnå eller fastholde", lists.Purpose)
    decisive_reason = ask.text(
        "Hvorfor er en mentor afgørende?", rows=3, help_text="Borgeren læser det i brevet med afgørelsen."
    )
    legal_basis = ask.choice("Hjemmel", lists.LegalBasis)
    target_group = ask.choice("Målgruppe (LAB § 6)", lists.TargetGroup)
    hospitalised_on = DayField(label="Dag for indlæggelse", required=False)
    discharge_on = DayField(label="Dag for udskrivning", required=False)
    admitted_on = DayField(label="Dag for optagelse på uddannelse", required=False)
    start_on = DayField(label="Start på job, uddannelse eller praktik", required=False)
    track = ask.choice("Spor", lists.Track)
    education = ask.choice("Højeste afsluttede uddannelse", lists.Education)
    benefit = ask.choice("Ydelse", lists.Benefit)
    active_offers = ask.text("Tilbud lige nu", rows=2)
    barriers = ask.several("Barrierer", lists.BarrierKind)
    considerations = ask.several("Hensyn", lists.ConsiderationKind)
    considerations_text = ask.text("Mere om hensyn", rows=2, help_text="Fx sprog til tolk, eller tider der ikke går.")
    meeting_place = ask.choice("Hvor kan borgeren mødes?", lists.MeetingPlace)
    wish_choices = ask.several("Borgerens ønsker til mentoren", lists.WishKind)
    wishes = ask.text("Borgerens ønsker med egne ord", rows=2)

    def content(self) -> rules.Content:
        """What was typed, as the room takes it."""
        values = {name: self.cleaned_data[name] for name in queries.LABELS}
        tuples = {name: tuple(values[name]) for name in ("barriers", "considerations", "wish_choices")}
        return rules.Content(**(values | tuples))


class HelperForm(forms.Form):
    """One other helper; a row without a task is empty."""

    kind = ask.choice("Hvem hjælper også?", lists.HelperKind)
    name = forms.CharField(label="Navn", required=False, max_length=200)
    does_what = forms.CharField(label="Tager sig af", required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        """A row is whole or empty."""
        typed = super().clean() or {}
        if typed.get("kind") and not typed.get("does_what"):
            self.add_error("does_what", "Skriv, hvad den anden hjælper tager sig af.")
        if not typed.get("kind") and (typed.get("name") or typed.get("does_what")):
            self.add_error("kind", "Vælg, hvem den anden hjælper er.")
        return typed


HelperForms = forms.formset_factory(HelperForm, extra=HELPER_ROWS, max_num=10)


class AmendForm(ReferralForm):
    """A sent referral is amended with a reason; to fill in what was empty needs none, which the command decides."""

    asked_later = ReferralForm.asked_later | {"reason"}

    reason = forms.CharField(
        label="Hvorfor ændres henvisningen?",
        required=False,
        max_length=500,
        help_text="Skal kun skrives, når du ændrer noget, der stod der. Det, der var tomt, kan du bare udfylde.",
    )
