"""What a coming change of the rules would do to the grants that run: each held against the table before and after.

A grant that runs keeps the rules of its day; the difference says what its next decision would meet.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.grants import chain, queries
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.grants.rules.findings import Finding
from parloeb.domain.law import table
from parloeb.kernel import local
from parloeb.kernel.periods import Period

CHUNK = 1000
GONE = "Reglen gælder ikke mere for bevillingen"

Told = Callable[[int], None]


@dataclass(frozen=True)
class Shift:
    """What one rule says after the change that it did not say before, or no longer says: `outcome` is its title."""

    rule: str
    citation: str
    outcome: str
    text: str


@dataclass(frozen=True)
class Touched:
    """One running grant for which a rule says something else."""

    grant: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    period: str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class Outlook:
    """All of it: how many grants run past the day, those that are touched, and by rule how many are."""

    running: int
    touched: tuple[Touched, ...]
    by_rule: tuple[tuple[Shift, int], ...]


def outlook(visible: QuerySet[Grant], *, on: date, with_drafts: bool = False, told: Told | None = None) -> Outlook:
    """Hold the visible grants that run on the day against the table of the day and of the day before.

    `with_drafts`: as if the drafted act had been passed. `told` is called with the number of grants done.
    """
    running, touched = 0, []
    counted: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Shift] = {}
    for running, (grant, facts) in enumerate(_running(visible, on=on), start=1):
        shifts = differences(facts, on=on, with_drafts=with_drafts)
        for shift in shifts:
            counted[shift.rule, shift.outcome] += 1
            first.setdefault((shift.rule, shift.outcome), shift)
        if shifts:
            touched.append(_touched(grant, shifts))
        if told and running % CHUNK == 0:
            told(running)
    return Outlook(running, tuple(touched), tuple((first[key], count) for key, count in counted.most_common()))


def of_all(*, on: date, with_drafts: bool = False, told: Told | None = None) -> Outlook:
    """The outlook of every case, for the command line of an administrator, which tells numbers alone."""
    return outlook(Grant.objects.all(), on=on, with_drafts=with_drafts, told=told)


def differences(facts: Facts, *, on: date, with_drafts: bool = False) -> tuple[Shift, ...]:
    """What the rules of the day say of the facts that those of the day before did not, and the other way round."""
    before = _said(checking.check(facts, on=on - timedelta(days=1), stage=table.Stage.GRANT))
    after = _said(checking.check(facts, on=on, stage=table.Stage.GRANT, with_drafts=with_drafts))
    new = [
        Shift(rule, one.citation, one.outcome.label, one.text_da)
        for rule, one in after.items()
        if rule not in before or (one.outcome, one.text_da) != (before[rule].outcome, before[rule].text_da)
    ]
    gone = [Shift(rule, one.citation, GONE, one.text_da) for rule, one in before.items() if rule not in after]
    return (*new, *gone)


def next_change(after: date) -> date | None:
    """The next day on which a rule begins or the day after one ends, drafts too; None where none is known."""
    days_of = {
        day
        for rule in table.current().rules.values()
        for day in (rule.valid_from, rule.valid_to and rule.valid_to + timedelta(days=1))
        if day and day > after
    }
    return min(days_of, default=None)


def _said(findings: tuple[Finding, ...]) -> Mapping[str, Finding]:
    return {finding.rule: finding for finding in findings}


def _running(visible: QuerySet[Grant], *, on: date) -> Iterator[tuple[Grant, Facts]]:
    """The grants in force on the day with their facts, in so many at a time that memory stays flat."""
    found = visible.filter(in_force_from__lte=on, in_force_to__gte=on).order_by("pk")
    whole = found.select_related("case__citizen", "referral").prefetch_related("hours")
    chunk: list[Grant] = []
    for grant in whole.iterator(chunk_size=CHUNK):
        chunk.append(grant)
        if len(chunk) == CHUNK:
            yield from _with_facts(chunk)
            chunk = []
    yield from _with_facts(chunk)


def _with_facts(grants: list[Grant]) -> Iterator[tuple[Grant, Facts]]:
    periods = _periods({grant.case_id for grant in grants})
    for grant in grants:
        if grant.decided_at is None:  # a granted one has been decided; the database says so too
            continue
        hours = min(grant.hours.all(), key=lambda one: one.first_day, default=None)
        earlier = tuple(period for pk, period in periods[grant.case_id] if pk != grant.pk)
        day = local.local_day(grant.decided_at)
        minutes = hours.minutes_per_week if hours else None
        yield grant, queries.facts_from(grant, on=day, minutes=minutes, earlier=earlier)


def _periods(cases: set[int]) -> Mapping[int, list[tuple[int, Period]]]:
    found: dict[int, list[tuple[int, Period]]] = defaultdict(list)
    rows = queries.granted(case__in=Case.objects.filter(pk__in=cases))
    for pk, case, first_day, last_day in rows.values_list("pk", "case_id", "in_force_from", "in_force_to"):
        if first_day:
            found[case].append((pk, Period(first_day, last_day)))
    return found


def _touched(grant: Grant, shifts: tuple[Shift, ...]) -> Touched:
    return Touched(
        grant=grant.uuid,
        case_number=grant.case.number,
        citizen=grant.case.citizen.uuid,
        citizen_name=str(grant.case.citizen),
        period=str(chain.period_of(grant) or ""),
        shifts=shifts,
    )
