"""The words of the letters of the procedure, put together from what is kept."""

from dataclasses import dataclass
from datetime import date

from parloeb.domain.correspondence.rules import letters
from parloeb.domain.law import rules as law
from parloeb.kernel import days


@dataclass(frozen=True)
class Head:
    """Who writes to whom about which case, who signs, and on which day."""

    sender: letters.Sender
    receiver: letters.Receiver
    case_number: str
    written_on: date
    signature: tuple[str, ...]


_REFUSES = "Vi er ved at afgøre, om du kan få støtte fra en mentor. Vi overvejer at sige nej, helt eller delvist."
_CHANGES = (
    "Vi er ved at se på din støtte fra en mentor igen. Vi overvejer, om du skal have mindre støtte, eller om den skal "
    "slutte."
)


def hearing(head: Head, *, facts: str, answer_by: date, is_of_standing: bool = False) -> letters.Letter:
    """The letter that puts facts to the citizen: which, what they are for, how to answer, and until when.

    `is_of_standing`: they are for a decision that changes one that stands.
    """
    heard = law.HEARING.on(head.written_on)
    return made(
        head,
        subject="Hvad siger du til disse oplysninger?",
        plain=(
            letters.Paragraph(
                f"{_CHANGES if is_of_standing else _REFUSES} "
                "Det bygger på oplysninger, som du måske ikke kender. Derfor vil vi høre dig, før vi afgør noget.",
                (heard.id,),
            ),
            letters.Heading("Oplysningerne"),
            *letters.paragraphs(facts, (heard.id,)),
            letters.Heading("Sådan svarer du"),
            letters.Facts((("Svar senest", days.long_text(answer_by)),)),
            letters.Paragraph(
                f"Du kan svare på din side i Parløb, ringe eller skrive til os{letters.reached_at(head.sender)}. "
                "Du må gerne lade en anden hjælpe dig eller svare for dig.",
                letters.in_force(head.written_on, "FVL-8"),
            ),
            letters.Paragraph("Svarer du ikke, afgør vi sagen med de oplysninger, vi har."),
        ),
        legal=letters.citing(heard),
    )


def confirmation(head: Head, *, received_on: date, reconsider_by: date, is_late: bool) -> letters.Letter:
    """The letter that says that a complaint came in, what happens now, and until when."""
    came, by_then = days.long_text(received_on), days.long_text(reconsider_by)
    again, last = law.RECONSIDERATION.on(received_on), law.COMPLAINT.on(received_on)
    too_late = (
        letters.Paragraph(f"Vi har fået din klage den {came}. Det er efter klagefristen.", (last.id,)),
        letters.Paragraph(
            "Vi ser på, om der er en særlig grund til at tage den op alligevel. Er der det, ser vi på afgørelsen igen "
            f"senest den {by_then}. Ellers sender vi klagen til Ankestyrelsen, som tager stilling.",
            (last.id, again.id),
        ),
    )
    in_time = (
        letters.Paragraph(f"Vi har fået din klage den {came}."),
        letters.Paragraph(
            f"Vi ser på afgørelsen igen senest den {by_then}. Holder vi fast i den, sender vi klagen videre til "
            "Ankestyrelsen. Du får besked.",
            (again.id,),
        ),
    )
    return made(
        head,
        subject="Vi har fået din klage",
        plain=(
            *(too_late if is_late else in_time),
            letters.Paragraph(
                "Har du mere at sige, eller vil du se din sag, så ring eller skriv til os"
                f"{letters.reached_at(head.sender)}.",
                letters.in_force(head.written_on, "FVL-9"),
            ),
        ),
        legal=letters.citing(again, last),
    )


def withdrawn(head: Head, *, withdrawn_on: date, last_day: date | None) -> letters.Letter:
    """The letter that says that a complaint is withdrawn; `last_day` is until when it may come again, None if past."""
    again, last = law.RECONSIDERATION.on(head.written_on), law.COMPLAINT.on(head.written_on)
    if last_day:
        anew = f"Skifter du mening, kan du klage igen til og med den {days.long_text(last_day)}."
    else:
        anew = "Klagefristen er gået. Klager du igen, tages klagen kun op, hvis der er en særlig grund."
    return made(
        head,
        subject="Din klage er trukket tilbage",
        plain=(
            letters.Paragraph(f"Du trak din klage tilbage den {days.long_text(withdrawn_on)}."),
            letters.Paragraph("Derfor ser vi ikke på afgørelsen igen. Den gælder, som den er.", (again.id,)),
            letters.Paragraph(anew, (last.id,)),
            letters.Paragraph(
                "Er det ikke rigtigt, at du har trukket klagen tilbage, så ring eller skriv til os"
                f"{letters.reached_at(head.sender)}."
            ),
        ),
        legal=letters.citing(again, last),
    )


def maintained(head: Head, *, reasons: str) -> letters.Letter:
    """The letter that says that the decision stands, why, and that the complaint goes to Ankestyrelsen."""
    again = law.RECONSIDERATION.on(head.written_on)
    return made(
        head,
        subject="Vi holder fast i afgørelsen",
        plain=(
            letters.Paragraph(
                "Du har klaget over vores afgørelse. Vi har set på den igen og holder fast i den.", (again.id,)
            ),
            letters.Heading("Hvorfor"),
            *letters.paragraphs(reasons, (again.id, *letters.in_force(head.written_on, "FVL-22", "FVL-24"))),
            letters.Heading("Hvad sker der nu?"),
            letters.Paragraph(
                "Vi sender din klage og sagen til Ankestyrelsen. "
                "Ankestyrelsen skriver til dig, når den har afgjort klagen.",
                (again.id, *letters.in_force(head.written_on, "LAB-204")),
            ),
        ),
        legal=letters.citing(again),
    )


def made(head: Head, *, subject: str, plain: tuple[letters.Block, ...], legal: letters.Bullets) -> letters.Letter:
    """A letter under its head, with the rules that it rests on."""
    return letters.Letter(
        sender=head.sender,
        receiver=head.receiver,
        case_number=head.case_number,
        letter_number="",
        dated_on=head.written_on,
        subject=subject,
        plain=(*plain, letters.Heading("Reglerne"), legal),
        signature=head.signature,
    )
