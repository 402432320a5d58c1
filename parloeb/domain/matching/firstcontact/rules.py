"""What a plan of a first meeting and a way to be reached must be. No Django, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from parloeb.domain.matching.lists import ContactWay, MeetingForm
from parloeb.domain.matching.states import PLAN_MOVES, PlanState
from parloeb.kernel import days, errors, local, phones, places, states

PLACE_LENGTH, OTHERS_LENGTH, WHY_LENGTH, WORDS_LENGTH = 200, 200, 500, 1000  # characters
_HIDDEN = "Adressen er beskyttet og må ikke stå her. Skal de mødes hjemme, så vælg »Hjemme hos borgeren« uden et sted."


@dataclass(frozen=True)
class Plan:
    """When, where and how, and who is there besides the two; `clock` is what clocks in Denmark show."""

    day: date
    clock: time
    form: MeetingForm
    place: str = ""
    others: str = ""

    @property
    def when(self) -> str:
        """The day with its weekday, and the time."""
        return f"{days.long_text_with_weekday(self.day)} kl. {self.clock:%H.%M}"


@dataclass(frozen=True)
class Contact:
    """How somebody wishes to be reached. Only the one of `phone` and `email` that the way needs is kept."""

    way: ContactWay
    phone: str = ""
    email: str = ""

    @property
    def detail(self) -> str:
        """The number or address of the way; empty where it is through the municipality."""
        if self.way is ContactWay.MUNICIPALITY:
            return ""
        return self.email if self.way is ContactWay.EMAIL else self.phone


THROUGH_MUNICIPALITY = Contact(ContactWay.MUNICIPALITY)


def refuse_impossible(plan: Plan, *, is_protected: bool, at: datetime, on: date) -> None:
    """Refuse at its field whatever of a plan cannot be. Raises RefusedError."""
    refuse_day(plan.day, on=on)
    refuse_clock(plan.day, plan.clock, at=at)
    refuse_place(plan.form, plan.place, is_protected=is_protected)


def refuse_day(day: date, *, on: date) -> None:
    """Refuse a day before today or far ahead. Raises RefusedError."""
    if day < on:
        raise errors.RefusedError("Dagen er gået. Skriv en dag, der kommer.", field="day")
    days.refuse_strange(day, on=on, ahead=1, field="day")


def refuse_clock(day: date, clock: time, *, at: datetime) -> None:
    """Refuse a time that is gone, or that the clocks of that day skip. Raises RefusedError."""
    try:
        begins = local.moment(day, clock)
    except errors.RefusedError as skipped:
        raise errors.RefusedError(skipped.sentence, field="clock") from skipped
    if begins <= at:
        raise errors.RefusedError("Klokken er mere end det i dag. Skriv et tidspunkt, der kommer.", field="clock")


def refuse_place(form: MeetingForm, place: str, *, is_protected: bool) -> None:
    """Refuse no place; the home of a citizen whose address is protected is nowhere written. Raises RefusedError."""
    if not place and form is not MeetingForm.PHONE and not (is_protected and form is MeetingForm.HOME):
        raise errors.RefusedError("Skriv, hvor de mødes.", field="place")


def refuse_address(texts: Mapping[str, str], *, hidden: Sequence[str]) -> None:
    """Refuse at its field a text that names a protected address, also where the texts name it together.

    `texts` are by their field, `hidden` the lines of the address. Raises RefusedError.
    """
    for field, text in (*texts.items(), (next(iter(texts)), " ".join(texts.values()))):
        if any(places.names(text, line) for line in hidden):
            raise errors.RefusedError(_HIDDEN, field=field)


def act_of(state: PlanState) -> str:
    """What writing a plan is in that state: to plan where nothing stands, else to change."""
    return "change" if (state, "change") in PLAN_MOVES else "plan"


def after(state: PlanState, act: str) -> PlanState:
    """The state after the act. Raises IllegalMoveError."""
    return states.move(PLAN_MOVES, state, act)


def readable(contact: Contact) -> Contact:
    """The way with the one detail that it needs, as it is kept. Raises RefusedError at the field."""
    match contact.way:
        case ContactWay.MUNICIPALITY:
            return THROUGH_MUNICIPALITY
        case ContactWay.EMAIL:
            if "@" not in contact.email:
                raise errors.RefusedError("Skriv e-mailadressen.", field="email")
            return Contact(contact.way, email=contact.email.strip())
        case _:
            number = phones.parse(contact.phone)
            if not number:
                raise errors.RefusedError("Skriv telefonnummeret.", field="phone")
            return Contact(contact.way, phone=number)


def called(shown_name: str, *, is_protected: bool) -> str:
    """What the two call the citizen before they know each other better: the first name, where it may be shown."""
    return shown_name if is_protected else shown_name.partition(" ")[0]
