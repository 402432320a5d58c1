"""Tables for a spreadsheet."""

import pytest

from parloeb.pages.shared import sheets


def test_a_table_is_semicolons_behind_the_mark_of_utf_8() -> None:
    assert sheets.as_csv(("Dag", "Sted"), [("1", "Ærø; by"), ("2", 'Et "hus"')]) == (
        b"\xef\xbb\xbf" + 'Dag;Sted\r\n1;"Ærø; by"\r\n2;"Et ""hus"""\r\n'.encode()
    )


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
def test_what_begins_like_a_formula_is_text(begins: str) -> None:
    assert f"'{begins}1" in sheets.as_csv(("A",), [(f"{begins}1",)]).decode()
