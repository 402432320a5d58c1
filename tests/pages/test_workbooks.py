"""Files that leave and come back: no cell is a formula, and no file that somebody hands in breaks anything."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import errors
from parloeb.pages.shared import sheets, workbooks

DANGEROUS = ["=1+1", "+45", "-1", "@SUM(A1)", "'=1", "''=1", "'", "'almindelig", "=HYPERLINK(1)", "Åse »Ø« Æ;,\"'"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_like_a_formula_leaves_as_text_and_comes_back_as_it_was(text: str) -> None:
    content = workbooks.as_xlsx("Ark", ("A", "B"), [(text, 1.5)])
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert workbooks.read(content) == [["A", "B"], [text, 1.5]]
    assert workbooks.read(sheets.as_csv(("A", "B"), [(text, "x")])) == [["A", "B"], [text, "x"]]


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert workbooks.read(workbooks.as_xlsx("Ark", ("A",), [(text,)]))[1] == [text]
    assert workbooks.read(sheets.as_csv(("A", "B"), [(text, "x")]))[1] == [text, "x"]


def _zip(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return stream.getvalue()


BOOK = workbooks.as_xlsx("Ark", ("A",), [("x",)])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "tom eller ikke et ark"),
        (b"  \n", "tom eller ikke et ark"),
        (b"\0\1\2billede", "tom eller ikke et ark"),
        (b"PK\x03\x04rest", "kan ikke læses som et Excel-ark"),
        (BOOK[: len(BOOK) // 2], "kan ikke læses som et Excel-ark"),
        (_zip(hest=b"graes"), "kan ikke læses som et Excel-ark"),
        (_zip(**{"xl/vbaProject.bin": b"makro"}), "makroer"),
        (_zip(big=b"0" * (workbooks.MOST_UNPACKED + 1)), "for stor, når den pakkes ud"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "gammelt Excel-ark"),
        (b"x" * (workbooks.MOST_BYTES + 1), "mere end 1 MB"),
        (b"A;B\n" * (workbooks.MOST_ROWS + 1), "mere end 5000 rækker"),
        (b'A;B\n"uden slutning;1', "kan ikke læses som CSV"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refused:
        workbooks.read(content)
    assert refused.value.field == "file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_text_file_is_read_as_danish_machines_write_it(encoding: str, delimiter: str) -> None:
    content = delimiter.join(("Navn", "Område")) + "\r\n" + delimiter.join(("Åse Øster", "Ærø")) + "\r\n\r\n"
    assert workbooks.read(content.encode(encoding)) == [["Navn", "Område"], ["Åse Øster", "Ærø"]]
