"""Tables for a spreadsheet: semicolons, and the mark by which Excel knows UTF-8."""

import csv
import io
from collections.abc import Iterable, Sequence

CONTENT_TYPE = "text/csv; charset=utf-8"


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as the bytes of a file; what begins like a formula is text there too."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in (headings, *rows):
        writer.writerow(_harmless(cell) for cell in row)
    return text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
