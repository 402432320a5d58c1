"""The forms of a monthly report."""

from django import forms

from parloeb.domain.reports.commands import Text
from parloeb.domain.reports.lists import OwnColumnWay, Recommendation
from parloeb.pages.shared.forms.fields import DayField

LENGTH = 4000
_SAID_FOR = [(way.value, way.label) for way in OwnColumnWay if way is not OwnColumnWay.SELF]


def _text(label: str, *, rows: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LENGTH, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


class ReportForm(forms.Form):
    """The mentor's words. Nothing is required to save a draft; the page says what the sending lacks."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    development = _text(
        "Udvikling",
        rows=5,
        help_text="Hvad er gået fremad eller tilbage? Giv et eksempel. Skal stå der, før du sender.",
    )
    wellbeing = _text("Trivsel", rows=3, help_text="Hvordan har borgeren det med forløbet?")
    goals = _text("Delmål", rows=5, help_text="Skriv efter hvert delmål, hvad der er sket.")
    appointments = _text("Møder og aftaler", rows=7)
    risks = _text("Bekymringer", rows=3, help_text="Er der noget, sagsbehandleren bør vide?")
    recommendation = forms.ChoiceField(
        label="Hvad anbefaler du?",
        choices=Recommendation.choices(),
        required=False,
        help_text="Skal være valgt, før du sender.",
        widget=forms.RadioSelect,
    )

    def text(self) -> Text:
        """What was typed, as the room takes it."""
        return Text(**{name: self.cleaned_data[name] for name in Text.__dataclass_fields__})


class OfferForm(forms.Form):
    """The day on which the citizen was offered to read the report."""

    offered_on = DayField(
        label="Hvilken dag fik borgeren tilbuddet?",
        help_text="Borgeren kan læse her på siden, eller I kan læse den sammen.",
    )


class OwnForm(forms.Form):
    """The citizen's own words, by the citizen."""

    text = forms.CharField(
        label="Dine egne ord",
        max_length=LENGTH,
        help_text="Er du enig? Er der noget, der mangler? Det, du skriver, bliver en del af rapporten.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Skriv noget, før du gemmer."},
    )


class SaidForm(forms.Form):
    """The citizen's own words, from paper or from the telephone."""

    text = forms.CharField(
        label="Borgerens ord",
        max_length=LENGTH,
        help_text="Skriv det, som borgeren har skrevet eller sagt det.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Skriv borgerens ord."},
    )
    way = forms.ChoiceField(
        label="Hvordan har du fået ordene?",
        choices=_SAID_FOR,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan du har fået ordene."},
    )
    reason = forms.CharField(
        label="Hvorfor skriver borgeren ikke selv?",
        max_length=500,
        error_messages={"required": "Skriv, hvorfor borgeren ikke selv skriver."},
    )


class QuestionForm(forms.Form):
    """What the caseworker wants to know."""

    question = forms.CharField(
        label="Hvad vil du spørge mentoren om?",
        max_length=LENGTH,
        help_text="Skriv, hvilken sætning du spørger til. Mentoren retter rapporten og sender den igen.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Skriv, hvad du gerne vil vide."},
    )
