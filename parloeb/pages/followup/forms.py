"""The forms of talks and of the end."""

from typing import Any

from django import forms

from parloeb.domain.followup.lists import Decision, EndGroup, EndReason, Wish, group_of
from parloeb.domain.followup.rules import ClosingContent, TalkContent
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField


def _reasons() -> list[tuple[str, str | list[tuple[str, str]]]]:
    """The reasons under their groups; a group that has nothing finer stands by itself."""
    choices: list[tuple[str, str | list[tuple[str, str]]]] = [("", ask.CHOOSE)]
    for group in EndGroup:
        within = [(reason.value, reason.label) for reason in EndReason if group_of(reason) is group]
        choices.append((group.label, within) if len(within) > 1 else within[0])
    return choices


class TalkForm(forms.Form):
    """One talk with its decision; the room says what lacks."""

    held_on = DayField(label="Hvilken dag talte I sammen?", error_messages={"required": "Skriv dagen."})
    participants = forms.CharField(
        label="Hvem var med?", max_length=300, error_messages={"required": "Skriv, hvem der var med."}
    )
    minutes = ask.text("Hvad talte I om?", rows=5, required="Skriv, hvad I talte om.")
    decision = ask.radio("Hvad blev besluttet?", Decision.choices(), required="Vælg, hvad der blev besluttet.")
    decision_text = ask.text("Hvad skal der ske, og hvorfor?", length=500)
    next_on = DayField(label="Hvornår taler I sammen igen?", required=False)

    def content(self) -> TalkContent:
        """What was typed, as the room takes it."""
        typed = dict(self.cleaned_data)
        return TalkContent(decision=Decision(typed.pop("decision")), **typed)


class ClosingForm(forms.Form):
    """The end; the first three fields say how, the next three stand in the letter."""

    ended_on = DayField(label="Sidste dag i forløbet", error_messages={"required": "Skriv sidste dag."})
    reason = forms.ChoiceField(
        label="Hvorfor slutter forløbet?",
        choices=_reasons(),
        error_messages={"required": "Vælg, hvorfor forløbet slutter."},
    )
    wish = ask.radio(
        "Hvad mener borgeren om at slutte?", Wish.choices(), required="Vælg, hvad borgeren mener om at slutte."
    )
    reached = ask.text(
        "Det er nået",
        rows=4,
        required="Skriv til borgeren, hvad der er nået.",
        help_text="Skriv til borgeren. Det kommer til at stå i brevet.",
    )
    receiver = forms.CharField(
        label="Hvem tager over?", required=False, max_length=200, help_text="Navn og sted. Det står i brevet."
    )
    text = ask.text("Begrundelse", help_text="Når borgeren ikke har sagt ja til at slutte, står begrundelsen i brevet.")
    knows_unconfirmed = forms.BooleanField(
        label="Jeg ved, at nogle timer ikke er bekræftet, og de skal stå sådan", required=False
    )
    despite = ask.text("Hvorfor skal forløbet afsluttes, selv om noget mangler?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.data.get("reason") == EndReason.DIED:
            for name in ("wish", "reached"):  # nobody is asked and nobody gets a letter
                self.fields[name].required = False

    def content(self) -> ClosingContent:
        """What was typed, as the room takes it."""
        typed = dict(self.cleaned_data)
        wish = typed.pop("wish")
        return ClosingContent(reason=EndReason(typed.pop("reason")), wish=Wish(wish) if wish else None, **typed)


class ReceivedForm(forms.Form):
    """The day on which whoever takes over received the course."""

    acknowledged_on = DayField(label="Hvilken dag blev forløbet modtaget?", error_messages={"required": "Skriv dagen."})
