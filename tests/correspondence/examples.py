"""A letter as it could be, and letters that Hypothesis makes up."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from parloeb.domain.correspondence.rules import letters

SENDER = letters.Sender(
    authority="Skovbæk Kommune",
    unit="Job og Mestring, Team Nord",
    address=("Rådhuspladsen 1", "8990 Skovbæk"),
    phone="87 12 34 56",
    email="jobogmestring@skovbaek.example",
)
RECEIVER = letters.receiver("Åse Ørsted-Kjær", ("Ålborgvej 17, 2. th.", "8990 Skovbæk"), protected=False)
PLAIN: tuple[letters.Block, ...] = (
    letters.Paragraph("Vi har sagt ja til, at du får en mentor fra 1. december 2026 til 28. februar 2027."),
    letters.Bullets(("Du får op til 3 timer om ugen.", "Mentoren kontakter dig inden for en uge.")),
)
LEGAL: tuple[letters.Block, ...] = (
    letters.Heading("Hvad vi har bevilget"),
    letters.Facts((("Periode", "1. december 2026 til 28. februar 2027"), ("Timer i alt", "36"))),
    letters.Heading("Timer uge for uge", level=2),
    letters.Table(("Uger", "Timer om ugen"), (("49 til 50", "3"), ("51 til 6", "3"))),
    letters.Heading("Hvorfor"),
    letters.Paragraph("Mentorstøtten er afgørende for, at du kan gennemføre din virksomhedspraktik."),
)
COMPLAINT = letters.Complaint(("Du kan klage til Skovbæk Kommune.",), last_day=date(2026, 12, 21))


def a_letter(**changed: Any) -> letters.Letter:
    """A decision letter of 22 November 2026; give the facts that shall be otherwise."""
    facts: dict[str, Any] = {
        "sender": SENDER,
        "receiver": RECEIVER,
        "case_number": "2026-004711",
        "letter_number": "2026-000123",
        "dated_on": date(2026, 11, 22),
        "subject": "Du får en mentor i tre måneder",
        "plain": PLAIN,
        "legal": LEGAL,
        "complaint": COMPLAINT,
        "signature": ("Anne Holm", "Sagsbehandler"),
    }
    return letters.Letter(**{**facts, **changed})


# Typst's and HTML's own signs, invisible characters of word processors, and letters of European languages.
LETTERS = st.sampled_from("æøåÆØÅéÉüßçğışłŁńśžăđễőßΕλένηНаталія fi fl Th")
SIGNS = st.sampled_from("#$\\*_`<>@&\"'~=-+/[]{}().,;:!?%§|^ \n\t\u00a0\u00ad\u202e\u0008")
ASCII = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
TEXTS = st.text(LETTERS | ASCII | SIGNS, max_size=120)
SAID = st.builds("{}{}".format, st.sampled_from("aæØ7"), TEXTS)

LINES = st.lists(SAID, max_size=3).map(tuple)
PAIRS = st.lists(st.tuples(SAID, SAID), max_size=3).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> letters.Table:
    width = draw(st.integers(1, 4))
    row = st.lists(TEXTS, min_size=width, max_size=width).map(tuple)
    return letters.Table(draw(row), draw(st.lists(row, max_size=3).map(tuple)))


BLOCKS = st.lists(
    st.builds(letters.Heading, TEXTS, st.integers(1, 2))
    | st.builds(letters.Paragraph, TEXTS)
    | st.builds(letters.Bullets, LINES)
    | st.builds(letters.Facts, PAIRS)
    | _tables(),
    max_size=4,
).map(tuple)
RECEIVERS = st.builds(letters.receiver, SAID, LINES, protected=st.booleans())
LETTER_FACTS = st.builds(
    letters.Letter,
    sender=st.builds(letters.Sender, SAID, TEXTS, LINES, TEXTS, TEXTS),
    receiver=RECEIVERS,
    case_number=SAID,
    letter_number=SAID,
    dated_on=st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    subject=SAID,
    plain=BLOCKS.map(lambda blocks: (letters.Paragraph("Kort sagt."), *blocks)),
    legal=BLOCKS,
    complaint=st.none() | st.builds(letters.Complaint, LINES, st.dates(date(1900, 1, 1), date(2199, 12, 31))),
    signature=LINES,
)
