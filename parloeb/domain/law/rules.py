"""Rules that follow each other under one name, and the days that follow from them. What they say stands in `table`."""

from datetime import date, timedelta

from parloeb.domain.law import table
from parloeb.kernel import dated, days


def _succession(name: str, *rule_ids: str) -> dated.Dated[table.Rule]:
    """The rules as one dated value; none is in force after the last day of the last."""
    rules = [table.current().rules[rule_id] for rule_id in rule_ids]
    entries: list[tuple[date, table.Rule | dated.Nothing]] = [(rule.valid_from, rule) for rule in rules]
    last = rules[-1].valid_to
    if last is not None:
        entries.append((last + timedelta(days=1), dated.NONE_IN_FORCE))
    return dated.of(name, *entries)


MAX_PERIOD = _succession("Længste periode", "HIST-31B", "LAB-167-1-MAX")
REASONS = _succession("Begrundelse", "FVL-22")
HEARING = _succession("Partshøring", "FVL-19")
WRITTEN_REASONS = _succession("Skriftlig begrundelse på anmodning", "FVL-23")
ACCESS = _succession("Svarfrist for aktindsigt", "OFL-36")
BEFORE_DISCHARGE = _succession("Start før udskrivning", "LAB-167-2-BEFORE")
COMPLAINT = _succession("Klagefrist", "RSL-67")
RECONSIDERATION = _succession("Genvurdering", "RSL-66")


def longest_months(day: date) -> int:
    """The months that one period may last at most. NothingInForceError before there was such a rule."""
    return MAX_PERIOD.on(day).number("max_period_months")


def earliest_before_discharge(discharged_on: date, *, on: date) -> date:
    """The first day on which support can begin ahead of a discharge. NothingInForceError before 2020."""
    return days.months_after(discharged_on, -BEFORE_DISCHARGE.on(on).number("max_months_before_discharge"))


def last_complaint_day(sent_on: date) -> date:
    """The same weekday four weeks after the day of sending."""
    return days.same_weekday_weeks_after(sent_on, COMPLAINT.on(sent_on).number("weeks"))
