"""From which day on a mentor can register visits, so that no page offers it before."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.grants.models import Grant
from parloeb.domain.matching.models import Match
from parloeb.domain.referrals.models import Background
from parloeb.domain.visits import rules
from parloeb.kernel.periods import Period


def of(matches: QuerySet[Match]) -> Mapping[UUID, date]:
    """The first day of each of a mentor's matched cases on which a visit would be taken; a case without one is not in.

    `matches` are those of one mentor that were agreed.
    """
    cases: dict[int, tuple[UUID, date | None]] = {}
    matched: dict[int, list[Period]] = defaultdict(list)
    rows: QuerySet[Match, Any] = matches.filter(first_day__isnull=False).values_list(
        "case_id", "case__uuid", "case__ended_on", "first_day", "last_day"
    )
    for case_id, uuid, ended_on, first_day, last_day in rows:
        cases[case_id] = uuid, ended_on
        matched[case_id].append(Period(first_day, last_day))
    granted = _granted(cases)
    referred = dict(Background.objects.filter(case__in=cases).values_list("case_id", "referred_on"))
    found = {
        uuid: rules.first_day(granted[case_id], matched[case_id], since=referred.get(case_id), until=ended_on)
        for case_id, (uuid, ended_on) in cases.items()
    }
    return {uuid: day for uuid, day in found.items() if day}


def _granted(cases: Mapping[int, object]) -> Mapping[int, list[Period]]:
    granted: dict[int, list[Period]] = defaultdict(list)
    rows = Grant.objects.filter(case__in=cases, in_force_from__isnull=False)
    for case_id, first_day, last_day in rows.values_list("case_id", "in_force_from", "in_force_to"):
        if first_day:
            granted[case_id].append(Period(first_day, last_day))
    return granted
