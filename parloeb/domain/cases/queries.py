"""Frozen rows of finished strings on cases, for pages. A door hands in what `access.visible_to` gave."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from parloeb.domain.cases.lists import FiledWay, Ground
from parloeb.domain.cases.models import Case, Disqualification, Relation
from parloeb.domain.cases.rules import STAGE_TITLES, RelationKind, Stage
from parloeb.domain.people.prepared import Prepared, Slot
from parloeb.kernel import days, local


@dataclass(frozen=True)
class Filed:
    """A document as the file of the case holds it (OFL-15): the day on which it came, left or was made final, which of
    the three, and what it is about in few words.
    """

    day: date
    way: FiledWay
    subject: str


@dataclass(frozen=True)
class StoryEntry:
    """One thing that happened in a case: when, what, who, and the record to read more in (kind and public id).

    `filed`: the document that it brought into the file, where it brought one.
    """

    at: datetime
    title: str
    who: str = ""
    text: str = ""
    record: tuple[str, UUID] | None = None
    filed: Filed | None = None


@dataclass(frozen=True)
class Waiting:
    """Something on a desk that waits for its reader: what, of whom, since when, and where to do it.

    `citizen` is who is shown; None where the reader may not know yet whom it is about. `due` is the day by which it
    is to be done, where there is one; `note` is what else the reader may know.
    """

    since: date
    what: str
    number: str
    name: str
    citizen: UUID | None
    record: tuple[str, UUID]
    due: date | None = None
    note: str = ""


@dataclass(frozen=True)
class CaseHead:
    """What stands at the top of everything about one case."""

    uuid: UUID
    number: str
    citizen: UUID
    name: str
    stage: Stage
    stage_title: str
    opened: str
    jobcentre: str
    is_historic: bool


@dataclass(frozen=True)
class Caseworker:
    """Who has a case in hand on a day."""

    user_id: int
    name: str


@dataclass(frozen=True)
class DisqualifiedRow:
    """Somebody who is or was disqualified in a case: who, why, the days, and what the leader found."""

    uuid: UUID
    name: str
    ground: str
    since: str
    lifted: str


@dataclass(frozen=True)
class Course:
    """One course as its citizen sees it: where it stands, and who helps; names of today, joined by "og"."""

    uuid: UUID
    number: str
    citizen: UUID
    stage: Stage
    stage_title: str
    mentors: str
    caseworkers: str
    jobcentre: str
    phone: str
    email: str


def case_head(case: Case) -> CaseHead:
    """The head of a case that was reached."""
    stage = Stage(case.stage)
    return CaseHead(
        uuid=case.uuid,
        number=case.number,
        citizen=case.citizen.uuid,
        name=str(case.citizen),
        stage=stage,
        stage_title=STAGE_TITLES[stage],
        opened=days.text(case.opened_on),
        jobcentre=case.jobcentre.name,
        is_historic=case.is_historic,
    )


def caseworkers(case: Case, *, on: date) -> tuple[Caseworker, ...]:
    """Who has the case in hand on the day."""
    return tuple(Caseworker(user_id, name) for user_id, name in CASEWORKERS.rows(case=case.pk, on=on))


def _caseworkers() -> QuerySet[Relation, Any]:
    on = Slot("on")
    running = Relation.objects.filter(Q(last_day=None) | Q(last_day__gte=on), cut_at=None, first_day__lte=on)
    of_case = running.filter(case=Slot("case"), kind=RelationKind.CASEWORKER)
    return of_case.values_list("user_id", "user__name")


CASEWORKERS = Prepared(_caseworkers)


def courses(visible: QuerySet[Case], *, on: date) -> tuple[Course, ...]:
    """The visible cases with those who help on the day; running ones first, then the newest."""
    found = list(visible.select_related("citizen", "jobcentre").order_by(F("ended_on").desc(nulls_first=True), "-pk"))
    helpers = Relation.objects.filter(case__in=found, cut_at=None, first_day__lte=on, user__isnull=False)
    names: dict[tuple[int, str], list[str]] = defaultdict(list)
    for case_id, kind, name in (
        helpers.filter(Q(last_day=None) | Q(last_day__gte=on))
        .order_by("first_day", "pk")
        .values_list("case_id", "kind", "user__name")
    ):
        names[case_id, kind].append(name)
    return tuple(
        Course(
            uuid=case.uuid,
            number=case.number,
            citizen=case.citizen.uuid,
            stage=Stage(case.stage),
            stage_title=STAGE_TITLES[Stage(case.stage)],
            mentors=" og ".join(names[case.pk, RelationKind.MENTOR]),
            caseworkers=" og ".join(names[case.pk, RelationKind.CASEWORKER]),
            jobcentre=case.jobcentre.name,
            phone=case.jobcentre.phone,
            email=case.jobcentre.email,
        )
        for case in found
    )


def disqualified(case: Case) -> tuple[DisqualifiedRow, ...]:
    """Everybody who was ever disqualified in the case, for the leader alone."""
    found = Disqualification.objects.filter(relation__case=case).select_related("relation__user", "lifted_by")
    return tuple(
        DisqualifiedRow(
            uuid=one.uuid,
            name=str(one.relation.user),
            ground=Ground(one.ground).label,
            since=days.text(one.relation.first_day),
            lifted=_lifted(one),
        )
        for one in found.order_by("pk")
    )


def standing_disqualification(case: Case, uuid: UUID) -> Disqualification | None:
    """The one of that id in the case that nobody lifted."""
    found = Disqualification.objects.filter(relation__case=case, uuid=uuid, lifted_at=None)
    return found.select_related("relation__case", "relation__user").first()


def without_caseworker(visible: QuerySet[Case], *, on: date) -> tuple[Waiting, ...]:
    """The running cases that nobody active has in hand: who had them left, or is disqualified."""
    of_case = Relation.objects.filter(case=OuterRef("pk"), kind=RelationKind.CASEWORKER)
    running = of_case.filter(Q(last_day=None) | Q(last_day__gte=on), cut_at=None, first_day__lte=on)
    going = visible.filter(is_historic=False).exclude(stage=Stage.ENDED)
    missing = going.filter(~Exists(running.filter(user__is_active=True)))
    ended = of_case.filter(last_day__lt=on).order_by("-last_day").values("last_day")[:1]
    return tuple(
        Waiting(
            since=case.had_until or case.opened_on,
            what="Sagen har ingen sagsbehandler",
            number=case.number,
            name=str(case.citizen),
            citizen=case.citizen.uuid,
            record=("case", case.uuid),
        )
        for case in missing.annotate(had_until=Subquery(ended)).select_related("citizen").order_by("pk")
    )


def _lifted(one: Disqualification) -> str:
    if one.lifted_at is None or one.lifted_by is None:
        return ""
    return f"Ophævet {days.text(local.local_day(one.lifted_at))} af {one.lifted_by}: {one.lifted_because}"
