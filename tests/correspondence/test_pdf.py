import io
from datetime import date

import pikepdf
import pytest

from parloeb.domain.correspondence.rules import letters, pdf, stored, twin
from tests.correspondence import examples, reading

FIRST = [
    "Åse", "Ørjan", "Æmilie", "Bjørg", "Søren", "André", "René", "Zoë", "Chloé", "Noël", "Jürgen", "Günther",
    "Łukasz", "Małgorzata", "Agnieszka", "Şükrü", "Çağla", "İlknur", "Ayşe", "Gökhan", "Đorđe", "Željko", "Šárka",
    "Tomáš", "Zdeněk", "Ľubica", "Ştefan", "Ioana", "Zoltán", "Erzsébet", "Ådne", "Þórunn", "Guðrún", "Nguyễn",
    "Thị",
]  # fmt: skip
LAST = [
    "Kjær", "Nygård-Ødegaard", "Sørensen", "Højbjerg", "Çelik", "Yıldız", "Wójcik", "Đặng", "Ελένη-Παπαδοπούλου",
    "Наталія-Шевченко", "Ibrahimović", "O’Brien",
]  # fmt: skip
NAMES = [f"{first} {last}" for first in FIRST for last in LAST]
CANARY = "Hemmeligvænget 7"


def _open(pdf_bytes: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf_bytes))


def test_the_letter_is_a_tagged_accessible_document() -> None:
    with _open(pdf.to_pdf(examples.a_letter())) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert str(root.Lang) == "da"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        with document.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["dc:title"] == "Du får en mentor i tre måneder"
            assert metadata["dc:creator"] == ["Skovbæk Kommune"]


def test_the_metadata_names_no_citizen() -> None:
    with _open(pdf.to_pdf(examples.a_letter())) as document:
        metadata = document.Root.Metadata.read_bytes().decode()
        everything = metadata + " ".join(str(value) for value in document.docinfo.values())
    assert "Skovbæk Kommune" in everything
    assert "Åse" not in everything
    assert "Ørsted" not in everything


def test_every_font_is_inside_the_file() -> None:
    with _open(pdf.to_pdf(examples.a_letter(signature=("محمد",)))) as document:
        found = [part for part in document.objects if isinstance(part, pikepdf.Dictionary)]
        fonts = [part for part in found if part.get("/Type") == "/FontDescriptor"]
    assert len(fonts) >= 3
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert pdf.to_pdf(examples.a_letter()) == pdf.to_pdf(examples.a_letter())
    assert pdf.to_pdf(examples.a_letter()) != pdf.to_pdf(examples.a_letter(dated_on=date(2026, 11, 23)))


def test_hostile_text_is_set_as_it_is() -> None:
    hostile = '#panic("x") $x^2$ \\ *b* _i_ `c` <script>alert(\'1\')</script> @ref -- ... ~ "q" // /* */ = a\\u{41} %'
    texts = [hostile, "= ikke en overskrift", "- ikke et punkt", "/ ikke: et begreb", "</p>", "#sys.inputs"]
    letter = examples.a_letter(plain=tuple(letters.Paragraph(text) for text in texts), legal=())
    blocks = reading.pdf_blocks(pdf.to_pdf(letter))
    assert [text for role, text in blocks if role == "text" and text in texts] == texts


def test_200_names_survive() -> None:
    asked = NAMES[::2][:200]
    assert len(set(asked)) == 200
    table = letters.Table(("Navn",), tuple((name,) for name in asked))
    cells = [text for role, text in reading.pdf_blocks(pdf.to_pdf(examples.a_letter(legal=(table,)))) if role == "cell"]
    assert cells == asked


def test_a_character_without_a_glyph_is_refused_by_name() -> None:
    letter = examples.a_letter(signature=("Anne 😀", "日本", "Holm 😀"))
    with pytest.raises(pdf.UnprintableError) as refused:
        pdf.to_pdf(letter)
    assert refused.value.characters == ("😀", "日", "本")
    assert refused.value.sentence == "Brevet kan ikke skrives, fordi skriften mangler disse tegn: 😀 日 本"


def test_a_long_letter_counts_its_pages() -> None:
    long = tuple(letters.Paragraph(f"Punkt {number}. " + "Det står i loven. " * 30) for number in range(40))
    letter = examples.a_letter(legal=long)
    printed = pdf.to_pdf(letter)
    pages = reading.page_texts(printed)
    assert len(pages) > 5
    for number, text in enumerate(pages, start=1):
        assert text.endswith(f"Brevnummer 2026-000123 Side {number} af {len(pages)}")
    assert reading.pdf_blocks(printed) == reading.html_blocks(twin.to_html(letter, subject_level=1))


def test_no_text_leaves_the_paper() -> None:
    unbroken = "https://eksempel.dk/" + "x" * 300
    letter = examples.a_letter(
        subject="S" * 90,
        sender=letters.Sender("K" * 90, "T" * 90, ("V" * 90,), "1" * 60, "m@" + "e" * 90),
        receiver=letters.receiver("Å" * 90, ("V" * 90,), protected=False),
        plain=(letters.Paragraph(unbroken), letters.Bullets((unbroken,)), letters.Facts((("L" * 90, unbroken),))),
        legal=(letters.Table(("a" * 60, "b", "c", "d"), (("x" * 90,) * 4,)),),
    )
    right_edge, text_block = 595 - 70, reading.rightmost(pdf.to_pdf(letter))
    assert right_edge - 40 < text_block <= right_edge


def test_a_withheld_address_is_nowhere_in_the_letter() -> None:
    shown = letters.receiver("Åse Kjær", (CANARY, "8990 Skovbæk"), protected=False)
    hidden = letters.receiver("Åse Kjær", (CANARY, "8990 Skovbæk"), protected=True)
    assert CANARY in _everything(examples.a_letter(receiver=shown))
    everything = _everything(examples.a_letter(receiver=hidden))
    assert CANARY not in everything
    assert "Hemmelig" not in everything
    assert "Adressen er beskyttet" in everything


def _everything(letter: letters.Letter) -> str:
    """All that can be read of a letter: every string and stream of the PDF, its pages, its twin and its facts."""
    printed = pdf.to_pdf(letter)
    with _open(printed) as document:
        streams = [part.read_bytes() for part in document.objects if isinstance(part, pikepdf.Stream)]
        strings = [repr(part) for part in document.objects]
    raw = printed + b"".join(streams)
    texts = [text for _, text in reading.pdf_blocks(printed)] + reading.page_texts(printed) + strings
    return " ".join([*texts, raw.decode("latin-1"), raw.decode("utf-8", "replace"), twin.to_html(letter),
                     str(stored.to_facts_json(letter))])  # fmt: skip
