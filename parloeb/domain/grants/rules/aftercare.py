"""A small pot of hours for the time after a grant's last day: how much of it there may be, and until when."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from parloeb.kernel import days, errors, numbers
from parloeb.kernel.periods import Period


@dataclass(frozen=True)
class Pot:
    """Minutes in all, and the last day on which they can be used; the first is the day after the grant's last."""

    minutes: int
    last_day: date

    def kept(self, *, granted_until: date | None, ends: date) -> "Pot":
        """The pot as long after a grant that ends earlier than was granted."""
        if granted_until is None or ends >= granted_until:
            return self
        return replace(self, last_day=self.last_day - (granted_until - ends))

    def after(self, ends: date) -> Period:
        """The days on which it can be used, where the grant ends on a day."""
        return Period(ends + timedelta(days=1), self.last_day)


@dataclass(frozen=True)
class Most:
    """How much a jobcentre gives: minutes in all, and so many months after the grant's last day."""

    minutes: int
    months: int


def pot(minutes: int | None, last_day: date | None) -> Pot | None:
    """The pot as it is kept or typed; None for none. Raises RefusedError at the half that is missing."""
    if minutes and last_day:
        return Pot(minutes, last_day)
    if minutes:
        sentence = "Skriv den sidste dag, hvor efterværnet kan bruges."
        raise errors.RefusedError(sentence, field="aftercare_last_day")
    if last_day:
        raise errors.RefusedError("Skriv, hvor mange timer efterværnet er på.", field="aftercare_minutes")
    return None


def refuse_unfit(found: Pot | None, *, last_day: date, most: Most, ceiling: date | None) -> None:
    """Refuse a pot that does not fit the grant. Raises RefusedError at the field.

    `last_day` is the grant's; `ceiling` the last day that the act allows, counted from the first day of the whole
    period: support after a course is support, so the two share one period. None where no act sets one.
    """
    if found is None:
        return
    if found.minutes > most.minutes:
        hours = numbers.hours_text(numbers.hours_of(most.minutes))
        sentence = f"Efterværnet kan højst være {hours} timer i alt. Det er fastsat lokalt."
        raise errors.RefusedError(sentence, field="aftercare_minutes")
    if found.last_day <= last_day:
        sentence = f"Efterværnet ligger efter støttens sidste dag, {days.text(last_day)}. Skriv en senere dag."
        raise errors.RefusedError(sentence, field="aftercare_last_day")
    if ceiling and found.last_day > ceiling:
        sentence = (
            "Efterværn er også mentorstøtte, så det hører med til perioden. Sidste dag kan senest være "
            f"{days.text(ceiling)} (LAB § 167, stk. 1)."
        )
        raise errors.RefusedError(sentence, field="aftercare_last_day")
    latest = days.months_after(last_day, most.months)
    if found.last_day > latest:
        sentence = f"Efterværnet kan senest slutte {days.text(latest)}. Det er fastsat lokalt."
        raise errors.RefusedError(sentence, field="aftercare_last_day")
