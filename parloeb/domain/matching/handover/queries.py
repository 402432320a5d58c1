"""What is read of handovers: one to read, what waits for whom, and what the story of a case tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.cases.rules import Stage
from parloeb.domain.law.settings import Setting, Timeline
from parloeb.domain.matching import handing_over
from parloeb.domain.matching.handing_over import OPEN, Author, State, Words
from parloeb.domain.matching.models import Handover, HandoverWords, Match
from parloeb.domain.matching.states import BINDING
from parloeb.domain.people import queries as people
from parloeb.kernel import days, local

NOT_READ = (
    "Overdragelsen fra den tidligere mentor er ikke læst. Den nye mentor kvitterer først; "
    "teamlederen kan tilsidesætte den med en grund."
)


@dataclass(frozen=True)
class WrittenWords:
    """The words of one of the three to read; `is_struck`: the citizen took them back."""

    title: str
    author: Author
    works: str
    avoid: str
    written: str
    is_struck: bool

    @property
    def words(self) -> Words:
        """Who wrote what, without how it is shown."""
        return Words(self.author, self.works, self.avoid)


@dataclass(frozen=True)
class HandoverSheet:
    """One handover to read."""

    uuid: UUID
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    state: State
    facts: tuple[tuple[str, str], ...]


def by_uuid(visible: QuerySet[Handover], uuid: UUID) -> Handover | None:
    """One of the visible handovers, with everybody in it."""
    parts = ("case__citizen", "case__jobcentre", "former__mentor", "receiving__mentor", "handed_over_by")
    return visible.filter(uuid=uuid).select_related(*parts, "overridden_by").first()


def words_of(handover: Handover) -> tuple[Words, ...]:
    """What stands in it, in the order in which it was begun."""
    rows = HandoverWords.objects.filter(handover=handover, struck_at=None)
    return tuple(Words(Author(row.author), row.works, row.avoid) for row in rows.order_by("pk"))


def written(handover: Handover) -> tuple[WrittenWords, ...]:
    """The words of each who wrote, with what was struck."""
    rows = HandoverWords.objects.filter(handover=handover).select_related("written_by").order_by("pk")
    return tuple(
        WrittenWords(
            title=Author(row.author).label,
            author=Author(row.author),
            works=row.works,
            avoid=row.avoid,
            written=local.text(row.struck_at or row.written_at),
            is_struck=row.struck_at is not None,
        )
        for row in rows
    )


def sheet(handover: Handover, *, with_reason: bool, on: date) -> HandoverSheet:
    """One handover that was reached, to read; `with_reason` adds why the leader overrode it."""
    case, state = handover.case, State(handover.state)
    shown = (
        ("Den tidligere mentor", str(handover.former.mentor)),
        ("Sidste dag", days.text(handover.former.last_day) if handover.former.last_day else ""),
        ("Den nye mentor", str(handover.receiving.mentor) if handover.receiving else "Er ikke fundet endnu"),
        ("Frist", days.text(_due(handover, people.timeline(), on=on)) if state in OPEN else ""),
        ("Klar til den nye mentor", local.text(handover.handed_over_at) if handover.handed_over_at else ""),
        (
            "Borgeren har sagt ja til det om helbred",
            days.text(handover.health_agreed_on) if handover.health_agreed_on else "",
        ),
        ("Læst", local.text(handover.acknowledged_at) if handover.acknowledged_at else ""),
        ("Tilsidesat", local.text(handover.overridden_at) if handover.overridden_at else ""),
        ("Tilsidesat af", handover.overridden_by.name if handover.overridden_by else ""),
        ("Hvorfor tilsidesat", handover.overridden_because if with_reason else ""),
    )
    return HandoverSheet(
        uuid=handover.uuid,
        case_uuid=case.uuid,
        case_number=case.number,
        citizen=case.citizen.uuid,
        citizen_name=str(case.citizen),
        state=state,
        facts=tuple((label, value) for label, value in shown if value),
    )


def standing(case: Case) -> Handover | None:
    """The newest handover of a case."""
    return Handover.objects.filter(case=case).order_by("-pk").first()


def why_not_taken(match: Match) -> str:
    """Why the two cannot go on yet: the new mentor has not read what was handed over. Empty where nothing waits."""
    return NOT_READ if Handover.objects.filter(receiving=match, state__in=OPEN).exists() else ""


def to_write(visible: QuerySet[Handover], *, on: date) -> tuple[Waiting, ...]:
    """Those that nobody handed over yet, for the former mentor and for who chooses the mentor."""
    return _waiting(_going(visible).filter(state=State.DRAFT), "Skriv overdragelsen til den næste mentor", on=on)


def to_read(visible: QuerySet[Handover], *, mentor: int | None, on: date) -> tuple[Waiting, ...]:
    """Those that are there to read for the mentor who takes over; `mentor` is the user's key."""
    own = _going(visible).filter(state=State.HANDED_OVER, receiving__mentor__user=mentor)
    return _waiting(own, "Læs overdragelsen fra den tidligere mentor", on=on)


def to_add_to(visible: QuerySet[Handover], *, on: date) -> tuple[Waiting, ...]:
    """Those to which the citizen may write, and has not."""
    own = HandoverWords.objects.filter(handover=OuterRef("pk"), author=Author.CITIZEN)
    what = "Læs, hvad din næste mentor får at vide, og skriv til"
    return _waiting(_going(visible).filter(~Exists(own), state__in=OPEN), what, on=on)


def late(visible: QuerySet[Handover], *, on: date) -> tuple[Waiting, ...]:
    """Those that hold up a change of mentor after their day, for the leader."""
    held = _going(visible).filter(state__in=OPEN, receiving__isnull=False)
    waits = _waiting(held, "Overdragelsen til den nye mentor mangler", on=on)
    return tuple(one for one in waits if one.due and one.due < on)


def to_tell(of_case: QuerySet[Handover]) -> QuerySet[Handover, Any]:
    """What the page of a case asks of its visible handovers."""
    return of_case.order_by("pk").values_list(
        "uuid", "begun_at", "handed_over_at", "handed_over_by__name", "acknowledged_at",
        "receiving__mentor__name", "overridden_at", "overridden_by__name", "overridden_because",
        named=True,
    )  # fmt: skip


def story(rows: Iterable[Any], *, with_reason: bool) -> tuple[StoryEntry, ...]:
    """What became of each handover; `with_reason` adds why the leader overrode it. Its words stay in it."""
    return tuple(entry for row in rows for entry in _entries(row, with_reason=with_reason))


def _entries(row: Any, *, with_reason: bool) -> list[StoryEntry]:
    record = ("handover", row.uuid)
    told = [StoryEntry(row.begun_at, "Overdragelse til den næste mentor er begyndt", "", "", record)]
    if row.handed_over_at:
        told.append(
            StoryEntry(row.handed_over_at, "Overdragelsen er klar til den nye mentor", row.handed_over_by__name)
        )
    if row.acknowledged_at:
        read = "Den nye mentor har læst overdragelsen"
        told.append(StoryEntry(row.acknowledged_at, read, row.receiving__mentor__name))
    if row.overridden_at:
        because = row.overridden_because if with_reason else ""
        told.append(StoryEntry(row.overridden_at, "Overdragelsen er tilsidesat", row.overridden_by__name, because))
    return told


def _going(handovers: QuerySet[Handover]) -> QuerySet[Handover]:
    """Those of courses that go on, and that are not for a mentor who came back to the own course."""
    same_mentor = Match.objects.filter(case=OuterRef("case"), state__in=BINDING, mentor=OuterRef("former__mentor"))
    return handovers.exclude(case__stage=Stage.ENDED).filter(Q(receiving__isnull=False) | ~Exists(same_mentor))


def _waiting(handovers: QuerySet[Handover], what: str, *, on: date) -> tuple[Waiting, ...]:
    settings = people.timeline()
    found = handovers.select_related("case__citizen", "receiving").order_by("pk")
    return tuple(
        Waiting(
            since=local.local_day(one.handed_over_at or one.begun_at),
            what=what,
            number=one.case.number,
            name=str(one.case.citizen),
            citizen=one.case.citizen.uuid,
            record=("handover", one.uuid),
            due=_due(one, settings, on=on),
        )
        for one in found
    )


def _due(handover: Handover, settings: Timeline, *, on: date) -> date:
    received = handover.receiving.answered_at if handover.receiving else None
    return handing_over.due_on(
        State(handover.state),
        begun_on=local.local_day(handover.begun_at),
        received_on=local.local_day(received) if received else None,
        handed_over_on=local.local_day(handover.handed_over_at) if handover.handed_over_at else None,
        given=settings.on(handover.case.jobcentre_id, on).number(Setting.HANDOVER_DAYS),
    )
