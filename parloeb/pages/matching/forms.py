"""The forms of a match."""

from collections.abc import Iterable
from datetime import date

from django import forms

from parloeb.domain.corps.lists import Language
from parloeb.domain.matching import lists
from parloeb.domain.matching.commands import parting, proposing
from parloeb.kernel import numbers
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField

WHY = 500  # characters


class AskedForForm(forms.Form):
    """What the coordinator asks for beside the referral: it narrows who can."""

    language = forms.ChoiceField(
        label="Fælles sprog", required=False, choices=[("", "Ikke nødvendigt"), *Language.choices()]
    )

    def __init__(self, *args: object, areas: Iterable[str] = (), **options: object) -> None:
        """Offer the areas that the corps covers."""
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [("", "Ikke nødvendigt"), *((name, name) for name in areas)]
        self.fields["area"] = forms.ChoiceField(label="Område", required=False, choices=choices)


class ChooseForm(AskedForForm):
    """The one who is chosen, and why."""

    # Not for everybody, and so not called optional: whoever chooses one that is not suggested must say it.
    asked_later = frozenset({"deviation_reason"})

    mentor = forms.UUIDField(
        label="Mentor", error_messages={"required": "Vælg en mentor.", "invalid": "Vælg en mentor af listen."}
    )
    why = ask.text("Hvorfor denne mentor", length=WHY, required="Skriv kort, hvorfor du vælger denne mentor.")
    deviation_reason = ask.radio(
        "Hvorfor en anden end de foreslåede?", lists.DeviationReason.choices(), help_text="Ingen grund er forkert."
    )
    deviation_text = ask.text("Mere om hvorfor en anden", length=WHY, help_text="Skal skrives ved »Andet«.")

    def choice(self) -> proposing.Choice:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        reason = typed["deviation_reason"]
        return proposing.Choice(
            **{name: typed[name] for name in ("why", "area", "language", "deviation_text")},
            deviation_reason=lists.DeviationReason(reason) if reason else None,
        )


class AskForm(forms.Form):
    """The deadline of the answer."""

    answer_by = DayField(label="Svar senest", required=False)

    def __init__(self, *args: object, given: int, **options: object) -> None:
        """Say how many days the jobcentre gives where no day is typed."""
        super().__init__(*args, **options)  # type: ignore[arg-type]
        counted = numbers.days_text(given)
        self.fields["answer_by"].help_text = f"Tomt giver mentoren {counted}."


class DeclineForm(forms.Form):
    """Why not: the button with the reason is enough."""

    text = ask.text("Vil du skrive mere? Så gør det, før du vælger grunden", length=WHY)
    reason = forms.ChoiceField(
        choices=lists.DeclineReason.choices(),
        widget=forms.HiddenInput,
        error_messages={
            "required": "Vælg en grund. Ingen grund er forkert.",
            "invalid_choice": "Vælg en af grundene. Ingen grund er forkert.",
        },
    )


class DeclinesTalkForm(forms.Form):
    """What those round the citizen talked about after three declines."""

    held_on = DayField(label="Hvornår talte I sammen?", error_messages={"required": "Skriv dagen."})
    talked_with = forms.MultipleChoiceField(
        label="Hvem talte du med?",
        choices=lists.TalkedWith.choices(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg, hvem du talte med.", "invalid_choice": "Vælg af listen."},
    )
    changes = ask.text(
        "Hvad ændres der, før den næste bliver spurgt?",
        rows=4,
        required="Skriv, hvad der ændres, før den næste bliver spurgt.",
        help_text="Fx flere timer til at begynde med, et andet mødested, to mentorer eller hjælp fra en anden.",
    )


class EndForm(forms.Form):
    """How a match ends while the course goes on."""

    ended_by = ask.radio("Hvis ønske er det?", lists.EndedBy.choices(), required="Vælg, hvis ønske det er.")
    reason = ask.radio(
        "Hvorfor slutter matchet?",
        [one for one in lists.EndReason.choices() if one[0] != lists.EndReason.COURSE_ENDED],
        required="Vælg, hvorfor matchet slutter.",
    )
    text = ask.text("Mere om slutningen", length=WHY, help_text="Skal skrives ved »Andet«.")
    last_day = DayField(label="Sidste dag", error_messages={"required": "Skriv den sidste dag."})
    cut = forms.BooleanField(
        label="Luk mentorens adgang til sagen med det samme",
        required=False,
        help_text="Ellers kan mentoren se sagen i 14 dage for at skrive det færdigt, der mangler.",
    )

    def ending(self) -> parting.Ending:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        last_day: date = typed["last_day"]
        return parting.Ending(
            ended_by=lists.EndedBy(typed["ended_by"]),
            reason=lists.EndReason(typed["reason"]),
            last_day=last_day,
            text=typed["text"],
            cut=typed["cut"],
        )
