"""Who is not put together, for the rules and for those who choose."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.matching.lists import ExclusionReason
from parloeb.domain.matching.models import Exclusion
from parloeb.kernel import local

KNOWN_PRIVATELY = "Har sagt, at de to kender hinanden privat."


@dataclass(frozen=True)
class ExclusionRow:
    """One mentor with whom the citizen is not put together: why, who noted it, and who lifted it."""

    uuid: UUID
    mentor: str
    why: str
    words: str
    noted: str
    lifted: str

    @property
    def holds(self) -> bool:
        """Whether nobody lifted it."""
        return not self.lifted


def of(citizens: Iterable[int]) -> dict[int, dict[int, str]]:
    """By citizen, the users of the mentors who may not be chosen, each with the sentence that says so."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    holding = Exclusion.objects.filter(citizen__in=citizens, lifted_at=None, mentor__user__isnull=False)
    for citizen, user, why in holding.order_by("pk").values_list("citizen", "mentor__user", "why"):
        found[citizen][user] = f"Må ikke vælges her: {_said(why)}."
    return found


def rows(visible: QuerySet[Exclusion]) -> tuple[ExclusionRow, ...]:
    """Those that hold first, then those that were lifted, the newest first."""
    found = visible.select_related("mentor", "noted_by", "lifted_by").order_by("-pk")
    shown = (
        ExclusionRow(
            uuid=one.uuid,
            mentor=str(one.mentor),
            why=ExclusionReason(one.why).label,
            words=one.words,
            noted=f"{one.noted_by}, {local.text(one.noted_at)}",
            lifted=f"{one.lifted_by}, {local.text(one.lifted_at)}: {one.lifted_because}" if one.lifted_at else "",
        )
        for one in found
    )
    return tuple(sorted(shown, key=lambda row: not row.holds))


def _said(why: str) -> str:
    label = ExclusionReason(why).label
    return label[0].lower() + label[1:]
