"""The day whose rules are asked for, today's or coming, and the facts that are tried. Nothing of it is stored.

What is typed stands in the address of the page, so it asks whether a text is written and never for the text.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms

from parloeb.domain.grants.rules.facts import AgreementField, Basis, Decider, Facts, MentorKind
from parloeb.domain.referrals.lists import Purpose, TargetGroup
from parloeb.kernel import days, errors
from parloeb.kernel.lists import Listed
from parloeb.kernel.periods import Period
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import DayField, TypedField, WeeklyHoursField

WRITTEN = "skrevet"
UNKNOWN = "Ikke oplyst"
DRAFTED = "Som om udkastet til en ny lov i 2027 var vedtaget"


class Answer(Listed):
    """Yes or no; not said is neither."""

    YES = "ja", "Ja"
    NO = "nej", "Nej"


# What the law's lists are read as; what is not chosen is not known.
LISTS: Mapping[str, type[Listed]] = MappingProxyType(
    {
        "legal_basis": Basis,
        "target_group": TargetGroup,
        "purpose": Purpose,
        "decided_by": Decider,
        "mentor_kind": MentorKind,
    }
)
ANSWERS = ("fully_granted", "complaint_guidance", "adverse_new_facts")
PLAIN = (
    "decision_day",
    "first_day",
    "last_day",
    "hours_per_week",
    "psychiatric_discharge_on",
    "education_admitted_on",
    "study_right_first_used_on",
    "hearing_done",
)
TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "decisive_reason": "hvorfor en mentor er afgørende",
        "assessment_for_renewal": "vurderingen af en ny periode",
        "reason_text": "begrundelsen for afgørelsen",
        "mentor_qualification": "mentorens kvalifikationer",
        "beyond_usual_effort": "hvad indsatsen er ud over det sædvanlige",
    }
)


class PeriodsField(TypedField):
    """Periods, one a line, as two days with anything but digits and hyphens between."""

    one = "01-01-2026 til 31-03-2026"
    example = f"Én periode på hver linje, fx {one}"

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), **options)

    def read(self, text: str, /) -> tuple[Period, ...]:
        """Read every line that is not empty. Raises errors.RefusedError with the line that cannot be read."""
        return tuple(self._line(line) for line in text.splitlines() if line.strip())

    def write(self, value: tuple[Period, ...], /) -> str:
        """Write each period on a line of its own."""
        return "\n".join(str(one).replace(" – ", " til ") for one in value)

    def _line(self, line: str) -> Period:
        first, between, last = line.partition(" til ")
        if not between:
            raise errors.RefusedError(f"{errors.quoted(line.strip())} er ikke en periode. Skriv fx {self.one}.")
        return Period(days.parse(first), days.parse(last))


class DayForm(forms.Form):
    """The day whose rules are shown; an empty one is today."""

    asked_later = frozenset({"day"})

    day = DayField(label="Regler, der gælder den", required=False)


class ComingForm(forms.Form):
    """From which day the coming rules are asked for."""

    asked_later = frozenset({"day"})

    day = DayField(label="Ændringer, der gælder fra den", required=False)
    with_drafts = forms.BooleanField(label=DRAFTED, required=False)


class FactsForm(forms.Form):
    """The facts of one grant. Every one may be left out; the rules that need it say so."""

    @property
    def asked_later(self) -> frozenset[str]:
        """None is called optional, where all are."""
        return frozenset(self.fields)

    day = DayField(label="Regler, der gælder den", required=False, help_text="Uden en dag her: dagen for afgørelsen.")
    with_drafts = forms.BooleanField(label=DRAFTED, required=False)
    decision_day = DayField(label="Dag for afgørelsen", required=False)
    legal_basis = ask.choice("Hjemmel", Basis, empty=UNKNOWN)
    target_group = ask.choice("Målgruppe", TargetGroup, empty=UNKNOWN)
    purpose = ask.choice("Formål", Purpose, empty=UNKNOWN)
    first_day = DayField(label="Første dag", required=False)
    last_day = DayField(label="Sidste dag", required=False)
    hours_per_week = WeeklyHoursField(label="Timer om ugen", required=False)
    earlier_periods = PeriodsField(label="Bevilget før", required=False)
    psychiatric_discharge_on = DayField(label="Udskrives fra psykiatrien den", required=False)
    education_admitted_on = DayField(label="Optaget på uddannelse den", required=False)
    study_right_first_used_on = DayField(label="Retten ved studiestart først brugt den", required=False)
    fully_granted = ask.choice("Får borgeren fuldt medhold?", Answer, empty=UNKNOWN)
    complaint_guidance = ask.choice("Er der klagevejledning?", Answer, empty=UNKNOWN)
    adverse_new_facts = ask.choice("Oplysninger til ugunst, som borgeren ikke kender?", Answer, empty=UNKNOWN)
    hearing_done = DayField(label="Borgeren er hørt den", required=False)
    decided_by = ask.choice("Hvem afgør?", Decider, empty=UNKNOWN)
    mentor_kind = ask.choice("Mentoren er", MentorKind, empty=UNKNOWN)
    written = forms.MultipleChoiceField(
        label="Det står i sagen",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(TEXTS.items()),
    )
    fields_of_agreement = ask.several("Det står i mentoraftalen", AgreementField)

    def facts(self, *, on: date) -> Facts:
        """What was typed, as the rules ask for it; decided on the day of the rules where no other day is typed."""
        typed = self.cleaned_data
        lists = {name: of(typed[name]) if typed[name] else None for name, of in LISTS.items()}
        answers = {name: typed[name] == Answer.YES if typed[name] else None for name in ANSWERS}
        texts = {name: WRITTEN if name in typed["written"] else "" for name in TEXTS}
        plain = {name: typed[name] for name in PLAIN}
        return Facts(
            **(plain | lists | answers | texts | {"decision_day": typed["decision_day"] or on}),
            earlier_periods=typed["earlier_periods"] or (),
            fields_of_agreement=tuple(AgreementField(one) for one in typed["fields_of_agreement"]),
        )
