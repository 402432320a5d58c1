"""Which column of the board a course stands in, since how long, and whether that is too long."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.matching.states import State
from parloeb.kernel import days
from parloeb.kernel.lists import Listed

# So long before its end a course is taken up: what comes after it takes time to decide.
ENDS_WITHIN = timedelta(weeks=5)


class Column(Listed):
    """The columns of the board, from left to right."""

    WAITING = "waiting", "Venter på en mentor"
    PROPOSED = "proposed", "Foreslået, ikke spurgt"
    ASKED = "asked", "Spurgt, venter på svar"
    MET = "met", "Sagt ja, skal mødes"
    TRIAL = "trial", "I prøvetid"
    RUNNING = "running", "I gang"
    ENDING = "ending", "Slutter snart"


COLUMN_OF: Mapping[State, Column] = MappingProxyType(
    {
        State.PROPOSED: Column.PROPOSED,
        State.ASKED: Column.ASKED,
        State.ACCEPTED: Column.MET,
        State.MET: Column.TRIAL,
        State.CONFIRMED: Column.RUNNING,
        State.RUNNING: Column.RUNNING,
    }
)
# Until the first meeting the citizen has nobody yet.
WITHOUT_MEETING = (Column.WAITING, Column.PROPOSED, Column.ASKED, Column.MET)


@dataclass(frozen=True)
class Limits:
    """How many days a course may stand in a column; the answer of a mentor has its own deadline."""

    waiting: int
    proposed: int
    met: int
    trial: int


@dataclass(frozen=True)
class Standing:
    """One course: the state of its open or binding match (None without one) and since when it is in it.

    `waits_since` is the day from which the citizen waits for a first meeting; `ends_on` the day on which the grant
    ends or the mentor leaves the corps, whichever comes first.
    """

    state: State | None
    since: date
    waits_since: date
    answer_by: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Place:
    """Where a course stands on a day: its column, since when and how many days, the last day that is in time."""

    column: Column
    since: date
    days: int
    limit_on: date | None
    days_late: int

    @property
    def is_late(self) -> bool:
        """Whether the last day in time has passed."""
        return self.days_late > 0


def limits_of(settings: Settings) -> Limits:
    """The limits that a jobcentre set, else those shipped."""
    return Limits(
        waiting=settings.number(Setting.WAIT_DAYS),
        proposed=settings.number(Setting.PROPOSED_DAYS),
        met=settings.number(Setting.MEET_DAYS),
        trial=settings.number(Setting.TRIAL_DAYS),
    )


def place(standing: Standing, limits: Limits, *, on: date) -> Place:
    """The column, the days in it, and whether that is more than the limit: the last day of the limit is in time."""
    column, since = _column(standing, on=on), standing.since
    if column is Column.ENDING and standing.ends_on:
        since = max(since, standing.ends_on - ENDS_WITHIN)
    limit_on = _limit_on(column, standing, limits)
    return Place(
        column=column,
        since=since,
        days=max(0, (on - since).days),
        limit_on=limit_on,
        days_late=max(0, (on - limit_on).days) if limit_on else 0,
    )


def waits_too_long(standing: Standing, limits: Limits, *, on: date) -> bool:
    """Whether the leader is to know: no first meeting yet, and a limit passed, of the step or of the whole wait."""
    return column_of_state(standing) in WITHOUT_MEETING and due_on(standing, limits, on=on) < on


def due_on(standing: Standing, limits: Limits, *, on: date) -> date:
    """The last day on which the citizen has not waited too long, of the whole wait or of the step, what comes first."""
    whole = standing.waits_since + timedelta(days=limits.waiting)
    here = place(standing, limits, on=on).limit_on
    return min(whole, here) if here else whole


def why_long(standing: Standing, *, declined: int, on: date) -> str:
    """What holds a course up that waits too long, in one sentence that names nobody."""
    match column_of_state(standing):
        case Column.PROPOSED:
            return "En mentor er foreslået, men ikke spurgt."
        case Column.ASKED if standing.answer_by and standing.answer_by < on:
            return f"En mentor er spurgt og har ikke svaret inden fristen {days.text(standing.answer_by)}."
        case Column.ASKED:
            return "En mentor er spurgt og har ikke svaret endnu."
        case Column.MET:
            return "Mentoren har sagt ja, men de har ikke mødtes."
        case _ if declined:
            said_no = "1 mentor har sagt nej" if declined == 1 else f"{declined} mentorer har sagt nej"
            return f"{said_no}, og ingen ny er foreslået."
        case _:
            return "Ingen mentor er foreslået."


def column_of_state(standing: Standing) -> Column:
    """The column by the state alone."""
    return COLUMN_OF[standing.state] if standing.state else Column.WAITING


def _column(standing: Standing, *, on: date) -> Column:
    column = column_of_state(standing)
    is_ending = standing.ends_on is not None and standing.ends_on <= on + ENDS_WITHIN
    return Column.ENDING if column is Column.RUNNING and is_ending else column


def _limit_on(column: Column, standing: Standing, limits: Limits) -> date | None:
    if column is Column.ASKED:
        return standing.answer_by
    if column is Column.ENDING:
        return standing.ends_on
    allowed = {
        Column.WAITING: limits.waiting,
        Column.PROPOSED: limits.proposed,
        Column.MET: limits.met,
        Column.TRIAL: limits.trial,
    }.get(column)
    return None if allowed is None else standing.since + timedelta(days=allowed)
