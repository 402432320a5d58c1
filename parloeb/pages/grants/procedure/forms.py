"""The forms of the procedure."""

from django import forms

from parloeb.domain.grants.lists import NOTED, Way
from parloeb.domain.grants.procedure.commands.hearings import Answer
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField

_WAYS = [(way.value, way.label) for way in NOTED]
_READ = "Borgeren læser det, du skriver her, i brevet."


class HearingForm(forms.Form):
    """Which facts, and until when."""

    facts = ask.text(
        "Hvilke oplysninger skal borgeren høres om?",
        rows=6,
        required="Skriv, hvilke oplysninger borgeren skal høres om.",
        help_text=f"Skriv, hvad oplysningerne siger, og hvor de kommer fra. {_READ}",
    )
    answer_by = DayField(
        label="Borgeren kan svare til og med",
        error_messages={"required": "Skriv, hvornår borgeren senest skal svare."},
        help_text="To uger er det sædvanlige. Giv længere tid, hvis oplysningerne er mange eller svære.",
    )


class OwnAnswerForm(forms.Form):
    """The citizen's own answer."""

    text = ask.text("Hvad siger du til oplysningerne?", rows=6, required="Skriv svaret.")


class NotedAnswerForm(OwnAnswerForm):
    """The citizen's answer as the authority writes it down."""

    text = ask.text(
        "Hvad siger borgeren?",
        rows=6,
        required="Skriv svaret.",
        help_text="Det, der er sagt mundtligt, skal skrives ned (offentlighedsloven § 13).",
    )
    way = ask.radio("Hvordan kom svaret?", _WAYS, required="Vælg, hvordan borgeren har svaret.")
    answered_on = DayField(label="Svaret kom den", error_messages={"required": "Skriv dagen."})

    def answer(self) -> Answer:
        """What was written down, as the room takes it."""
        typed = self.cleaned_data
        return Answer(typed["text"], Way(typed["way"]), typed["answered_on"])
