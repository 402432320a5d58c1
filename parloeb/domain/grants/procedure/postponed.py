"""The words of the letters that tell of a last day that was put off."""

from datetime import date

from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants.lists import RequestKind
from parloeb.domain.grants.procedure import wording
from parloeb.domain.law import rules as law
from parloeb.domain.law import table
from parloeb.kernel import days

_ASKED = {
    RequestKind.ACCESS: "Du har bedt om at se din sag.",
    RequestKind.REASONS: "Du har bedt om en skriftlig begrundelse.",
}


def hearing(head: wording.Head, *, former: date, new_day: date, reason: str) -> letters.Letter:
    """The letter that gives longer to answer a hearing."""
    heard = law.HEARING.on(head.written_on)
    return wording.made(
        head,
        subject="Du får længere tid til at svare",
        plain=(
            letters.Paragraph(
                "Vi har skrevet til dig om nogle oplysninger, som du kan sige noget til, før vi afgør din sag. "
                f"Du skulle svare senest den {days.long_text(former)}. Nu får du længere tid.",
                (heard.id,),
            ),
            letters.Facts((("Svar senest", days.long_text(new_day)),)),
            letters.Heading("Hvorfor"),
            *letters.paragraphs(reason, (heard.id,)),
            letters.Paragraph(
                f"Du kan svare på din side i Parløb, ringe eller skrive til os{letters.reached_at(head.sender)}."
            ),
        ),
        legal=letters.citing(heard),
    )


def reconsideration(head: wording.Head, *, former: date, new_day: date, reason: str) -> letters.Letter:
    """The letter that says that a complaint is answered later."""
    again = law.RECONSIDERATION.on(head.written_on)
    return _later(head, again, asked="Du har klaget over vores afgørelse.", days_of=(former, new_day), reason=reason)


def request(head: wording.Head, *, kind: RequestKind, former: date, new_day: date, reason: str) -> letters.Letter:
    """The letter that says that a request is answered later."""
    rule = (law.ACCESS if kind is RequestKind.ACCESS else law.WRITTEN_REASONS).on(head.written_on)
    return _later(head, rule, asked=_ASKED[kind], days_of=(former, new_day), reason=reason)


def _later(
    head: wording.Head, rule: table.Rule, *, asked: str, days_of: tuple[date, date], reason: str
) -> letters.Letter:
    former, new_day = (days.long_text(day) for day in days_of)
    return wording.made(
        head,
        subject="Vores svar kommer senere",
        plain=(
            letters.Paragraph(
                f"{asked} Fristen for vores svar er den {former}. Det kan vi ikke nå.",
                letters.in_force(head.written_on, rule.id),
            ),
            letters.Facts((("Du får svar senest", new_day),)),
            letters.Heading("Hvorfor"),
            *letters.paragraphs(reason, letters.in_force(head.written_on, rule.id)),
            letters.Paragraph(f"Har du spørgsmål, så ring eller skriv til os{letters.reached_at(head.sender)}."),
        ),
        legal=letters.citing(rule),
    )
