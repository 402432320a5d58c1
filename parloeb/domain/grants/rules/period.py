"""How long one grant may last, how many hours it has, and how it follows another."""

from collections.abc import Mapping, Sequence

from parloeb.domain.grants.rules.facts import Facts, is_written
from parloeb.domain.grants.rules.findings import Asked, Check, Finding, Outcome, Values
from parloeb.domain.law import table
from parloeb.kernel import days
from parloeb.kernel.periods import Period


def longest(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 1: a period has so many months at most. What is refused has no period."""
    facts = asked.facts
    if not facts.is_under_lab or not facts.gives_period:
        return None
    if impossible := _impossible(asked):
        return impossible
    if facts.first_day is None or facts.last_day is None:
        return asked.ask("Skriv første og sidste dag.", "Name the first and the last day.", of=_missing_day(facts))
    months = asked.rule.number("max_period_months")
    allowed = days.last_day_of(facts.first_day, months)
    values: Values = {"max_period_months": months, "last_day_allowed": allowed.isoformat()}
    if facts.last_day > allowed:
        return asked.block(
            f"Sidste dag kan senest være {days.text(allowed)}.",
            f"The last day can be {allowed} at the latest.",
            of="last_day",
            values=values,
        )
    if facts.decision_day is None:
        return asked.ask(
            "Skriv dagen for afgørelsen: den siger, hvilke regler der gælder.",
            "Name the day of the decision: it says which rules are in force.",
            of="decision_day",
        )
    return asked.ok(of="last_day", values=values)


def longest_of_31b(asked: Asked) -> Finding | None:
    """LAB section 31 b, 2014-2019: the same length, and a right when somebody is discharged."""
    found = longest(asked)
    if found and found.outcome is Outcome.OK and asked.facts.psychiatric_discharge_on:
        return asked.right(of="psychiatric_discharge_on", values=found.values)
    return found


def hours(asked: Asked) -> Finding | None:
    """The municipality fixes the hours; the law has no least and no most."""
    if not asked.facts.is_under_lab or not asked.facts.grants:
        return None
    if not asked.facts.hours_per_week:
        return asked.ask(
            "Skriv, hvor mange timer om ugen der bevilges.", "Say how many hours a week.", of="hours_per_week"
        )
    return asked.ok(of="hours_per_week")


def renewal(asked: Asked) -> Finding | None:
    """LAB section 167, subsection 1: a new period at the end of the former, after an assessment in writing."""
    facts = asked.facts
    if not facts.is_under_lab or not facts.gives_period:
        return None
    if facts.earlier_periods is None:
        return asked.ask(
            "Skriv de perioder, der er bevilget før, eller at der ingen er.",
            "Name the periods granted before, or that there are none.",
            of="earlier_periods",
        )
    if not facts.earlier_periods:
        return None
    if taken := clash(facts, facts.earlier_periods):
        en = f"It shares days with {taken.first_day} to {taken.last_day}."
        return asked.block(clash_da(taken), en, of="first_day")
    return _assessment(asked) if _follows(facts, facts.earlier_periods) else None


def _assessment(asked: Asked) -> Finding:
    if asked.facts.grants and not is_written(asked.facts.assessment_for_renewal):
        return asked.ask(
            "Skriv den konkrete vurdering af, hvorfor der skal være en ny periode.",
            "Write the concrete assessment of why there is to be a new period.",
            of="assessment_for_renewal",
        )
    return asked.ok(of="assessment_for_renewal")


def clash(facts: Facts, earlier: Sequence[Period]) -> Period | None:
    """The earlier period that the drafted one shares a day with."""
    if facts.first_day is None:
        return None
    drafted = facts.period or Period(facts.first_day, facts.first_day)
    return next((period for period in earlier if period.overlaps(drafted)), None)


def clash_da(taken: Period) -> str:
    """Say which period stands in the way."""
    return f"Der er allerede bevilget {taken}. En ny periode må ikke falde sammen med den."


def backwards(asked: Asked) -> Finding | None:
    """A last day before the first, under whatever act."""
    first_day, last_day = asked.facts.first_day, asked.facts.last_day
    if first_day and last_day and last_day < first_day:
        return asked.block("Sidste dag ligger før første dag.", "The last day is before the first.", of="last_day")
    return None


def _follows(facts: Facts, others: Sequence[Period]) -> bool:
    """Whether any of the others comes before the days drafted: what stands first is no new period."""
    return facts.first_day is None or any(one.first_day < facts.first_day for one in others)


def _impossible(asked: Asked) -> Finding | None:
    first_day = asked.facts.first_day
    if first_day and first_day < table.current().first_day():
        return asked.block(
            f"Den {days.text(first_day)} er før reglerne om mentorstøtte. Ret første dag.",
            f"{first_day} is before there were rules on mentor support.",
            of="first_day",
        )
    return backwards(asked)


def _missing_day(facts: Facts) -> str:
    return "first_day" if facts.first_day is None else "last_day"


CHECKS: Mapping[str, Check] = {
    "LAB-167-1-MAX": longest,
    "HIST-31B": longest_of_31b,
    "LAB-HOURS": hours,
    "LAB-167-1-RENEW": renewal,
}
