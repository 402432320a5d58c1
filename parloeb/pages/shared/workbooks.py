"""Tables as Excel files, and the first sheet of a file that somebody hands in, as Excel or CSV."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from parloeb.kernel import errors
from parloeb.pages.shared import sheets

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES, MOST_UNPACKED, MOST_ROWS, MOST_COLUMNS = 1_000_000, 30_000_000, 5000, 100
Cell = str | int | float | date | datetime | time | None

_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
_BROKEN = "Filen kan ikke læses som et Excel-ark. Gem den igen som .xlsx eller CSV."
_EXPECTED = "Vælg en fil, der er gemt som .xlsx eller CSV."


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The table as the bytes of a file: one sheet, the headings first, days as days, and no cell a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title, sheet.freeze_panes = title, "B2"
    for number, row in enumerate((headings, *rows), start=1):
        for column, value in enumerate(row, start=1):
            _write(sheet.cell(number, column), value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(content: bytes) -> list[list[Cell]]:
    """The rows of the first sheet, or of a CSV file; the file's own words for a cell, not yet judged.

    Raises RefusedError for a file that is too large, broken, of another kind, or that holds macros.
    """
    if len(content) > MOST_BYTES:
        raise errors.RefusedError(f"Filen fylder mere end {MOST_BYTES // 1_000_000} MB. {_EXPECTED}", field="file")
    if content.startswith(_OLD_EXCEL):
        raise errors.RefusedError(f"Filen er et gammelt Excel-ark (.xls) eller er låst. {_EXPECTED}", field="file")
    rows = _read_excel(content) if content.startswith(_ZIP) else _read_csv(content)
    if len(rows) > MOST_ROWS:
        raise errors.RefusedError(f"Filen har mere end {MOST_ROWS} rækker. Del den op.", field="file")
    return rows


def _write(cell: Any, value: Cell) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        # A text that begins like a formula is a text, here and when somebody has changed the cell in Excel.
        cell.data_type, cell.quotePrefix = "s", True
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "DD-MM-YYYY"


def _read_excel(content: bytes) -> list[list[Cell]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names, size = packed.namelist(), sum(one.file_size for one in packed.infolist())
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise errors.RefusedError("Filen indeholder makroer. Gem den som .xlsx uden makroer.", field="file")
        if size > MOST_UNPACKED:
            raise errors.RefusedError("Filen er for stor, når den pakkes ud. Del den op.", field="file")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
            return _trimmed([list(row) for row in rows])
        finally:
            book.close()
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        AttributeError,
        EOFError,
        NotImplementedError,
        OSError,
    ):
        raise errors.RefusedError(_BROKEN, field="file") from None


def _read_csv(content: bytes) -> list[list[Cell]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what a Danish Excel writes where it is asked for CSV
    if "\0" in text or not text.strip():
        raise errors.RefusedError(f"Filen er tom eller ikke et ark. {_EXPECTED}", field="file")
    delimiter = ";" if ";" in text.splitlines()[0] else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise errors.RefusedError("Filen kan ikke læses som CSV. Gem den igen.", field="file") from None
    return _trimmed([[sheets.as_written(cell) for cell in row] for row in rows])


def _trimmed(rows: list[list[Any]]) -> list[list[Cell]]:
    """Without the empty cells and rows that a spreadsheet counts at their ends."""
    for row in rows:
        while row and row[-1] in (None, ""):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows
