"""A grant of less than was asked for: what was asked for beyond what is granted, and each part that is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from parloeb.domain.grants.rules import rights
from parloeb.domain.grants.rules.findings import Finding, Outcome
from parloeb.domain.referrals.lists import Purpose
from parloeb.kernel import days, errors, numbers

TOTAL_OF_RIGHT = "LAB-167-2-MIN"
NO_ALTERNATIVE = (
    "Skriv, hvad borgeren kan få hjælp til i stedet, eller hvor borgeren kan henvende sig "
    "(forvaltningsloven § 7, retssikkerhedsloven § 5)."
)
NOT_HERE = "Kun en bevilling eller en forlængelse kan give en del af det, der er søgt om. Lad felterne stå tomme."


@dataclass(frozen=True)
class Asked:
    """What was asked for where that is more than is granted; what is empty was granted as it was asked for.

    `minutes_per_week` in the week with most of them; `purpose` is a further one.
    """

    minutes_per_week: int | None = None
    last_day: date | None = None
    purpose: str = ""

    def __bool__(self) -> bool:
        return bool(self.minutes_per_week or self.last_day or self.purpose)


@dataclass(frozen=True)
class Given:
    """What is granted: minutes in the week with most of them (0 while none are written), last day, purpose."""

    minutes_per_week: int
    last_day: date | None
    purpose: str


@dataclass(frozen=True)
class Refused:
    """One part that is refused: what it is, what was asked for and granted of it, and that in a sentence."""

    what: str
    asked: str
    given: str
    sentence: str


def refused(asked: Asked, given: Given) -> tuple[Refused, ...]:
    """Each part of what was asked for that is not granted, for the letter and for who reads the grant."""
    return tuple(_refused(asked, given))


def _refused(asked: Asked, given: Given) -> Iterator[Refused]:
    if asked.minutes_per_week:
        hours, fewer = _hours(asked.minutes_per_week), _hours(given.minutes_per_week)
        yield Refused("Timer om ugen", hours, fewer, f"Der er søgt om {hours} om ugen. Du får {fewer} om ugen.")
    if asked.last_day and given.last_day:
        until, ends = days.long_text(asked.last_day), days.long_text(given.last_day)
        sentence = f"Der er søgt om støtte til og med den {until}. Du får støtte til og med den {ends}."
        yield Refused("Til og med", until, ends, sentence)
    if asked.purpose:
        purpose, other = Purpose(asked.purpose).label, Purpose(given.purpose).label if given.purpose else ""
        sentence = f"Der er også søgt om støtte til {purpose.lower()}. Det får du ikke støtte til."
        yield Refused("Støtten skal hjælpe med", f"{other} og {purpose.lower()}", other, sentence)


def refuse_unfit(asked: Asked, given: Given, *, may_be_partial: bool) -> None:
    """Refuse what was asked for that is no more than is granted. Raises RefusedError at the field."""
    if not asked:
        return
    if not may_be_partial:
        field = next(name for name in ("minutes_per_week", "last_day", "purpose") if getattr(asked, name))
        raise errors.RefusedError(NOT_HERE, field=f"asked_{field}")
    if asked.minutes_per_week and asked.minutes_per_week <= given.minutes_per_week:
        fewer = _hours(given.minutes_per_week)
        sentence = f"Der bevilges {fewer} om ugen. Skriv kun, hvad der er søgt om, når det er mere."
        raise errors.RefusedError(sentence, field="asked_minutes_per_week")
    if asked.last_day and given.last_day and asked.last_day <= given.last_day:
        until = days.text(given.last_day)
        sentence = f"Der bevilges til og med {until}. Skriv kun, hvad der er søgt om, når det er længere."
        raise errors.RefusedError(sentence, field="asked_last_day")
    if asked.purpose and asked.purpose == given.purpose:
        raise errors.RefusedError("Det formål bevilges. Vælg kun et, der ikke bevilges.", field="asked_purpose")


def refuse_against_right(asked: Asked, said: Sequence[Finding]) -> None:
    """Refuse to grant fewer days than there is a right to. Raises RefusedError at the last day."""
    is_right = any(one.outcome is Outcome.RIGHT and one.rule == rights.DISCHARGE for one in said)
    short = next((one for one in said if one.rule == TOTAL_OF_RIGHT and one.outcome is Outcome.WARN), None)
    if asked.last_day and is_right and short:
        raise errors.RefusedError(f"Den del kan der ikke gives afslag på. {short.text_da}", field="last_day")


def _hours(minutes: int) -> str:
    return numbers.spoken_hours_text(minutes)
