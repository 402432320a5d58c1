"""How many mentors said no to a course, whether it is time to talk on what it takes, and what was said."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import StoryEntry
from parloeb.domain.matching import talking
from parloeb.domain.matching.lists import DeclineReason, TalkedWith
from parloeb.domain.matching.models import DeclinesTalk, Match
from parloeb.kernel import days, local

TALK_FIRST = (
    "Tre mentorer har sagt nej til borgeren. Tal først om, hvad der skal til, og skriv det ned. "
    "Derefter kan du spørge den næste."
)
_TITLE = "Der er talt om, hvad der skal til"


@dataclass(frozen=True)
class DeclineRow:
    """One answer that was no yes: who, when, and why."""

    mentor: str
    day: str
    reason: str
    words: str


def is_time_to_talk(case: Case) -> bool:
    """Whether nobody more is asked in the case before a talk."""
    return case.pk in time_to_talk([case.pk])


def time_to_talk(cases: Collection[int]) -> dict[int, datetime]:
    """Those of these cases in which it is time to talk, by key, with the moment of the last answer."""
    found: dict[int, list[talking.Answered]] = defaultdict(list)
    talked: dict[int, datetime | None] = {}
    for case, at, reason, talked_at in _answers(cases):
        found[case].append(talking.Answered(at, reason))
        talked[case] = talked_at
    return {
        case: max(one.at for one in answers)
        for case, answers in found.items()
        if talking.is_time_to_talk(answers, talked_at=talked[case])
    }


def rows(visible: QuerySet[Match]) -> tuple[DeclineRow, ...]:
    """The answers of the visible matches that were no yes, the newest first."""
    found = visible.exclude(decline_reason="").select_related("mentor").order_by("-answered_at")
    return tuple(
        DeclineRow(
            str(match.mentor),
            local.text(match.answered_at) if match.answered_at else "",
            DeclineReason(match.decline_reason).label,
            match.decline_text,
        )
        for match in found
    )


def to_tell(of_case: QuerySet[DeclinesTalk]) -> QuerySet[DeclinesTalk, Any]:
    """What the page of a case asks of its visible talks."""
    asked = ("case__uuid", "held_on", "talked_with", "changes", "written_at", "written_by__name")
    return of_case.order_by("pk").values_list(*asked, named=True)


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """Each talk on what it takes."""
    return tuple(
        StoryEntry(
            row.written_at,
            _TITLE,
            row.written_by__name,
            f"{days.text(row.held_on)} med {_people(row.talked_with)}. {row.changes}",
        )
        for row in rows
    )


def _people(codes: Iterable[str]) -> str:
    return ", ".join(TalkedWith(code).label.lower() for code in codes)


def _answers(cases: Collection[int]) -> Iterable[Any]:
    newest = DeclinesTalk.objects.filter(case=OuterRef("case")).order_by("-written_at").values("written_at")[:1]
    answered = Match.objects.filter(case__in=cases, answered_at__isnull=False).annotate(talked_at=Subquery(newest))
    return answered.order_by("pk").values_list("case_id", "answered_at", "decline_reason", "talked_at")
