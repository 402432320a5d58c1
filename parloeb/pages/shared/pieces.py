"""What the shared includes expect, as frozen records of finished strings: a page fills them.

Each record names its include. Texts are escaped by the template; days come written as 22-11-2026.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Frame:
    """For shared/base.html as `frame`: who is here, as what, and where they can go."""

    authority: str
    person: str
    role: str
    nav: tuple[tuple[str, str, bool], ...]  # (label, url, whether it is this page)
    logout_url: str
    roles: tuple[tuple[str, str], ...] = ()  # (key, label) of the person's other roles
    role_url: str = ""  # takes a POST with `role`
    search_url: str = ""  # takes a GET with `q`; without it there is no search box
    search_text: str = ""
    demo: bool = False


@dataclass(frozen=True)
class Act:
    """One button of shared/acts.html (`acts`: a list of these)."""

    url: str
    label: str
    primary: bool = False
    why_not: str = ""  # why it cannot be done now: shown by the button, which then does nothing
    opens: bool = False  # True: a page with a form to fill in, reached by GET
    hidden: tuple[tuple[str, str], ...] = ()  # (name, value) posted along


@dataclass(frozen=True)
class Cell:
    """One cell of a row of shared/table.html; `url` makes it a link."""

    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Column:
    """One column of shared/table.html; numbers stand to the right."""

    label: str
    number: bool = False


@dataclass(frozen=True)
class Table:
    """For shared/table.html as `table`: a small table. Lists that must be fast write their own rows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]  # the first cell of a row names the row
    foot: tuple[Cell, ...] = ()
    hide_caption: bool = False

    @property
    def body(self) -> list[list[tuple[Column, Cell]]]:
        """Pair every cell with its column: on a phone the row is a card and each value needs its name."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def sum(self) -> list[tuple[Column, Cell]]:
        """Pair the foot's cells with their columns."""
        return list(zip(self.columns, self.foot, strict=True)) if self.foot else []


@dataclass(frozen=True)
class StoryLine:
    """One line of shared/story.html (`story`: a list of these, in the order they are to be read)."""

    day: str
    title: str
    who: str = ""
    text: str = ""
    url: str = ""
    url_label: str = ""
    planned: bool = False


@dataclass(frozen=True)
class Step:
    """One step of shared/steps.html (`steps`: a list of these); `state` is done, now, next or off."""

    label: str
    state: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Lack:
    """One thing that is missing; `stops` says what cannot be done until it is there."""

    text: str
    url: str = ""
    stops: str = ""


@dataclass(frozen=True)
class Missing:
    """For shared/missing.html as `missing`: what lacks here, and what comes next."""

    lacks: tuple[Lack, ...] = ()
    next: str = ""
    deadline: str = ""


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its length by `value`, in print as `shown` and beside it `share`."""

    label: str
    value: float
    shown: str
    share: str = ""


@dataclass(frozen=True)
class Chart:
    """For shared/chart.html as `chart`: a table whose last column draws the number beside it."""

    caption: str
    what: str  # heading of the first column
    unit: str  # heading of the numbers
    bars: tuple[Bar, ...]
    share: str = ""  # heading of the shares; without it the column is left out
    note: str = ""  # n of N and where the numbers come from
    full: float = 0.0  # the value of a bar of full length; 0 takes the longest bar

    @property
    def drawn(self) -> list[tuple[Bar, str]]:
        """Pair each bar with its length in hundredths of the width, written as SVG wants it."""
        full = self.full or max((bar.value for bar in self.bars), default=0.0)
        return [(bar, f"{100 * bar.value / full:.2f}" if full else "0") for bar in self.bars]
