from dataclasses import replace

import pytest
from hypothesis import given, settings

from parloeb.domain.correspondence.rules import letters, pdf, twin
from tests.correspondence import examples, reading


@settings(max_examples=40)
@given(examples.LETTER_FACTS)
def test_pdf_and_html_say_the_same_block_by_block(letter: letters.Letter) -> None:
    html = twin.to_html(letter, subject_level=1)
    assert reading.pdf_blocks(pdf.to_pdf(letter)) == reading.html_blocks(html)


def test_the_blocks_of_a_letter_come_in_reading_order() -> None:
    blocks = reading.html_blocks(twin.to_html(examples.a_letter(), subject_level=1))
    assert [text for _, text in blocks[:10]] == [
        "Skovbæk Kommune",
        "Job og Mestring, Team Nord",
        "Åse Ørsted-Kjær",
        "Ålborgvej 17, 2. th.",
        "8990 Skovbæk",
        "Rådhuspladsen 1",
        "8990 Skovbæk",
        "Telefon 87 12 34 56",
        "jobogmestring@skovbaek.example",
        "Dato",
    ]
    assert [block for block in blocks if block[0].startswith("h") and block[0] != "header"] == [
        ("h1", "Du får en mentor i tre måneder"),
        ("h2", "Det korte svar"),
        ("h2", "Afgørelsen og reglerne"),
        ("h3", "Hvad vi har bevilget"),
        ("h4", "Timer uge for uge"),
        ("h3", "Hvorfor"),
        ("h2", "Hvis du vil klage"),
    ]
    assert ("item", "22. november 2026") in blocks
    assert ("text", "Vi skal have din klage senest den 21. december 2026.") in blocks
    assert [text for _, text in blocks[-3:]] == ["Med venlig hilsen", "Anne Holm", "Sagsbehandler"]


def test_hostile_text_is_escaped() -> None:
    letter = examples.a_letter(
        subject="</h2><script>alert(1)</script>",
        plain=(letters.Paragraph("<img src=x onerror=\"alert(1)\"> & 'x'"), letters.Table(("<b>",), (("</td>",),))),
        signature=("<i>Anne</i>",),
    )
    html = twin.to_html(letter)
    for tag in ("<script", "<img", "<b>", "<i>"):
        assert tag not in html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#x27;x&#x27;" in html
    assert html.count("</td>") == html.count("<td>")


def test_the_subject_takes_the_level_that_the_page_gives_it() -> None:
    assert '<h3 class="letter-subject">' in twin.to_html(examples.a_letter(), subject_level=3)
    assert "<h6>Timer uge for uge</h6>" in twin.to_html(examples.a_letter(), subject_level=3)
    with pytest.raises(ValueError, match="level 1 to 3"):
        twin.to_html(examples.a_letter(), subject_level=4)


def test_without_a_signature_there_is_no_greeting() -> None:
    assert "Med venlig hilsen" not in twin.to_html(replace(examples.a_letter(), signature=()))
