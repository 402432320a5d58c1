"""The forms of the procedure."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms

from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import NOTED, Outcome, RequestKind, Way
from parloeb.domain.grants.procedure.commands.complaints import Received, Withdrawal
from parloeb.domain.grants.procedure.commands.hearings import Answer
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.grants.procedure.commands.requests import Asked
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField

_WAYS = [(way.value, way.label) for way in NOTED]
_OWN_KINDS = [
    (RequestKind.ACCESS.value, "At se min sag (aktindsigt)"),
    (RequestKind.REASONS.value, "En skriftlig begrundelse for en afgørelse, jeg har fået at vide mundtligt"),
]
_ANEW: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CHANGE: "Ændre timerne",
        Kind.EXTEND: "Forlænge",
        Kind.CORRECT: "Rette en fejl",
        Kind.REVOKE: "Trække afgørelsen tilbage, så det gælder, der gjaldt før",
        Kind.NEW: "Bevilge på ny",
    }
)
ASKED_FOR = "citizen"
_WHO = [(ASKED_FOR, "Borgeren har bedt om det"), ("authority", "Kommunen giver længere tid af sig selv")]
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


class OwnComplaintForm(forms.Form):
    """The citizen's own complaint."""

    text = ask.text("Hvad er du uenig i?", rows=6, required="Skriv, hvad der klages over.")


class NotedComplaintForm(OwnComplaintForm):
    """A complaint as the authority writes it down."""

    text = ask.text(
        "Hvad klager borgeren over?",
        rows=6,
        required="Skriv, hvad der klages over.",
        help_text="Det, der er sagt mundtligt, skal skrives ned (offentlighedsloven § 13).",
    )
    way = ask.radio("Hvordan kom klagen?", _WAYS, required="Vælg, hvordan klagen kom.")
    received_on = DayField(label="Klagen kom den", error_messages={"required": "Skriv dagen."})

    def received(self) -> Received:
        """What was written down, as the room takes it."""
        typed = self.cleaned_data
        return Received(typed["text"], Way(typed["way"]), typed["received_on"])


class AcceptForm(forms.Form):
    """Why a late complaint is taken up."""

    reason = ask.text(
        "Den særlige grund",
        required="Skriv den særlige grund.",
        help_text="Klagen kom efter fristen. Den tages kun op, hvis der er en særlig grund (retssikkerhedsloven § 67).",
    )


class MaintainForm(forms.Form):
    """Why the decision stands."""

    reasons = ask.text(
        "Hvorfor holder I fast i afgørelsen?",
        rows=6,
        required="Skriv, hvorfor afgørelsen fastholdes.",
        help_text=f"Svar på det, borgeren klager over. {_READ}",
    )


class AnewForm(forms.Form):
    """What a new decision does, asked where more than one kind fits."""

    kind = ask.radio("Hvad skal den nye afgørelse gøre?", [(kind.value, label) for kind, label in _ANEW.items()])

    def __init__(self, *of: Any, kinds: Sequence[Kind] = (), **options: Any) -> None:
        """Offer the kinds that fit."""
        super().__init__(*of, **options)
        if len(kinds) < 2:
            del self.fields["kind"]
            return
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 it is declared above
        field.choices = [(kind.value, _ANEW[kind]) for kind in kinds]

    def chosen(self) -> Kind | None:
        """The kind; None where nobody was asked, or nobody said."""
        kind = self.cleaned_data.get("kind")
        return Kind(kind) if kind else None


class ChangeForm(AnewForm):
    """Why the matter is decided anew."""

    reasons = ask.text("Hvorfor skal sagen afgøres på ny?", rows=6, required="Skriv, hvorfor sagen skal afgøres på ny.")


class OwnWithdrawalForm(forms.Form):
    """The citizen withdraws the own complaint: there is nothing to fill in."""

    def withdrawal(self, on: date) -> Withdrawal:
        """What was said, as the room takes it."""
        return Withdrawal(Way.PAGE, on)


class NotedWithdrawalForm(OwnWithdrawalForm):
    """A withdrawal as the authority writes it down."""

    way = ask.radio(
        "Hvordan trak borgeren klagen tilbage?", _WAYS, required="Vælg, hvordan klagen blev trukket tilbage."
    )
    withdrawn_on = DayField(label="Klagen blev trukket tilbage den", error_messages={"required": "Skriv dagen."})

    def withdrawal(self, on: date) -> Withdrawal:
        """What was written down, as the room takes it."""
        del on
        return Withdrawal(Way(self.cleaned_data["way"]), self.cleaned_data["withdrawn_on"])


class DelayForm(forms.Form):
    """Why an answer comes later, and when."""

    day = DayField(
        label="Svaret kommer senest den",
        error_messages={"required": "Skriv, hvornår svaret kommer."},
        help_text="Skriv en dag, I kan holde.",
    )
    reason = ask.text(
        "Hvorfor varer det længere?",
        required="Skriv, hvorfor det varer længere.",
        help_text=f"Skriv det klart. {_READ}",
    )

    def new_day(self) -> NewDay:
        """What was typed, as the room takes it."""
        return NewDay(self.cleaned_data["day"], self.cleaned_data["reason"])


class ProlongForm(forms.Form):
    """Longer to answer a hearing."""

    day = DayField(
        label="Borgeren kan nu svare til og med",
        error_messages={"required": "Skriv, hvornår borgeren senest skal svare."},
    )
    who = ask.radio("Hvorfor bliver fristen længere?", _WHO, required="Vælg, hvorfor fristen bliver længere.")
    reason = ask.text("Begrundelse", required="Skriv, hvorfor fristen flyttes.", help_text=_READ)

    def new_day(self) -> NewDay:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        return NewDay(typed["day"], typed["reason"], is_asked_for=typed["who"] == ASKED_FOR)


class SendOnForm(forms.Form):
    """When the complaint went to Ankestyrelsen."""

    sent_on = DayField(label="Sendt til Ankestyrelsen den", error_messages={"required": "Skriv dagen."})


class OutcomeForm(AnewForm):
    """What Ankestyrelsen decided."""

    outcome = ask.radio(
        "Hvad har Ankestyrelsen afgjort?", Outcome.choices(), required="Vælg, hvad Ankestyrelsen har afgjort."
    )
    outcome_on = DayField(label="Ankestyrelsens afgørelse er fra den", error_messages={"required": "Skriv dagen."})
    outcome_text = ask.text("Kort om afgørelsen", help_text="Kan stå tomt.")


class OwnRequestForm(forms.Form):
    """What the citizen asks for on the own page."""

    asked_later = frozenset({"decided_on"})

    kind = ask.radio("Hvad vil du bede om?", _OWN_KINDS, required="Vælg, hvad du vil bede om.")
    what = ask.text("Skriv med dine egne ord, hvad du vil se eller vide", required="Skriv, hvad du beder om.")
    decided_on = DayField(
        label="Hvornår fik du afgørelsen at vide?",
        required=False,
        help_text="Kun når du beder om en begrundelse for noget, du har fået at vide mundtligt. Bed inden 14 dage.",
    )

    def asked(self, on: date) -> Asked:
        """What was asked for today, as the room takes it."""
        typed = self.cleaned_data
        return Asked(RequestKind(typed["kind"]), typed["what"], Way.PAGE, on, typed["decided_on"])


class RequestForm(forms.Form):
    """What the citizen asks for, as it is written down."""

    asked_later = frozenset({"decided_on"})

    kind = ask.radio("Hvad beder borgeren om?", RequestKind.choices(), required="Vælg, hvad borgeren beder om.")
    what = ask.text("Med borgerens ord", required="Skriv, hvad borgeren beder om.")
    way = ask.radio("Hvordan kom det?", _WAYS, required="Vælg, hvordan borgeren har bedt om det.")
    asked_on = DayField(label="Borgeren bad om det den", error_messages={"required": "Skriv dagen."})
    decided_on = DayField(
        label="Den mundtlige afgørelse er fra den",
        required=False,
        help_text="Kun når borgeren beder om en skriftlig begrundelse. Det kan kræves inden 14 dage.",
    )

    def asked(self, on: date) -> Asked:
        """What was written down, as the room takes it."""
        del on
        typed = self.cleaned_data
        days = {"asked_on": typed["asked_on"], "decided_on": typed["decided_on"]}
        return Asked(RequestKind(typed["kind"]), typed["what"], Way(typed["way"]), **days)


class RequestAnswerForm(forms.Form):
    """What was answered, and when."""

    text = ask.text(
        "Kort om svaret",
        required="Skriv kort, hvad der er svaret.",
        help_text="Borgeren kan læse det på sin egen side.",
    )
    answered_on = DayField(label="Svaret er sendt den", error_messages={"required": "Skriv dagen."})
