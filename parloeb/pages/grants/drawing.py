"""The hours of a grant as a picture of its weeks, with the tables that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from parloeb.domain.grants import curve
from parloeb.kernel import days, numbers
from parloeb.pages.shared import pieces

MOST_WEEKS = 60  # of a period mistyped by years there is no picture
WIDTH, HEIGHT = 600, 120  # of the picture, in its own units
GAP = 2


@dataclass(frozen=True)
class Column:
    """The column of one week, written as SVG wants it."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Drawing:
    """For grants/curve.html as `drawing`. The picture is told whole by the words and the tables beside it."""

    words: str
    most: str
    weeks: int
    columns: tuple[Column, ...]
    stretches: pieces.Table
    months: pieces.Chart
    sums: tuple[tuple[str, str], ...]


def of(
    found: Sequence[curve.Stretch],
    *,
    earlier: int | None = None,
    used: int | None = None,
    left: int | None = None,
    kept: int | None = None,
) -> Drawing | None:
    """Draw what is drafted or granted; None where there is nothing to draw.

    `earlier`: minutes that the other grants of the case come to; `used`: of all grants, minutes registered; `left`: of
    this one, minutes in force; `kept`: minutes for the time after it.
    """
    by_week = curve.by_week(found)
    if not by_week or len(by_week) > MOST_WEEKS:
        return None
    return Drawing(
        words=curve.words(found),
        most=curve.hours_text(max(by_week)),
        weeks=len(by_week),
        columns=_columns(by_week),
        stretches=_table(found),
        months=_months(found),
        sums=(*_sums(curve.total_minutes(found), earlier=earlier, used=used, left=left), *_kept(kept)),
    )


def _columns(by_week: Sequence[int]) -> tuple[Column, ...]:
    step, most = WIDTH / len(by_week), max(by_week)
    heights = [HEIGHT * minutes / most for minutes in by_week]
    return tuple(
        Column(f"{number * step:.2f}", f"{HEIGHT - height:.2f}", f"{step - GAP:.2f}", f"{height:.2f}")
        for number, height in enumerate(heights)
    )


def _table(found: Sequence[curve.Stretch]) -> pieces.Table:
    number = pieces.Column
    columns = (number("Uger"), number("Dage"), number("Timer om ugen", number=True), number("Timer i alt", number=True))
    rows = tuple(
        (
            pieces.Cell(_weeks(row)),
            pieces.Cell(str(period)),
            pieces.Cell(_hours(minutes)),
            pieces.Cell(_hours(curve.total_minutes(((period, minutes),)))),
        )
        for row, (period, minutes) in zip(curve.rows_of(found), found, strict=True)
    )
    foot = (pieces.Cell("I alt"), pieces.Cell(""), pieces.Cell(""), pieces.Cell(_hours(curve.total_minutes(found))))
    return pieces.Table("Timerne uge for uge", columns, rows, foot)


def _months(found: Sequence[curve.Stretch]) -> pieces.Chart:
    bars = tuple(
        pieces.Bar(days.month_text(month).capitalize(), float(minutes), _hours(minutes))
        for month, minutes in curve.by_month(found)
    )
    return pieces.Chart("Timer pr. måned", "Måned", "Timer", bars)


def _sums(total: int, *, earlier: int | None, used: int | None, left: int | None) -> tuple[tuple[str, str], ...]:
    sums = [("Timer i denne bevilling", _hours(total))]
    if left is not None and left != total:
        sums.append(("Heraf gælder nu", _hours(left)))
    if earlier:
        sums.append(("Timer i de øvrige bevillinger", _hours(earlier)))
        if used is not None:
            sums.append(("Heraf registreret", _hours(used)))
            sums.append(("Tilbage af de øvrige bevillinger", _hours(max(0, earlier - used))))
        sums.append(("Timer bevilget i alt", _hours((total if left is None else left) + earlier)))
    return tuple(sums)


def _kept(kept: int | None) -> tuple[tuple[str, str], ...]:
    """The pot beside the sums: its hours are in none of them."""
    return (("Efterværn ud over timerne", _hours(kept)),) if kept else ()


def _weeks(row: curve.Row) -> str:
    return f"Uge {row.first_week}" if row.first_week == row.last_week else f"Uge {row.first_week}–{row.last_week}"


def _hours(minutes: int) -> str:
    return numbers.exact_hours_text(minutes)
