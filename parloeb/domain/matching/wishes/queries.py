"""What a citizen wishes of a mentor, as it was told last, and each time before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import Filed, StoryEntry
from parloeb.domain.corps import queries as corps
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.lists import WishWay
from parloeb.domain.matching.models import Match, Wishes
from parloeb.domain.matching.states import BINDING
from parloeb.domain.matching.wishes import rules
from parloeb.domain.referrals import queries as referrals
from parloeb.kernel import days

_TITLE = "Ønsker til mentoren"
_NO_WISHES = (("Ønsker", "Ingen mere"),)
_ANSWERS = {True: "Opfyldt", False: "Ikke opfyldt", None: "Det ved vi ikke"}


@dataclass(frozen=True)
class WishesRow:
    """What was told on a day: by whom it was written down and how it was told, and each wish by its label."""

    uuid: UUID
    told: str
    facts: tuple[tuple[str, str], ...]


def newest(case: Case) -> Wishes | None:
    """What was told last; None where nobody told anything."""
    return newest_of([case.pk]).get(case.pk)


def newest_of(cases: Iterable[int]) -> dict[int, Wishes]:
    """What was told last in each of these cases, by the case's key."""
    found = Wishes.objects.filter(case__in=cases, replaced_by=None)
    return {wishes.case_id: wishes for wishes in found}


def content_of(wishes: Wishes) -> rules.Content:
    """The wishes as the rules know them."""
    return rules.Content(
        languages=tuple(wishes.languages),
        sex=wishes.sex,
        kinds=tuple(wishes.kinds),
        areas=tuple(wishes.areas),
        times=tuple(wishes.times),
        musts=frozenset(wishes.musts),
        words=wishes.words,
    )


def rows(visible: QuerySet[Wishes]) -> tuple[WishesRow, ...]:
    """Everything that was told, the newest first."""
    return tuple(
        WishesRow(
            uuid=one.uuid,
            told=f"{WishWay(one.way).label} {days.text(one.told_on)}, skrevet af {one.written_by}",
            facts=rules.facts(content_of(one)) or _NO_WISHES,
        )
        for one in visible.select_related("written_by").order_by("-pk")
    )


def to_tell(of_case: QuerySet[Wishes]) -> QuerySet[Wishes, Any]:
    """What the page of a case asks of its visible wishes."""
    asked = ("case__uuid", "told_on", "way", "written_at", "written_by__name")
    return of_case.order_by("pk").values_list(*asked, named=True)


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """Each time that wishes were told."""
    return tuple(
        StoryEntry(
            at=row.written_at,
            title=_TITLE,
            who=row.written_by__name,
            text=f"{WishWay(row.way).label} {days.text(row.told_on)}.",
            record=("wishes", row.case__uuid),
            filed=Filed(row.told_on, FiledWay.RECEIVED, _TITLE),
        )
        for row in rows
    )


def areas(case: Case, *, on: date) -> tuple[str, ...]:
    """The areas to choose from: those that somebody of the jobcentre's corps covers still, and those told before."""
    told = newest(case)
    covered = corps.areas_of(corps.to_be_asked(Mentor.objects.filter(jobcentre=case.jobcentre), on=on))
    return tuple(dict.fromkeys((*covered, *(told.areas if told else ()))))


def form_begins_with(case: Case) -> rules.Content:
    """What was told last, else what the referral says of it."""
    told, referral = newest(case), referrals.living_referral(case)
    if told:
        return content_of(told)
    return rules.begun_with(referrals.content_of(referral).wish_choices) if referral else rules.NOTHING


def answered(case: Case) -> tuple[tuple[str, str], ...]:
    """Each wish of the case and whether the mentor whom the two agreed on meets it; none where there is no mentor."""
    match = Match.objects.filter(case=case, state__in=BINDING).select_related("mentor").first()
    told = newest(case) if match else None
    if match is None or told is None:
        return ()
    mentor = match.mentor
    offered = rules.Offered(mentor.sex, mentor.kind, tuple(mentor.languages), tuple(mentor.areas), tuple(mentor.times))
    met = rules.held_against(rules.asked(content_of(told)), offered)
    return tuple((one.wish[:1].upper() + one.wish[1:], _ANSWERS[one.is_met]) for one in met)
