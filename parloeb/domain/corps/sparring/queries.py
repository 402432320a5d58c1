"""Frozen rows of finished strings on sparring, and the minutes of each mentor by half year."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Prefetch, QuerySet, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.corps import lists
from parloeb.domain.corps.models import Mentor, Sparring, SparringMentor
from parloeb.domain.corps.papers import showing
from parloeb.domain.corps.sparring import rules
from parloeb.kernel import days, numbers

MOST_ROWS = 100


@dataclass(frozen=True)
class Row:
    """One talk. `number` and `citizen` of its case, where one is attached and the reader reaches it."""

    uuid: UUID
    day: str
    what: str
    mentors: str
    theme: str
    text: str
    noted: str
    withdrawn: str
    number: str
    case_reason: str
    citizen: UUID | None


@dataclass(frozen=True)
class Total:
    """The talks of one mentor in one half year."""

    mentor: str
    half_year: str
    talks: int
    time: str


def rows(visible: QuerySet[Sparring], *, reached: QuerySet[Case]) -> tuple[Row, ...]:
    """The newest talks; `reached` are the cases that the reader may see."""
    taking_part = SparringMentor.objects.select_related("mentor").order_by("mentor__sort_key", "id")
    found = visible.select_related("noted_by", "withdrawn_by").prefetch_related(Prefetch("taking_part", taking_part))
    newest = list(found.order_by("-held_on", "-id")[:MOST_ROWS])
    named = reached.filter(pk__in=[one.case_id for one in newest if one.case_id]).select_related("citizen")
    cases = {case.pk: case for case in named}
    return tuple(_row(one, cases.get(one.case_id or 0)) for one in newest)


def totals(visible: QuerySet[Sparring], *, only: int | None = None) -> tuple[Total, ...]:
    """The talks of each mentor (`only`: of the mentor with that key), the newest half year first."""
    taking_part = SparringMentor.objects.filter(sparring__in=visible.filter(withdrawn_at=None))
    if only is not None:
        taking_part = taking_part.filter(mentor=only)
    held = F("sparring__held_on")
    by_month = (
        taking_part.values("mentor", year=ExtractYear(held), month=ExtractMonth(held))
        .annotate(talks=Count("pk"), minutes=Sum("sparring__minutes"))
        .order_by()
    )
    summed: dict[tuple[int, int, int], list[int]] = defaultdict(lambda: [0, 0])
    for one in by_month:
        talks_and_minutes = summed[-one["year"], -(one["month"] > 6), one["mentor"]]
        talks_and_minutes[0] += one["talks"]
        talks_and_minutes[1] += one["minutes"]
    mentors = {mentor.pk: mentor for mentor in Mentor.objects.filter(pk__in={key for *_, key in summed})}
    ordered = sorted(summed, key=lambda found: (found[0], found[1], mentors[found[2]].sort_key, found[2]))
    return tuple(
        Total(
            str(mentors[key]),
            rules.half_year(-year, 7 if half else 1),
            summed[year, half, key][0],
            numbers.spoken_hours_text(summed[year, half, key][1]),
        )
        for year, half, key in ordered
    )


def offered(mentors: QuerySet[Mentor], *, on: date) -> tuple[tuple[UUID, str], ...]:
    """The mentors who can have taken part, who have a name and have not left: (public id, name)."""
    here = mentors.exclude(name="").exclude(last_day__lt=on).order_by("sort_key", "id")
    return tuple((mentor.uuid, str(mentor)) for mentor in here)


def minutes_of_day(mentors: Iterable[Mentor], day: date) -> Mapping[int, int]:
    """The minutes of each of these mentors that stand in the log of a day, by the mentor's key."""
    standing = SparringMentor.objects.filter(
        mentor__in=[mentor.pk for mentor in mentors], sparring__held_on=day, sparring__withdrawn_at=None
    )
    summed = standing.values("mentor").annotate(minutes=Sum("sparring__minutes")).order_by()
    return defaultdict(int, {one["mentor"]: one["minutes"] for one in summed})


def names_met(mentors: Iterable[Mentor]) -> frozenset[str]:
    """The names of the citizens whom these mentors meet, or once met."""
    users = [mentor.user_id for mentor in mentors if mentor.user_id is not None]
    relations = Relation.objects.filter(kind=RelationKind.MENTOR, user__in=users)
    names = relations.values_list("case__citizen__name", flat=True)
    return frozenset(name for name in names.order_by() if name)


def _row(one: Sparring, case: Case | None) -> Row:
    how = f"{lists.SparringForm(one.form).label.lower()}, {numbers.duration_text(one.minutes)}"
    return Row(
        uuid=one.uuid,
        day=days.text(one.held_on),
        what=f"{lists.SparringKind(one.kind).label}, {how}",
        mentors=", ".join(str(part.mentor) for part in one.taking_part.all()),
        theme=lists.SparringTheme(one.theme).label,
        text=one.text,
        noted=showing.noted(one),
        withdrawn=showing.withdrawn(one),
        number=case.number if case else "",
        case_reason=one.case_reason if case else "",
        citizen=case.citizen.uuid if case else None,
    )
