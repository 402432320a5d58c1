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


def hearing(head: Head, *, facts: str, answer_by: date) -> letters.Letter:
    """The letter that puts facts to the citizen: which, what they are for, how to answer, and until when."""
    rule = law.HEARING.on(head.written_on)
    return _letter(
        head,
        subject="Hvad siger du til disse oplysninger?",
        plain=(
            letters.Paragraph(
                "Vi er ved at afgøre, om du kan få støtte fra en mentor. Vi overvejer at sige nej, helt eller delvist. "
                "Det bygger på oplysninger, som du måske ikke kender. Derfor vil vi høre dig, før vi afgør noget."
            ),
            letters.Heading("Oplysningerne"),
            *letters.paragraphs(facts),
            letters.Heading("Sådan svarer du"),
            letters.Facts((("Svar senest", days.long_text(answer_by)),)),
            letters.Paragraph(
                f"Du kan svare på din side i Parløb, ringe eller skrive til os{_where(head.sender)}. "
                "Du må gerne lade en anden hjælpe dig eller svare for dig."
            ),
            letters.Paragraph("Svarer du ikke, afgør vi sagen med de oplysninger, vi har."),
        ),
        legal=(letters.Bullets((f"{rule.citation}: {rule.text_da}",)),),
    )


def _letter(
    head: Head, *, subject: str, plain: tuple[letters.Block, ...], legal: tuple[letters.Block, ...]
) -> letters.Letter:
    return letters.Letter(
        sender=head.sender,
        receiver=head.receiver,
        case_number=head.case_number,
        letter_number="",
        dated_on=head.written_on,
        subject=subject,
        plain=plain,
        legal=(letters.Heading("Regler, vi har brugt"), *legal),
        signature=head.signature,
    )


def _where(sender: letters.Sender) -> str:
    where = ", ".join(part for part in (sender.email, sender.phone) if part)
    return f" ({where})" if where else ""
