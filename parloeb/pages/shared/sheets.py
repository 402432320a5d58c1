"""Tables for a spreadsheet: semicolons, and the mark by which Excel knows UTF-8."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_MADE_HARMLESS = re.compile(r"'+[=+\-@\t\r]")
CONTENT_TYPE = "text/csv; charset=utf-8"


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as the bytes of a file; what begins like a formula is text there too."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for row in (headings, *rows):
        writer.writerow(_harmless(cell) for cell in row)
    return text.getvalue().encode("utf-8-sig")


def as_written(cell: str) -> str:
    """What stood in a cell before `as_csv` made it harmless."""
    return cell[1:] if _MADE_HARMLESS.match(cell) else cell


def _harmless(cell: str) -> str:
    """A spreadsheet runs what begins like a formula. What looks as if it had been made harmless gets one sign more."""
    return f"'{cell}" if _LIKE_A_FORMULA.match(cell) else cell
