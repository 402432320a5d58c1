"""Which months a report tells and by when: as long and on the day that the jobcentre sets itself."""

from collections.abc import Callable, Collection
from datetime import date

from parloeb.domain.law.settings import Setting, Timeline
from parloeb.domain.matching.models import Match
from parloeb.domain.reports import rules


def due_on(match: Match, span: rules.Span, settings: Timeline) -> date:
    """The day in the month after that the jobcentre had set when the months ended."""
    held = settings.on(match.case.jobcentre_id, span.last_day)
    return rules.due_on(span.last, day=held.number(Setting.REPORT_DAY))


def spans(match: Match, told: Collection[rules.Span], settings: Timeline, *, on: date) -> tuple[rules.Span, ...]:
    """What no report tells yet of the months of a match that have begun, the oldest first (rules.spans_to_tell)."""
    if match.first_day is None:
        return ()
    rhythm = _rhythm(match, settings)
    return rules.spans_to_tell(match.first_day, match.last_day, told=told, rhythm=rhythm, on=on)


def _rhythm(match: Match, settings: Timeline) -> Callable[[date], int]:
    return lambda day: settings.on(match.case.jobcentre_id, day).number(Setting.REPORT_MONTHS)
