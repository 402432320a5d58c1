"""Agreements in force that reach beyond the last day granted, as after a shortening, a revocation or a move."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import OPEN, State
from parloeb.domain.agreements.telling import Told
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.grants.models import Grant
from parloeb.domain.matching.states import State as MatchState
from parloeb.kernel import days, local
from parloeb.kernel.periods import Period

WHAT = "Mentoraftalen går ud over bevillingen: lav den om"


def waiting(visible: QuerySet[Agreement], *, on: date) -> tuple[Waiting, ...]:
    """Those to write anew within what is granted still, since the last decision; none where one is being written.

    Where nothing is granted any more no agreement can be written, and the desk tells of that instead. What a grant
    keeps for the time after it is no hours a week, so an agreement does not reach into those days either.
    """
    of_case = Grant.objects.filter(case=OuterRef("case"))
    granted_to = of_case.filter(in_force_to__gte=on).order_by("-in_force_to").values("in_force_to")[:1]
    decided_at = of_case.filter(decided_at__isnull=False).order_by("-decided_at").values("decided_at")[:1]
    writing = Agreement.objects.filter(match=OuterRef("match"), state__in=OPEN)
    found = visible.filter(~Exists(writing), state=State.SIGNED, match__state=MatchState.RUNNING).annotate(
        granted_to=Subquery(granted_to), decided_at=Subquery(decided_at)
    )
    reaching = found.filter(in_force_to__gt=F("granted_to")).select_related("case__citizen").order_by("pk")
    return tuple(
        Waiting(
            since=local.local_day(agreement.decided_at),
            what=WHAT,
            number=agreement.case.number,
            name=str(agreement.case.citizen),
            citizen=agreement.case.citizen.uuid,
            record=("new_agreement", agreement.case.uuid),
            due=agreement.granted_to,
        )
        for agreement in reaching
    )


def lacking(told: Collection[Told], granted: Collection[Period], *, on: date) -> str:
    """That the agreement in force, or the one to come, reaches beyond what is granted; empty where none does."""
    ends = [one.in_force.last_day for one in told if one.in_force and one.state is State.SIGNED]
    agreed_to = max((end for end in ends if end and end >= on), default=None)
    granted_to = max((period.last_day for period in granted if period.last_day), default=None)
    if agreed_to is None or (granted_to and agreed_to <= granted_to):
        return ""
    if granted_to is None:
        return "Mentoraftalen gælder, men der er ikke bevilget noget."
    return f"{WHAT}. Der er bevilget til og med {days.text(granted_to)}."
