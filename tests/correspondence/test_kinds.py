"""Every kind of letter is an accessible document that says what its page says."""

import pytest
import typst

from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.rules import letters, pdf, stored
from tests.correspondence import examples, kinds, structure


def test_every_kind_of_letter_has_its_line() -> None:
    assert set(kinds.KINDS) == set(LetterKind)
    assert all(kinds.KINDS.values())


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "written"), kinds.ALL, ids=kinds.NAMES)
def test_every_kind_of_letter_is_an_accessible_document(kind: LetterKind, written: kinds.Written) -> None:
    letter = Letter.objects.get(pk=written().pk)
    assert letter.kind == kind
    assert structure.faults(bytes(letter.pdf), stored.from_facts_json(letter.facts)) == []


def test_the_check_finds_a_file_that_is_no_accessible_document(monkeypatch: pytest.MonkeyPatch) -> None:
    letter = examples.a_letter()
    _without_the_standard(monkeypatch)
    assert "does not say that it is PDF/UA-1" in structure.faults(pdf.to_pdf(letter), letter)


@pytest.mark.parametrize(
    ("line", "instead", "fault"),
    [
        (b'lang: "da"', b'lang: "en"', "says no language"),
        (b"#heading(level: 1, sheet.subject)", b"#par(sheet.subject)", "does not begin with its one title"),
        (b"par(sheet.greeting)", b"pdf.artifact(par(sheet.greeting))", "is read in another order"),
        (b"table.header(", b"..(", "is read in another order"),
    ],
)  # fmt: skip
def test_the_check_finds_what_is_wrong_with_the_template(
    monkeypatch: pytest.MonkeyPatch, line: bytes, instead: bytes, fault: str
) -> None:
    template = pdf._template()
    assert line in template
    monkeypatch.setattr(pdf, "_template", lambda: template.replace(line, instead))
    _without_the_standard(monkeypatch)
    letter = examples.a_letter(plain=(letters.Paragraph("Ja."), *examples.PLAIN))
    assert any(found.startswith(fault) for found in structure.faults(pdf.to_pdf(letter), letter))


def _without_the_standard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typst refuses some faults by itself where it is asked for the standard; the check must find them without."""
    compiled = typst.compile
    free: dict[str, object] = {"pdf_standards": []}
    monkeypatch.setattr(typst, "compile", lambda source, **options: compiled(source, **{**options, **free}))
