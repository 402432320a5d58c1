"""The forms of a report."""

from django import forms

from parloeb.domain.reports.commands import Text
from parloeb.domain.reports.lists import OwnColumnWay, Recommendation
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField

_SAID_FOR = [(way.value, way.label) for way in OwnColumnWay if way is not OwnColumnWay.SELF]


class ReportForm(forms.Form):
    """The mentor's words. Nothing is required to save a draft; the page says what the sending lacks."""

    asked_later = frozenset({"development", "recommendation"})

    version = forms.IntegerField(widget=forms.HiddenInput)
    development = ask.text(
        "Udvikling",
        rows=5,
        help_text="Hvad er gået fremad eller tilbage? Giv et eksempel. Skal stå der, før du sender.",
    )
    wellbeing = ask.text("Trivsel", rows=3, help_text="Hvordan har borgeren det med forløbet?")
    goals = ask.text("Delmål", rows=5, help_text="Skriv efter hvert delmål, hvad der er sket.")
    appointments = ask.text("Møder og aftaler", rows=7)
    risks = ask.text("Bekymringer", rows=3, help_text="Er der noget, sagsbehandleren bør vide?")
    recommendation = ask.radio(
        "Hvad anbefaler du?", Recommendation.choices(), help_text="Skal være valgt, før du sender."
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


class WordsForm(forms.Form):
    """Words for the citizen's column; `seen` marks those that stood there when the page was read."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class OwnForm(WordsForm):
    """The citizen's own words, by the citizen."""

    text = ask.text(
        "Dine egne ord",
        rows=6,
        required="Skriv noget, før du gemmer.",
        help_text="Er du enig? Er der noget, der mangler? Det, du skriver, bliver en del af rapporten.",
    )


class SaidForm(WordsForm):
    """The citizen's own words, from paper or from the telephone."""

    text = ask.text(
        "Borgerens ord",
        rows=6,
        required="Skriv borgerens ord.",
        help_text="Skriv det, som borgeren har skrevet eller sagt det.",
    )
    way = ask.radio("Hvordan har du fået ordene?", _SAID_FOR, required="Vælg, hvordan du har fået ordene.")
    reason = forms.CharField(
        label="Hvorfor skriver borgeren ikke selv?",
        max_length=500,
        error_messages={"required": "Skriv, hvorfor borgeren ikke selv skriver."},
    )


class QuestionForm(forms.Form):
    """What the caseworker wants to know."""

    question = ask.text(
        "Hvad vil du spørge mentoren om?",
        rows=4,
        required="Skriv, hvad du gerne vil vide.",
        help_text="Skriv, hvilken sætning du spørger til. Mentoren retter rapporten og sender den igen.",
    )
