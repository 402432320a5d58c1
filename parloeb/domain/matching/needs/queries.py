"""What courses ask of a mentor, as it was judged last, and each time before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import StoryEntry
from parloeb.domain.matching.models import Needs
from parloeb.domain.matching.needs import rules
from parloeb.kernel import local

_TITLE = "Krav til mentoren"
_NOTHING = (("Kræver", "Intet særligt"),)


@dataclass(frozen=True)
class NeedsRow:
    """What was judged at a moment, by whom, by label."""

    uuid: UUID
    told: str
    facts: tuple[tuple[str, str], ...]


def newest(case: Case) -> Needs | None:
    """What was judged last; None where nobody judged."""
    return _standing([case.pk]).first()


def newest_of(cases: Iterable[int]) -> dict[int, rules.Content]:
    """What was judged last in each of these cases, by the case's key."""
    return {needs.case_id: content_of(needs) for needs in _standing(cases)}


def heavy(cases: Iterable[int]) -> frozenset[int]:
    """Which of these cases are heavy courses, by their keys."""
    return frozenset(_standing(cases).filter(is_heavy=True).values_list("case", flat=True))


def with_children(cases: Iterable[int]) -> frozenset[int]:
    """Which of these cases bring their mentor near children, by their keys."""
    return frozenset(_standing(cases).filter(with_children=True).values_list("case", flat=True))


def content_of(needs: Needs) -> rules.Content:
    """The needs as the rules know them."""
    levels = {one.field: one.level for one in needs.competences.all()}
    return rules.Content(levels, is_heavy=needs.is_heavy, with_children=needs.with_children)


def rows(visible: QuerySet[Needs]) -> tuple[NeedsRow, ...]:
    """Everything that was judged, the newest first."""
    found = visible.select_related("judged_by").prefetch_related("competences").order_by("-pk")
    return tuple(
        NeedsRow(
            uuid=one.uuid,
            told=f"{one.judged_by}, {local.text(one.judged_at)}",
            facts=rules.facts(content_of(one)) or _NOTHING,
        )
        for one in found
    )


def to_tell(of_case: QuerySet[Needs]) -> QuerySet[Needs, Any]:
    """What the page of a case asks of its visible needs."""
    return of_case.order_by("pk").values_list("case__uuid", "judged_at", "judged_by__name", named=True)


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """Each time that it was judged."""
    return tuple(StoryEntry(row.judged_at, _TITLE, row.judged_by__name, "", ("needs", row.case__uuid)) for row in rows)


def _standing(cases: Iterable[int]) -> QuerySet[Needs]:
    return Needs.objects.filter(case__in=cases, replaced_by=None).prefetch_related("competences")
