"""The words of the closing letter, put together from what the closing keeps."""

from dataclasses import dataclass
from datetime import date

from parloeb.domain.correspondence.rules import complaints, letters
from parloeb.domain.followup.lists import Wish
from parloeb.domain.law import rules as law
from parloeb.kernel import days


@dataclass(frozen=True)
class End:
    """What the letter says of the end: everything that it needs, as it was on the day of closing.

    `receiver` is who takes over, empty where nobody does; `text` the reasons where the citizen did not agree.
    """

    closed_on: date
    ended_on: date
    reached: str
    receiver: str
    wish: Wish
    text: str
    closed_by: str
    closed_as: str


_COMPLAIN = "Du kan klage over, at vi stopper. Sidst i brevet står, hvordan du gør."
_WISHES = {
    Wish.AGAINST: "Du har sagt, at du gerne ville fortsætte.",
    Wish.NOT_KNOWN: "Vi har ikke kunnet få fat i dig for at høre, hvad du mener.",
}


def letter(end: End, *, sender: letters.Sender, receiver: letters.Receiver, case_number: str) -> letters.Letter:
    """The closing letter: what was reached, who takes over, how to come back; a decision where it was not agreed."""
    decided = end.wish is not Wish.AGREES
    return letters.Letter(
        sender=sender,
        receiver=receiver,
        case_number=case_number,
        letter_number="",
        dated_on=end.closed_on,
        subject="Dit forløb med mentor slutter",
        plain=_plain(end, sender, decided=decided),
        legal=_legal(end) if decided else (),
        complaint=complaints.guidance(sender, end.closed_on) if decided else None,
        signature=(end.closed_by, end.closed_as),
    )


def _plain(end: End, sender: letters.Sender, *, decided: bool) -> tuple[letters.Block, ...]:
    blocks: list[letters.Block] = [
        letters.Paragraph(f"Dit forløb med mentor slutter. Sidste dag er {days.long_text(end.ended_on)}.")
    ]
    if decided:
        blocks.append(letters.Paragraph(_COMPLAIN, letters.in_force(end.closed_on, "FVL-25")))
    if end.reached.strip():
        blocks += [letters.Heading("Det har du nået"), *letters.paragraphs(end.reached)]
    blocks += [
        letters.Heading("Hvem der hjælper dig nu"),
        *letters.paragraphs(end.receiver or "Ingen anden tager over. Du kan altid spørge os, hvis du er i tvivl."),
        letters.Heading("Hvis du får brug for en mentor igen"),
        letters.Paragraph(_way_back(sender)),
    ]
    return tuple(blocks)


def _way_back(sender: letters.Sender) -> str:
    where = " eller ".join(part for part in (sender.phone, sender.email) if part)
    reach = f"{sender.unit} på {where}" if where else sender.unit
    return f"Kontakt {reach}. Så ser vi på, om du kan få støtte igen, og du kan ønske den samme mentor."


def _legal(end: End) -> tuple[letters.Block, ...]:
    rule = law.REASONS.on(end.closed_on)
    return (
        letters.Heading("Hvorfor vi stopper"),
        *letters.paragraphs(end.text, letters.in_force(end.closed_on, "FVL-22", "FVL-24")),
        letters.Paragraph(_WISHES[end.wish]),
        letters.Heading("Regler, vi har brugt"),
        letters.citing(rule),
    )
