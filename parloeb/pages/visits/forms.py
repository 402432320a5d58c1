"""The form of a visit: when, how long, where and what about, in parts; and the citizen's doubt."""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField

from parloeb.domain.visits import rules
from parloeb.domain.visits.lists import Cause, Kind, Outcome, Place, Topic
from parloeb.kernel import days, errors, local, numbers
from parloeb.pages.shared import forms as shared
from parloeb.pages.shared.forms import ask
from parloeb.pages.shared.forms.fields import ClockField, DayField, MinutesField

PARTS = (1, 2, 3, 4, 5, 6)  # what is offered; a visit that is stored with more shows them all
NEAR = 3  # the parts in sight of whoever asks for one more; the others are folded behind them
OTHER = "other"
LENGTHS = (
    ("15", "15 min."),
    ("30", "30 min."),
    ("45", "45 min."),
    ("60", "1 time"),
    ("90", "1½ time"),
    ("120", "2 timer"),
    (OTHER, "Andet"),
)
FIRST, SECOND = "first", "second"
TURNS = ((FIRST, "Første gang (sommertid)"), (SECOND, "Anden gang (vintertid)"))
SUGGESTED = timedelta(minutes=60)
_OF_PART = re.compile(r"(?:place|minutes)_([1-9][0-9]{0,3})")

# Where a refusal of the rules belongs in this form, where the field has another name.
FIELDS: Mapping[str, str] = MappingProxyType({"minutes": "length_1", "parts": "topics_1"})


@dataclass(frozen=True)
class PartFields:
    """The fields of one part, for the template; `shares` are (topic, field)."""

    number: int
    place: BoundField
    length: BoundField
    minutes: BoundField
    topics: BoundField
    shares: tuple[tuple[str, BoundField], ...]

    @property
    def is_split(self) -> bool:
        """Whether somebody shared the minutes by hand, so that the shares are shown open."""
        return any(field.value() or field.errors for _, field in self.shares)

    @property
    def is_begun(self) -> bool:
        """Whether anything is typed here, so that the part is shown open."""
        fields = (self.place, self.minutes, self.topics)
        return self.is_split or any(field.value() or field.errors for field in fields)


class VisitForm(forms.Form):
    """One visit. The rules judge it; the form asks only for what it needs to say what was typed."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": "Hent siden igen, og skriv besøget om."})
    outcome = forms.ChoiceField(
        label="Blev besøget til noget?",
        choices=[("held", "Afholdt"), ("no_show", "Mødte ikke op"), ("late_cancel", "Aflyst sent")],
        initial=Outcome.HELD.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, om besøget blev til noget."},
    )
    kind = forms.ChoiceField(
        label="Hvad var det for et besøg?",
        choices=Kind.choices(),
        initial=Kind.HELP.value,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad det var for et besøg."},
    )
    day = DayField(label="Dag", help_text="", error_messages={"required": "Skriv dagen."})
    starts_at = ClockField(label="Start", help_text="", error_messages={"required": "Skriv, hvornår besøget begyndte."})
    turn = ask.radio(
        "Hvilken af de to gange begyndte besøget?",
        TURNS,
        help_text="Uret blev stillet tilbage den nat, så tiden kom to gange.",
    )
    cause = ask.radio("Hvorfor blev det ikke til noget?", Cause.choices())
    note = ask.text("Note", rows=2, help_text="Borgeren og sagsbehandleren kan læse noten.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = _numbers(self.data if self.is_bound else self.initial)
        # None of them is required, so of a form that was sent only those with something in them are read.
        self.fields |= {
            name: field
            for number in self.numbers
            for name, field in part_fields(number).items()
            if not self.is_bound or self.data.get(name)
        }
        self.content: rules.Content | None = None

    @property
    def asks_turn(self) -> bool:
        """Whether clocks showed the start twice; or did when the form was sent, where the start was refused since."""
        if not self.is_bound:
            return "turn" in self.initial
        if self.errors.get("turn"):
            return True
        day, clock = self._typed_start()
        return bool(self.data.get("turn")) if day is None or clock is None else local.is_twice(day, clock)

    @property
    def first(self) -> PartFields:
        """The part that every held visit has."""
        return self._bound(1)

    @property
    def further(self) -> tuple[PartFields, ...]:
        """The parts that a visit may have besides."""
        return tuple(self._bound(number) for number in self.numbers[1:NEAR])

    @functools.cached_property
    def beyond(self) -> tuple[PartFields, ...]:
        """The parts that few visits have."""
        return tuple(self._bound(number) for number in self.numbers[NEAR:])

    @property
    def goes_beyond(self) -> bool:
        """Whether anything is typed in the parts that few visits have, so that they are shown open."""
        return any(part.is_begun for part in self.beyond)

    def clean(self) -> dict[str, Any]:
        """Put together what was typed; every error stands at its own field."""
        for number in self.numbers:
            self.fields |= part_fields(number)
        typed = self.cleaned_data
        starts_at = self._moment()
        is_held = typed.get("outcome") == Outcome.HELD
        parts = self._parts() if is_held else ()
        if starts_at and not self.errors:
            self.content = rules.Content(
                starts_at=starts_at,
                parts=parts,
                kind=Kind(typed["kind"]),
                outcome=Outcome(typed["outcome"]),
                cause=Cause(typed["cause"]) if typed["cause"] and not is_held else None,
                note=typed["note"],
            )
        return typed

    def refuse(self, refusal: errors.RefusedError) -> None:
        """Show what a command refused at the field that it is about."""
        field = FIELDS.get(refusal.field or "", refusal.field)
        shared.refuse(self, errors.RefusedError(refusal.sentence, field=field))

    def _moment(self) -> datetime | None:
        day, clock = self._typed_start()
        if day is None or clock is None:
            return None
        turn = self.cleaned_data.get("turn") if local.is_twice(day, clock) else FIRST
        if not turn:
            if not self.errors.get("turn"):
                self.add_error("turn", f"Klokken viste {clock:%H.%M} to gange den {days.text(day)}. Vælg en af dem.")
            return None
        try:
            return local.moment(day, clock, is_second=turn == SECOND)
        except errors.RefusedError as refusal:
            self.add_error("starts_at", refusal.sentence)
            return None

    def _typed_start(self) -> tuple[date | None, time | None]:
        return self.cleaned_data.get("day"), self.cleaned_data.get("starts_at")

    def _parts(self) -> tuple[rules.Part, ...]:
        first_topics = self._topics(1, self._shares(1))
        parts = [self._part(number, first_topics=first_topics) for number in self.numbers]
        return tuple(part for part in parts if part)

    def _part(self, number: int, *, first_topics: tuple[Topic, ...]) -> rules.Part | None:
        """One part; None where nothing was typed of it, or where something lacks, which is then told."""
        place, minutes, shares = self.cleaned_data.get(f"place_{number}"), self._minutes(number), self._shares(number)
        own_topics = self._topics(number, shares)
        if number > 1 and not (place or minutes or own_topics or self.errors.get(f"minutes_{number}")):
            return None
        topics = own_topics or first_topics
        self._tell_lacks(number, place=place, minutes=minutes, topics=topics)
        if not place or minutes is None or not topics:
            return None
        part = rules.Part(Place(place), minutes, rules.split(minutes, topics, shares))
        for refusal in rules.of_part(number, part):
            self.add_error(f"topics_{number}", refusal.sentence)
        return part

    def _tell_lacks(self, number: int, *, place: Any, minutes: int | None, topics: tuple[Topic, ...]) -> None:
        is_by_button = number == 1 and self.cleaned_data.get("length_1") != OTHER
        length = "length_1" if is_by_button else f"minutes_{number}"
        is_unread = bool(self.errors.get(f"minutes_{number}"))
        lacks = {
            length: minutes is None and not is_unread,
            f"place_{number}": not place,
            f"topics_{number}": not topics,
        }
        for name, is_lacking in lacks.items():
            if is_lacking and not self.errors.get(name):
                self.add_error(name, LACKS[name.partition("_")[0]])

    def _minutes(self, number: int) -> int | None:
        """The minutes by the button; by the line beside it where the button says so, or none was pressed."""
        length = self.cleaned_data.get(f"length_{number}")
        if length and length != OTHER:
            return int(length)
        typed: int | None = self.cleaned_data.get(f"minutes_{number}")
        return typed

    def _topics(self, number: int, shares: Mapping[Topic, int]) -> tuple[Topic, ...]:
        chosen = self.cleaned_data.get(f"topics_{number}") or ()
        return tuple(topic for topic in Topic if topic.value in chosen or topic in shares)

    def _shares(self, number: int) -> dict[Topic, int]:
        typed = {topic: self.cleaned_data.get(f"share_{number}_{topic}") for topic in Topic}
        return {topic: minutes for topic, minutes in typed.items() if minutes is not None}

    def _bound(self, number: int) -> PartFields:
        return PartFields(
            number=number,
            place=self[f"place_{number}"],
            length=self[f"length_{number}"],
            minutes=self[f"minutes_{number}"],
            topics=self[f"topics_{number}"],
            shares=tuple((topic.value, self[f"share_{number}_{topic}"]) for topic in Topic),
        )


class QuestionForm(forms.Form):
    """What the citizen says is not as it was."""

    text = ask.text(
        "Hvad passer ikke?",
        length=1000,
        required="Skriv, hvad der ikke passer.",
        help_text="Skriv det med få ord. Din mentor og din sagsbehandler læser det.",
    )


class AnnulForm(forms.Form):
    """Why a visit shall count no more."""

    reason = ask.text(
        "Hvorfor skal besøget annulleres?",
        length=500,
        required="Skriv, hvorfor besøget skal annulleres.",
        help_text="Fx at det blev registreret på en forkert borger. Skriv ikke, hvem den anden er.",
    )


LACKS: Mapping[str, str] = MappingProxyType(
    {
        "place": "Vælg, hvor det var.",
        "length": "Vælg, hvor længe besøget varede.",
        "minutes": "Skriv, hvor længe denne del varede.",
        "topics": "Vælg, hvad det handlede om.",
    }
)


def fresh(key: UUID, *, at: datetime, place: Place | None, kind: Kind) -> dict[str, Any]:
    """What a new form suggests: an hour that has just ended, where the last visit was."""
    begun = at - SUGGESTED
    begun -= timedelta(minutes=begun.minute % 5)
    # Which of two times is asked and not suggested: another length is another start.
    return {
        "key": key,
        **_start(begun, turn=None),
        "place_1": place.value if place else None,
        "kind": kind.value,
    }


def stored(key: UUID, content: rules.Content) -> dict[str, Any]:
    """What the form of a correction begins with: what was registered."""
    initial: dict[str, Any] = {
        "key": key,
        **_start(content.starts_at, turn=SECOND if local.is_second(content.starts_at) else FIRST),
        "outcome": content.outcome.value,
        "kind": content.kind.value,
        "cause": content.cause.value if content.cause else None,
        "note": content.note,
    }
    for number, part in enumerate(content.parts, start=1):
        initial |= _stored_part(number, part)
    return initial


def _start(at: datetime, *, turn: str | None) -> dict[str, Any]:
    """The day and the clock, and the turn where clocks showed it twice."""
    day, clock = local.local_day(at), local.clock_text(at)
    twice = {"turn": turn} if local.is_twice(day, local.parse_clock(clock)) else {}
    return {"day": day, "starts_at": clock, **twice}


def _stored_part(number: int, part: rules.Part) -> dict[str, Any]:
    topics = tuple(topic for topic, _ in part.topics)
    is_even = rules.split(part.minutes, topics, {}) == part.topics
    has_button = number == 1 and str(part.minutes) in dict(LENGTHS)
    return {
        f"place_{number}": part.place.value,
        f"length_{number}": str(part.minutes) if has_button else OTHER,
        f"minutes_{number}": None if has_button else numbers.minutes_text(part.minutes),
        f"topics_{number}": [topic.value for topic in topics],
        **({} if is_even else {f"share_{number}_{topic}": str(minutes) for topic, minutes in part.topics}),
    }


def _numbers(names: Iterable[str]) -> tuple[int, ...]:
    """The numbers of the parts: those offered, and those beyond them that the names of fields tell of."""
    told = (_OF_PART.fullmatch(name) for name in names)
    return tuple(sorted({*PARTS, *(int(found[1]) for found in told if found)}))


@functools.lru_cache(maxsize=100)
def part_fields(number: int) -> Mapping[str, forms.Field]:
    """The fields of a part, which no form changes: the forms share them, for copies took longer than the rest."""
    of = "" if number == 1 else f"Del {number}: "
    places = [*Place.choices()]
    fields: dict[str, forms.Field] = {
        f"length_{number}": forms.ChoiceField(
            label="Hvor længe?", choices=LENGTHS, required=False, widget=forms.RadioSelect
        ),
        f"minutes_{number}": MinutesField(label=f"{of or 'Andet: '}Hvor længe?", required=False),
        f"place_{number}": forms.ChoiceField(
            label=f"{of}Hvor?",
            choices=places if number == 1 else [("", "Vælg"), *places],
            required=False,
            widget=forms.RadioSelect if number == 1 else forms.Select,
        ),
        f"topics_{number}": forms.MultipleChoiceField(
            label=f"{of}Hvad handlede det om?",
            choices=Topic.choices(),
            required=False,
            help_text="" if number == 1 else "Vælger du ikke noget, handlede delen om det samme som den første.",
            widget=forms.CheckboxSelectMultiple,
        ),
        **{f"share_{number}_{topic}": MinutesField(label=topic.label, required=False, help_text="") for topic in Topic},
    }
    return MappingProxyType(fields)
