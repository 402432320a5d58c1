"""By when a month is told: the day that the jobcentre sets itself."""

from datetime import date

from parloeb.domain.law.settings import Setting, Timeline
from parloeb.domain.matching.models import Match
from parloeb.domain.reports import rules


def due_on(match: Match, month: date, settings: Timeline) -> date:
    """The day in the next month that the jobcentre had set when the month ended."""
    held = settings.on(match.case.jobcentre_id, rules.last_day(month))
    return rules.due_on(month, day=held.number(Setting.REPORT_DAY))
