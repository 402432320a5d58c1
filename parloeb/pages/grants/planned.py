"""The plan of a course drawn on a line of days, with the table that says the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from parloeb.domain.grants import curve, plan
from parloeb.kernel import days
from parloeb.kernel.periods import Period
from parloeb.pages.shared import pieces

WIDTH, HEIGHT = 600, 44  # of the picture, in its own units
MOST_DAYS = 5 * 366  # of a day mistyped by years there is no picture


@dataclass(frozen=True)
class Bar:
    """One part on the line, written as SVG wants it."""

    x: str
    width: str
    style: str


@dataclass(frozen=True)
class Mark:
    """A day on the line."""

    x: str
    style: str


@dataclass(frozen=True)
class Planned:
    """For grants/plan.html as `plan`. The picture is told whole by the table beside it."""

    table: pieces.Table
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    begins: str
    ends: str
    today: str
    next: str
    faults: tuple[str, ...]


def of(found: plan.Plan | None, *, on: date, this: UUID | None = None) -> Planned | None:
    """Draw the plan; None where there is none. `this`: the grant whose page it is, which is no link there."""
    if found is None:
        return None
    whole = found.whole
    is_drawn = whole.day_count() <= MOST_DAYS
    return Planned(
        table=_table(found, on=on, this=this),
        bars=tuple(_bars(found, whole, on=on)) if is_drawn else (),
        marks=tuple(_marks(whole, on=on)) if is_drawn else (),
        begins=days.text(whole.first_day),
        ends=days.text(whole.last_day or whole.first_day),
        today=days.text(on) if whole.contains(on) else "",
        next=days.text(found.next_day) if found.next_day else "",
        faults=tuple(plan.shared_text(shared) for shared in found.shared),
    )


def of_case(told: Iterable[Any], *, on: date) -> Planned | None:
    """The plan for the page of a case, without the hours; None where no grant follows another."""
    found = plan.of(one.part for one in told if one.part)
    return of(found, on=on) if found and len(found.parts) > 1 else None


def _table(found: plan.Plan, *, on: date, this: UUID | None) -> pieces.Table:
    with_hours = all(part.minutes is not None for part in found.parts)
    columns = [pieces.Column("Dage"), pieces.Column("Afgørelse"), pieces.Column("Nu")]
    rows: list[tuple[date, tuple[pieces.Cell, ...]]] = []
    for part in found.parts:
        cells = [_days(part, this=this), pieces.Cell(part.kind.label), pieces.Cell(_standing(part, on=on))]
        hours = [pieces.Cell(_hours(part.minutes))] if with_hours else []
        rows.append((part.period.first_day, (*cells, *hours)))
    for gap in found.gaps:
        empty = [pieces.Cell("")] if with_hours else []
        cells = [pieces.Cell(str(gap)), pieces.Cell(""), pieces.Cell(plan.gap_text(gap))]
        rows.append((gap.first_day, (*cells, *empty)))
    for days_left, pot in found.kept:
        hours = [pieces.Cell(_hours(pot.minutes))] if with_hours else []
        rows.append(
            (days_left.first_day, (pieces.Cell(str(days_left)), pieces.Cell("Efterværn"), pieces.Cell(""), *hours))
        )
    if with_hours:
        columns.append(pieces.Column("Timer i alt", number=True))
    ordered = tuple(cells for _, cells in sorted(rows, key=lambda row: row[0]))
    return pieces.Table("Bevillingerne efter hinanden", tuple(columns), ordered, _foot(found) if with_hours else ())


def _foot(found: plan.Plan) -> tuple[pieces.Cell, ...]:
    granted = sum(part.minutes or 0 for part in found.parts if not part.is_planned)
    return (pieces.Cell("Bevilget i alt"), pieces.Cell(""), pieces.Cell(""), pieces.Cell(_hours(granted)))


def _days(part: plan.Part, *, this: UUID | None) -> pieces.Cell:
    text = str(part.period)
    if part.uuid == this:
        return pieces.Cell(text, note="denne")
    return pieces.Cell(text, url=reverse("grants:detail", kwargs={"grant": part.uuid}))


def _standing(part: plan.Part, *, on: date) -> str:
    if part.is_planned:
        return part.state.label
    if part.period.contains(on):
        return "Gælder"
    return "Slut" if part.period.first_day < on else "Kommende"


def _bars(found: plan.Plan, whole: Period, *, on: date) -> Iterator[Bar]:
    for part in found.parts:
        style = "p-plan-draft" if part.is_planned else ("p-plan-now" if part.period.contains(on) else "p-plan-other")
        yield _bar(part.period, whole, style=style)
    for days_left, _ in found.kept:
        yield _bar(days_left, whole, style="p-plan-after")


def _bar(period: Period, whole: Period, *, style: str) -> Bar:
    left, right = _x(period.first_day, whole), _x(period.last_day or period.first_day, whole, after=1)
    return Bar(f"{left + 1:.2f}", f"{max(right - left - 2, 1):.2f}", style)


def _marks(whole: Period, *, on: date) -> Iterator[Mark]:
    for month in _months(whole):
        yield Mark(f"{_x(month, whole):.2f}", "p-plan-month")
    if whole.contains(on):
        yield Mark(f"{_x(on, whole):.2f}", "p-plan-today")


def _months(whole: Period) -> Iterable[date]:
    month = days.months_after(whole.first_day.replace(day=1), 1)
    while whole.last_day and month <= whole.last_day:
        yield month
        month = days.months_after(month, 1)


def _x(day: date, whole: Period, *, after: int = 0) -> float:
    return WIDTH * ((day - whole.first_day).days + after) / whole.day_count()


def _hours(minutes: int | None) -> str:
    return curve.hours_text(minutes) if minutes is not None else ""
