"""Whether the suggestions were followed, year for year, and why not where they were not."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractYear

from parloeb.domain.matching.lists import DeviationReason, SuggestedAs
from parloeb.domain.matching.models import Match

# Below so many choices a share would say more than there is.
LEAST_FOR_SHARE = 5


@dataclass(frozen=True)
class Year:
    """The choices of one calendar year by where the chosen mentor stood; those who were not suggested by reason."""

    year: int
    stood: Mapping[SuggestedAs, int] = field(default_factory=Counter)
    reasons: Mapping[DeviationReason, int] = field(default_factory=Counter)

    @property
    def choices(self) -> int:
        """How many were made."""
        return sum(self.stood.values())

    @property
    def followed(self) -> int:
        """How many were of one who was suggested, the less obvious one among them."""
        return self.choices - self.stood.get(SuggestedAs.NOT_SUGGESTED, 0)

    @property
    def has_share(self) -> bool:
        """Whether there are choices enough to tell a share."""
        return self.choices >= LEAST_FOR_SHARE


def by_year(visible: QuerySet[Match]) -> tuple[Year, ...]:
    """The years with choices among the visible, newest first.

    Every choice counts, also one that the mentor said no to or that was taken back. Left out are those from before it
    was kept who was suggested.
    """
    kept = visible.exclude(suggested_as="").annotate(year=ExtractYear("proposed_at")).order_by()
    stood: dict[int, Counter[SuggestedAs]] = defaultdict(Counter)
    reasons: dict[int, Counter[DeviationReason]] = defaultdict(Counter)
    counted = kept.values_list("year", "suggested_as", "deviation_reason").annotate(number=Count("pk"))
    for year, suggested_as, reason, number in counted:
        stood[year][SuggestedAs(suggested_as)] += number
        if reason:
            reasons[year][DeviationReason(reason)] += number
    return tuple(Year(year, stood[year], reasons[year]) for year in sorted(stood, reverse=True))
