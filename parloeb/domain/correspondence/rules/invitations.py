"""What an invitation to a meeting says, and which meetings a citizen can be invited to. No Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta

from parloeb.domain.correspondence.rules import letters
from parloeb.kernel import days, errors, places
from parloeb.kernel.lists import Listed

SUBJECT = "Indbydelse til en samtale"  # neutral: it stands in lists, and is all that an envelope's window may show
LONGEST_AHEAD = timedelta(days=180)
LONGEST_PLACE = 200
NO_DUTY = "LAB-NODUTY"
COMPANION = "FVL-8"


class Host(Listed):
    """Whom the citizen is to meet."""

    MENTOR = "mentor", "En mentor"
    CASEWORKER = "caseworker", "Sagsbehandleren"
    COORDINATOR = "coordinator", "Mentorkoordinatoren"


class Where(Listed):
    """Where they meet. At home no address is written."""

    OFFICE = "office", "Hos os"
    HOME = "home", "Hjemme hos borgeren"
    PHONE = "phone", "I telefonen"
    ELSEWHERE = "elsewhere", "Et andet sted"


_WHO = {Host.MENTOR: "en mentor", Host.CASEWORKER: "din sagsbehandler", Host.COORDINATOR: "vores mentorkoordinator"}


@dataclass(frozen=True)
class Meeting:
    """A meeting as typed: whom, by name where it is known, when by Danish clocks, and where."""

    host: Host
    day: date
    clock: time
    where: Where
    host_name: str = ""
    place: str = ""


def refuse_unfit(meeting: Meeting, *, hidden: Iterable[str], on: date) -> None:
    """Refuse a meeting that nobody can come to, or whose letter would say what is hidden. RefusedError at the field.

    `hidden` are lines of an address that no letter may show.
    """
    if meeting.day <= on:
        raise errors.RefusedError("Vælg en dag efter i dag, så borgeren kan nå at få brevet.", field="day")
    if meeting.day > on + LONGEST_AHEAD:
        sentence = f"Vælg en dag senest {days.text(on + LONGEST_AHEAD)}. Indbyd hellere igen senere."
        raise errors.RefusedError(sentence, field="day")
    if (meeting.where is Where.ELSEWHERE) != bool(meeting.place.strip()):
        sentence = "Skriv stedet, når I mødes et andet sted, og ellers ikke."
        raise errors.RefusedError(sentence, field="place")
    if len(meeting.place) > LONGEST_PLACE:
        raise errors.RefusedError(f"Skriv højst {LONGEST_PLACE} tegn.", field="place")
    if any(places.names(f"{meeting.place} {meeting.host_name}", line) for line in hidden):
        raise errors.RefusedError(
            "Adressen er beskyttet og må ikke stå i brevet. Vælg »Hjemme hos borgeren«.", field="place"
        )


def letter(
    meeting: Meeting,
    *,
    sender: letters.Sender,
    receiver: letters.Receiver,
    case_number: str,
    written_on: date,
    signature: tuple[str, ...],
) -> letters.Letter:
    """The letter: whom to meet, when and where, and what to do if one cannot come."""
    return letters.Letter(
        sender=sender,
        receiver=receiver,
        case_number=case_number,
        letter_number="",
        dated_on=written_on,
        subject=SUBJECT,
        plain=(
            letters.Paragraph(f"Vi vil gerne invitere dig til en samtale med {_WHO[meeting.host]}."),
            letters.Facts(_when_and_where(meeting, sender)),
            letters.Paragraph(
                f"Passer tiden ikke, så ring eller skriv til os{letters.reached_at(sender)}. Så finder vi en anden tid."
            ),
            letters.Paragraph("Du må gerne tage en anden med til samtalen.", letters.in_force(written_on, COMPANION)),
            *_no_duty(meeting.host, written_on),
        ),
        signature=signature,
    )


def _when_and_where(meeting: Meeting, sender: letters.Sender) -> tuple[tuple[str, str], ...]:
    rows = [
        ("Dag", days.long_text_with_weekday(meeting.day)),
        ("Klokken", f"{meeting.clock:%H.%M}"),
        ("Sted", _place(meeting, sender)),
    ]
    if meeting.host_name.strip():
        rows.append(("Du møder", meeting.host_name))
    return tuple(rows)


def _place(meeting: Meeting, sender: letters.Sender) -> str:
    if meeting.where is Where.OFFICE:
        return ", ".join(part for part in (sender.unit, *sender.address) if part)
    if meeting.where is Where.HOME:
        return "Hjemme hos dig"
    return "Vi ringer til dig" if meeting.where is Where.PHONE else meeting.place


def _no_duty(host: Host, on: date) -> tuple[letters.Block, ...]:
    """Nobody has a duty to take a mentor; to come to a talk with the authority some have."""
    rules = letters.in_force(on, NO_DUTY)
    if host is not Host.MENTOR or not rules:
        return ()
    said = "Støtte fra en mentor er et tilbud. Det får ingen følger for din ydelse, hvis du siger nej tak."
    return (letters.Paragraph(said, rules),)
