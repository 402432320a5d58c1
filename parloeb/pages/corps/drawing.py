"""How hard a mentor found it, as a line over the days, with the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parloeb.domain.corps.telling import rules
from parloeb.kernel import days
from parloeb.pages.shared import pieces

WIDTH, HEIGHT, MARGIN = 600, 120, 10  # of the picture, in its own units
LEVELS = tuple(rules.STRAIN)


@dataclass(frozen=True)
class Line:
    """For corps/strain.html as `strain`. The picture is told whole by the words and the table."""

    words: str
    points: str
    dots: tuple[tuple[str, str], ...]
    heights: tuple[str, ...]
    table: pieces.Table


def of(ratings: Sequence[tuple[date, int]]) -> Line | None:
    """Draw ratings in order of days; None where there are none."""
    if not ratings:
        return None
    first_day, last_day = ratings[0][0], ratings[-1][0]
    span = max(1, (last_day - first_day).days)
    dots = tuple((_x((day - first_day).days / span), _y(level)) for day, level in ratings)
    return Line(
        words=_words(ratings),
        points=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        heights=tuple(_y(level) for level in LEVELS),
        table=pieces.Table(
            "Svarene, de nyeste først",
            (pieces.Column("Dag"), pieces.Column("Svar")),
            tuple(
                (pieces.Cell(days.text(day)), pieces.Cell(f"{rules.strain_text(level)}. {rules.STRAIN[level][1]}"))
                for day, level in reversed(ratings)
            ),
        ),
    )


def _words(ratings: Sequence[tuple[date, int]]) -> str:
    day, level = ratings[-1]
    words = f"Sidst {rules.strain_text(level)} ({days.text(day)})."
    if len(ratings) > 1:
        before = ratings[-2][1]
        words += f" Gangen før {rules.strain_text(before)}."
    return words


def _x(share: float) -> str:
    return f"{MARGIN + share * (WIDTH - 2 * MARGIN):.1f}"


def _y(level: int) -> str:
    """The hardest stands highest."""
    step = (HEIGHT - 2 * MARGIN) / (len(LEVELS) - 1)
    return f"{HEIGHT - MARGIN - (level - 1) * step:.1f}"
