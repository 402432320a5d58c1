"""What was granted to courses until now, for the rule of how long somebody waits."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from parloeb.domain.grants.models import Grant
from parloeb.domain.matching.waiting import Granted
from parloeb.kernel import local


def of(cases: Collection[int]) -> Mapping[int, list[Granted]]:
    """The grants of each case by their first days, in one query."""
    decided = Grant.objects.filter(case__in=cases, in_force_from__isnull=False, decided_at__isnull=False)
    found: dict[int, list[Granted]] = defaultdict(list)
    rows = decided.order_by("in_force_from").values_list("case_id", "decided_at", "in_force_from", "in_force_to")
    for case, decided_at, first_day, last_day in rows:
        if decided_at and first_day and last_day:
            found[case].append(Granted(local.local_day(decided_at), first_day, last_day))
    return found
