"""Which cells to hide, so that nothing about fewer than so many people can be read or reckoned back.

A table is a row of cells whose total is shown. Where a table has rows and columns, its inside is hidden as a whole
when one cell of it must be: its totals alone give no single cell away (rule of `--min-cell`).
"""

from collections.abc import Iterable, Mapping


def is_few(people: int, *, least: int) -> bool:
    """Whether a count of people is too small to be shown; nobody at all may be said."""
    return 0 < people < least


def hidden_counts(people: Mapping[str, int], *, least: int) -> frozenset[str]:
    """The cells of a row of counts to hide: the few, and more until those hidden are enough people together.

    Further cells are the ones with the fewest people, in the order of the list. Where there are not enough, all go.
    """
    hidden = _few(people, least=least)
    while hidden and (len(hidden) < 2 or sum(people[name] for name in hidden) < least):
        further = _fewest(people, but=hidden)
        if further is None:
            return frozenset(people)
        hidden |= {further}
    return frozenset(hidden)


def hidden_amounts(people: Mapping[str, int], *, least: int) -> frozenset[str]:
    """The cells of a row of hours to hide, by the people behind each, who may stand behind several.

    Beside the few one cell with enough people goes too, so that what is hidden together is never about few.
    """
    hidden = _few(people, least=least)
    if hidden:
        further = _fewest(people, but=hidden)
        if further is None:
            return frozenset(people)
        hidden |= {further}
    return frozenset(hidden)


def hides_inside(cells: Iterable[int], *, least: int) -> bool:
    """Whether the inside of a table with rows and columns is to be hidden, by the people behind each cell."""
    return any(is_few(people, least=least) for people in cells)


def _few(people: Mapping[str, int], *, least: int) -> set[str]:
    return {name for name, count in people.items() if is_few(count, least=least)}


def _fewest(people: Mapping[str, int], *, but: set[str]) -> str | None:
    left = [name for name, count in people.items() if count and name not in but]
    return min(left, key=lambda name: people[name], default=None)
