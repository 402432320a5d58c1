"""The records behind the shared includes: what they compute for the templates."""

import pytest

from parloeb.pages.shared import pieces


def chart(*values: float, full: float = 0.0) -> pieces.Chart:
    bars = tuple(pieces.Bar(str(value), value, str(value)) for value in values)
    return pieces.Chart("Timer", "Indhold", "Timer", bars, full=full)


def lengths(drawn: pieces.Chart) -> list[str]:
    return [length for _, length in drawn.drawn]


def test_the_longest_bar_fills_the_width() -> None:
    assert lengths(chart(20, 5, 0)) == ["100.00", "25.00", "0.00"]


def test_bars_of_shares_are_measured_against_the_whole() -> None:
    assert lengths(chart(0.125, 0.5, full=1)) == ["12.50", "50.00"]


def test_a_chart_of_nothing_draws_nothing() -> None:
    assert lengths(chart()) == []
    assert lengths(chart(0, 0)) == ["0", "0"]


def test_each_cell_knows_its_column_when_the_row_becomes_a_card() -> None:
    name, hours = pieces.Column("Borger"), pieces.Column("Timer", number=True)
    row = (pieces.Cell("Åse"), pieces.Cell("2,5"))
    table = pieces.Table("Sager", (name, hours), (row,), foot=(pieces.Cell("I alt"), pieces.Cell("2,5")))

    assert table.body == [[(name, row[0]), (hours, row[1])]]
    assert [column for column, _ in table.sum] == [name, hours]


def test_a_row_with_a_cell_too_few_is_a_bug_and_stops() -> None:
    table = pieces.Table("Sager", (pieces.Column("Borger"), pieces.Column("Timer")), ((pieces.Cell("Åse"),),))

    with pytest.raises(ValueError, match="shorter"):
        _ = table.body
