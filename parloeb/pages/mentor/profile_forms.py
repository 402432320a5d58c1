"""The forms of the mentor's own page."""

from django import forms

from parloeb.domain.corps import lists, rules
from parloeb.domain.corps.telling.rules import STRAIN
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.weektimes import WeekTimesField


class StrainForm(forms.Form):
    """How hard it is for the time being."""

    level = forms.TypedChoiceField(
        label="Hvor hårdt er det at være mentor for tiden?",
        coerce=int,
        choices=[(level, f"{level}. {word}: {sentence}") for level, (word, sentence) in STRAIN.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg et af de fem svar."},
        help_text="Det handler om dig og din belastning. Skriv ikke om borgere; det er der heller ikke plads til her.",
    )


class CompetenceForm(forms.Form):
    """Something I can, by my own word."""

    field = ask.choice("Kompetence", lists.Field, required="Vælg en kompetence.")
    level = forms.TypedChoiceField(
        label="Hvor god er du til det?",
        coerce=int,
        choices=[("", ask.CHOOSE), *rules.LEVEL_TITLES.items()],
        error_messages={"required": "Vælg, hvor god du er."},
    )


class ExperienceForm(forms.Form):
    """Something I have lived through, and what the corps may do with it."""

    field = ask.choice("Hvad har du levet erfaring med?", lists.Field, required="Vælg, hvad det er.")
    sharing = ask.radio(
        "Hvad må det bruges til?", lists.Sharing.choices(), required="Vælg, om det må ses, eller kun er for dig selv."
    )


class TimesForm(forms.Form):
    """When in the week and where I can meet."""

    times = WeekTimesField(label="Hvornår kan du mødes?")
    meeting_places = ask.several("Hvor kan du mødes?", lists.MeetingPlace)
