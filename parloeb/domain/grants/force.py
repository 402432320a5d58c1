"""What is in force of the decisions of a case: each keeps what it said, and a later one takes over from a day on.

Decisions are read in the order in which they were made. One that is revoked counts as if it had not been made, so that
what it took over from is in force again; a revocation itself stands.
"""

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from parloeb.kernel import days, errors, verdicts
from parloeb.kernel.lists import Listed
from parloeb.kernel.periods import Period


class Kind(Listed):
    """What a decision does. All but the first modify one that was made before."""

    NEW = "new", "Bevilling"
    EXTEND = "extend", "Forlængelse"
    CHANGE = "change", "Ændring af timer"
    SHORTEN = "shorten", "Afkortning"
    REVOKE = "revoke", "Tilbagetrækning"
    CORRECT = "correct", "Rettelse af en fejl"
    MOVE = "move", "Flytning med udskrivningen"


STOPS = frozenset({Kind.SHORTEN, Kind.REVOKE})
"""They grant no days of their own."""

TAKES_OVER = frozenset({Kind.CHANGE, Kind.CORRECT, Kind.MOVE})
"""They grant days that were granted already."""

ANSWERS = frozenset({Kind.NEW, Kind.EXTEND})
"""They answer what was asked for, and may refuse it, whole or in part."""

OVER = "Afgørelsen gælder ikke længere, så den kan ikke ændres."


@dataclass(frozen=True)
class Decided:
    """One decision: its key, what it does to which other, and the days that it names. A revocation names none.

    `decided_on`: the day on which it was made, or would be. A move alone needs it: the days before it stay.
    """

    key: int
    kind: Kind = Kind.NEW
    modifies: int | None = None
    first_day: date | None = None
    last_day: date | None = None
    decided_on: date | None = None


def standing(decided: Iterable[Decided]) -> tuple[Decided, ...]:
    """The decisions that nobody revoked; the revocations themselves are left out."""
    found = tuple(decided)
    revoked = {one.modifies for one in found if one.kind is Kind.REVOKE}
    return tuple(one for one in found if one.kind is not Kind.REVOKE and one.key not in revoked)


def in_force(decided: Iterable[Decided]) -> dict[int, Period]:
    """The days on which each decision is in force, by its key; one that is in force on none is left out."""
    every = tuple(decided)
    found: dict[int, Period] = {}
    for one in standing(every):
        if one.kind is Kind.SHORTEN and one.last_day:
            _cut(found, one.modifies, one.last_day)
        elif one.first_day and one.last_day:
            if one.kind is Kind.CHANGE:
                _cut(found, one.modifies, one.first_day - timedelta(days=1))
            elif one.kind is Kind.CORRECT:
                found.pop(one.modifies or 0, None)
            elif one.kind is Kind.MOVE:
                _cut_whole(found, one, every)
            found[one.key] = Period(one.first_day, one.last_day)
    return found


def root(key: int, decided: Iterable[Decided]) -> int:
    """The decision whose days a change or a correction, or one of those again, took over."""
    known = {one.key: one for one in decided}
    while (one := known.get(key)) and one.kind in TAKES_OVER and one.modifies:
        key = one.modifies
    return key


def periods(decided: Sequence[Decided]) -> dict[int, Period]:
    """The periods granted, by their root: a change of hours makes no further period."""
    found: dict[int, Period] = {}
    for key, period in in_force(decided).items():
        whole, first = root(key, decided), period.first_day
        before = found.get(whole)
        last = max(end for end in (period.last_day, before and before.last_day) if end)
        found[whole] = Period(min(first, before.first_day) if before else first, last)
    return found


def runs(found: Iterable[Period]) -> tuple[Period, ...]:
    """Closed periods that share no day, in order of days; those that follow each other with none between are one."""
    joined: list[Period] = []
    for one in sorted(found, key=lambda period: period.first_day):
        if joined and joined[-1].closed_end() + timedelta(days=1) == one.first_day:
            one = Period(joined.pop().first_day, one.last_day)
        joined.append(one)
    return tuple(joined)


def may_begin(kind: Kind, of: Decided, decided: Sequence[Decided], *, on: date) -> verdicts.Verdict:
    """Whether a decision of that kind about another makes sense on a day."""
    if of not in standing(decided):
        return verdicts.no(OVER)
    if kind is Kind.REVOKE:
        return _revocable(of, decided, on=on)
    held = in_force(decided).get(of.key)
    if held is None or held.last_day is None or any(one.kind in TAKES_OVER for one in _about(of, decided)):
        return verdicts.no("Der er truffet en nyere afgørelse om timerne. Begynd på den.")
    later = _after(held, decided)
    if kind is Kind.SHORTEN:
        return _shortable(held, later, on=on)
    if kind is Kind.EXTEND and later:
        return verdicts.no(f"Der er allerede bevilget videre fra {days.text(later)}.")
    has_run_out = kind in (Kind.CHANGE, Kind.MOVE) and held.last_day < on
    return verdicts.no("Bevillingen er løbet ud, så timerne kan ikke ændres.") if has_run_out else verdicts.YES


def refuse_unfit(draft: Decided, decided: Sequence[Decided], *, on: date, used: Collection[date]) -> None:
    """Refuse a decision that does not fit those that stand. Raises RefusedError at the field.

    `used` are days with something registered, none of which may lose what is granted.
    """
    target = next((one for one in decided if one.key == draft.modifies), None)
    draft = dataclasses.replace(draft, decided_on=on)
    if target:
        may = may_begin(draft.kind, target, decided, on=on)
        if not may:
            raise errors.RefusedError(may.reason)
        _refuse_days(draft, target, decided, on=on)
    _refuse_clash([*decided, draft], of=draft.key)
    _refuse_lost(in_force(decided), in_force([*decided, draft]), used)


def _revocable(of: Decided, decided: Sequence[Decided], *, on: date) -> verdicts.Verdict:
    if of.kind is Kind.CORRECT:
        return verdicts.no("En rettelse trækkes ikke tilbage. Ret fejlen i den i stedet.")
    beside = standing(decided)
    newer = [one for one in beside[beside.index(of) + 1 :] if one.modifies == of.modifies and of.modifies]
    if _about(of, decided) or newer:
        return verdicts.no("Der er truffet en nyere afgørelse om bevillingen. Træk den tilbage først.")
    if of.kind is Kind.SHORTEN:
        has_come = of.last_day is not None and of.last_day < on
        return verdicts.no("Støtten er allerede slut. Bevilg på ny i stedet.") if has_come else verdicts.YES
    if of.first_day is None or of.first_day <= on:
        instead = "Ændr timerne igen" if of.kind in (Kind.CHANGE, Kind.MOVE) else "Afkort den"
        return verdicts.no(f"Den er begyndt, så den kan ikke trækkes tilbage. {instead} i stedet.")
    held = in_force(decided).get(of.key)
    later = _after(held, decided) if held and of.kind not in (Kind.CHANGE, Kind.MOVE) else None
    return verdicts.no(_goes_on(later)) if later else verdicts.YES


def _shortable(held: Period, later: date | None, *, on: date) -> verdicts.Verdict:
    if held.last_day is None or held.last_day <= on:
        return verdicts.no("Bevillingen er ved at løbe ud, så der er ikke noget at afkorte.")
    return verdicts.no(_goes_on(later)) if later else verdicts.YES


def _goes_on(later: date) -> str:
    return f"Der er bevilget videre fra {days.text(later)}. Afkort den bevilling, eller træk den tilbage først."


def _refuse_days(draft: Decided, target: Decided, decided: Sequence[Decided], *, on: date) -> None:
    held = in_force(decided).get(target.key)
    if held is None or held.last_day is None:
        return
    if draft.kind is Kind.SHORTEN:
        _refuse_end(draft.last_day, held, on=on)
    if draft.first_day is None or draft.last_day is None:
        return
    following = held.last_day + timedelta(days=1)
    if draft.kind is Kind.EXTEND and draft.first_day != following:
        sentence = f"En forlængelse begynder dagen efter bevillingen, {days.text(following)}. Bevilg ellers på ny."
        raise errors.RefusedError(sentence, field="first_day")
    if draft.kind is Kind.CHANGE:
        _refuse_change(draft.first_day, draft.last_day, held, on=on)
    if draft.kind is Kind.MOVE and draft.first_day < on:
        sentence = f"Støtten kan tidligst flyttes til i dag, {days.text(on)}."
        raise errors.RefusedError(sentence, field="first_day")
    if draft.kind is Kind.CORRECT and target.kind is Kind.CHANGE and draft.first_day != held.first_day:
        sentence = f"Ændringen gælder fra {days.text(held.first_day)}. Ret ikke den dag, men træk ændringen tilbage."
        raise errors.RefusedError(sentence, field="first_day")


def _refuse_end(last_day: date | None, held: Period, *, on: date) -> None:
    if last_day is None:
        raise errors.RefusedError("Skriv den nye sidste dag.", field="last_day")
    if last_day < on:
        raise errors.RefusedError(f"Støtten kan tidligst slutte i dag, {days.text(on)}.", field="last_day")
    if last_day < held.first_day:
        sentence = f"Bevillingen begynder først {days.text(held.first_day)}. Træk den tilbage i stedet."
        raise errors.RefusedError(sentence, field="last_day")
    if held.last_day and last_day >= held.last_day:
        sentence = f"Den nye sidste dag skal ligge før {days.text(held.last_day)}, hvor bevillingen slutter nu."
        raise errors.RefusedError(sentence, field="last_day")


def _refuse_change(first_day: date, last_day: date, held: Period, *, on: date) -> None:
    if first_day < on:
        raise errors.RefusedError(f"Timerne kan tidligst ændres fra i dag, {days.text(on)}.", field="first_day")
    if not held.contains(first_day):
        raise errors.RefusedError(f"Ændringen skal begynde inden for bevillingen ({held}).", field="first_day")
    if held.last_day and last_day != held.last_day:
        sentence = (
            f"En ændring varer til bevillingens sidste dag, {days.text(held.last_day)}. Forlæng eller afkort for at "
            "flytte den."
        )
        raise errors.RefusedError(sentence, field="last_day")


def _refuse_clash(decided: Sequence[Decided], *, of: int) -> None:
    by_day = sorted(in_force(decided).items(), key=lambda entry: entry[1].first_day)
    for (one, period), (other, next_period) in pairwise(by_day):
        if period.overlaps(next_period):
            taken = next_period if one == of else period
            field = "first_day" if of in (one, other) else None
            raise errors.RefusedError(
                f"Der er allerede bevilget {taken}. To bevillinger må ikke dele dage.", field=field
            )


def _refuse_lost(before: Mapping[int, Period], after: Mapping[int, Period], used: Collection[date]) -> None:
    for day in sorted(used, reverse=True):
        had = any(period.contains(day) for period in before.values())
        if had and not any(period.contains(day) for period in after.values()):
            sentence = f"Der er registreret et besøg {days.text(day)}, og den dag ville ikke længere være bevilget."
            raise errors.RefusedError(sentence, field="last_day")


def _about(of: Decided, decided: Sequence[Decided]) -> list[Decided]:
    return [one for one in standing(decided) if one.modifies == of.key]


def _after(held: Period, decided: Sequence[Decided]) -> date | None:
    """The first day granted after a period."""
    firsts = (period.first_day for period in in_force(decided).values())
    return min((day for day in firsts if held.last_day and day > held.last_day), default=None)


def _cut_whole(found: dict[int, Period], move: Decided, decided: Sequence[Decided]) -> None:
    """Let everything of the period that a move is part of end before the day on which it was decided."""
    if move.first_day is None:
        return
    until = min(move.first_day, move.decided_on or move.first_day) - timedelta(days=1)
    whole = root(move.key, decided)
    for key in [key for key in found if root(key, decided) == whole]:
        _cut(found, key, until)


def _cut(found: dict[int, Period], key: int | None, last_day: date) -> None:
    """Let a period end on an earlier day; where that is before it begins nothing of it is left."""
    period = found.pop(key, None) if key else None
    if key and period and last_day >= period.first_day:
        found[key] = Period(period.first_day, min(last_day, period.last_day or last_day))
