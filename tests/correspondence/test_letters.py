from typing import Any

import pytest

from parloeb.domain.correspondence.rules import letters, sheets, wording
from tests.correspondence import examples


def _outline(letter: letters.Letter) -> list[tuple[int, str]]:
    blocks = [block for section in sheets.lay_out(letter).sections for block in section.blocks]
    return [(block.level, block.text) for block in blocks if isinstance(block, sheets.Title)]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"subject": " \u00ad\n"}, "subject"),
        ({"plain": (), "legal": ()}, "empty"),
        ({"template": 0}, "No letter template 0"),
    ],
)
def test_a_letter_without_its_necessary_facts_is_a_bug(changed: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        examples.a_letter(**changed)


def test_a_heading_stands_on_one_of_two_levels() -> None:
    with pytest.raises(ValueError, match="level 1 or 2"):
        letters.Heading("Hvorfor", level=3)


def test_every_row_of_a_table_is_as_wide_as_its_header() -> None:
    with pytest.raises(ValueError, match="as many cells"):
        letters.Table(("Uge", "Timer"), (("49",),))
    with pytest.raises(ValueError, match="header"):
        letters.Table((), ())


def test_a_protected_address_is_not_among_the_facts() -> None:
    address = ("Ålborgvej 17, 2. th.", "8990 Skovbæk")
    assert letters.receiver("Åse", address, protected=False).address == address
    assert letters.receiver("Åse", address, protected=True) == letters.Receiver("Åse", (), withheld=True)
    with pytest.raises(ValueError, match="withheld"):
        letters.Receiver("Åse", address, withheld=True)


def test_typed_text_becomes_a_paragraph_a_line() -> None:
    assert letters.paragraphs("Første.\r\n\n  Anden. \n") == (
        letters.Paragraph("Første."),
        letters.Paragraph("Anden."),
    )


def test_a_letter_of_one_part_has_no_titles_of_parts() -> None:
    letter = examples.a_letter(plain=(letters.Heading("Tak for denne gang"),), legal=(), complaint=None)
    assert _outline(letter) == [(2, "Tak for denne gang")]


def test_no_heading_is_more_than_one_level_below_the_one_before() -> None:
    letter = examples.a_letter(plain=(letters.Heading("Straks dybt", level=2),), legal=(), complaint=None)
    assert _outline(letter) == [(2, "Straks dybt")]


def test_blank_lines_and_blocks_fall_away() -> None:
    blank = (
        letters.Heading(" "),
        letters.Paragraph("\n"),
        letters.Bullets(("", "\u00ad")),
        letters.Facts(()),
        letters.Facts(((" ", "\n"),)),
        letters.Bullets((" Bus ", "")),
    )
    sender = letters.Sender("Skovbæk Kommune", "", ("", "8990 Skovbæk"), " ", "")
    sheet = sheets.lay_out(examples.a_letter(plain=blank, legal=(), complaint=None, sender=sender))
    assert [section.blocks for section in sheet.sections] == [(letters.Bullets(("Bus",)),)]
    assert sheet.contact == ("8990 Skovbæk",)


@pytest.mark.parametrize(
    ("text", "as_set"),
    [
        ("  to\n\tlinjer ", "to linjer"),
        ("A\u030ase", "Åse"),
        ("20\u00a0kr.", "20\u00a0kr."),
        ("\u202egnal\u200b ve\u00adj\u0000", "gnal vej"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_text_is_set_without_what_is_invisible(text: str, as_set: str) -> None:
    assert wording.printed(text) == as_set


def test_the_words_of_the_first_template_never_change() -> None:
    words = wording.of(1)
    assert (words.plain, words.legal, words.complaint) == (
        "Det korte svar",
        "Afgørelsen og reglerne",
        "Hvis du vil klage",
    )
    assert (words.dated, words.case_number, words.letter_number, words.phone) == (
        "Dato",
        "Sagsnummer",
        "Brevnummer",
        "Telefon",
    )
    assert words.last_day == "Vi skal have din klage senest den {day}."
    assert (words.withheld, words.greeting) == ("Adressen er beskyttet", "Med venlig hilsen")
    assert words.page == "Side {page} af {pages}"
