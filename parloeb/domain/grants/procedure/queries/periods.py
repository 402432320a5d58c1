"""The last days to complain of the decisions that went against a citizen, as frozen rows for pages."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from parloeb.domain.cases.queries import Waiting
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.grants import asking
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Complaint, Grant
from parloeb.domain.grants.states import ComplaintState, State
from parloeb.kernel import local

# What is not fully in the citizen's favour had to say how to complain, and its decision kept that it did.
_ADVERSE = Q(basis__findings__contains=[{"rule": "FVL-25"}])
_THEN = "Afgørelsen står. En klage, der kommer senere, tages kun op, hvis teamlederen finder en særlig grund."


def of(visible: QuerySet[Grant], *, on: date) -> tuple[Waiting, ...]:
    """Until when one may complain of what is adverse, or was complained of before the complaint was withdrawn.

    A complaint that goes on, or was answered, has days of its own; a period that has passed waits for nobody.
    """
    complained = Complaint.objects.filter(grant=OuterRef("pk"))
    withdrawn = Exists(complained.filter(state=ComplaintState.WITHDRAWN))
    standing = Exists(complained.exclude(state=ComplaintState.WITHDRAWN))
    until = letters.complaint_periods(visible.values("case"), on=on)
    found = visible.filter(_ADVERSE | Q(withdrawn), ~standing, letter__in=until)
    return tuple(
        _waiting(grant, since=local.local_day(grant.decided_at), last_day=until[grant.letter_id])
        for grant in found.select_related("case__citizen").order_by("pk")
        if grant.decided_at and grant.letter_id
    )


def _waiting(grant: Grant, *, since: date, last_day: date) -> Waiting:
    return Waiting(
        since=since,
        what=f"Klagefrist for {_what(grant)}",
        number=grant.case.number,
        name=str(grant.case.citizen),
        citizen=grant.case.citizen.uuid,
        record=("grant", grant.uuid),
        due=last_day,
        note=_THEN,
    )


def _what(grant: Grant) -> str:
    if grant.state == State.REFUSED:
        return "et afslag"
    return "en delvis bevilling" if asking.asked(grant) else f"en {Kind(grant.kind).label.lower()}"
