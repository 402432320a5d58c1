"""Times of the week as people say them. No Django, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from parloeb.domain.corps.lists import WeekTime

DAYS: Mapping[str, str] = MappingProxyType(
    {"mon": "man", "tue": "tir", "wed": "ons", "thu": "tor", "fri": "fre", "sat": "lør", "sun": "søn"}
)
PARTS: Mapping[str, str] = MappingProxyType({"morning": "formiddag", "afternoon": "eftermiddag", "evening": "aften"})
ANY = "Når som helst"
NOT_TOLD = "Ikke fortalt"


def text(times: Iterable[str]) -> str:
    """The times in short: "man-fre formiddag, lør aften"; all of them are any time, none tells nothing."""
    told = WeekTime.in_order(times)
    if not told:
        return NOT_TOLD
    if len(told) == len(WeekTime):
        return ANY
    days_of = {part: tuple(day for day in DAYS if WeekTime(f"{day}_{part}") in told) for part in PARTS}
    said: dict[tuple[str, ...], list[str]] = {}
    for part, days in days_of.items():
        if days:
            said.setdefault(days, []).append(PARTS[part])
    return ", ".join(f"{_days_text(days)} {_joined(parts)}" for days, parts in said.items())


def _days_text(days: Sequence[str]) -> str:
    """Days in a row as the first and the last of them, from three on."""
    week = list(DAYS)
    runs: list[list[str]] = []
    for day in days:
        if runs and week.index(runs[-1][-1]) + 1 == week.index(day):
            runs[-1].append(day)
        else:
            runs.append([day])
    said = [
        text
        for run in runs
        for text in ([f"{DAYS[run[0]]}-{DAYS[run[-1]]}"] if len(run) > 2 else [DAYS[day] for day in run])
    ]
    return _joined(said)


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"
