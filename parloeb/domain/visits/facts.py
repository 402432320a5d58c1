"""What a registration is judged by, asked for in one statement: the visit form is the page that is used most."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Exists, F, Func, OuterRef, QuerySet, Subquery

from parloeb.domain.agreements import queries as agreements
from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.corps import access as corps
from parloeb.domain.corps.models import Mentor
from parloeb.domain.grants import aftercare
from parloeb.domain.grants import queries as grants
from parloeb.domain.matching.queries import matches
from parloeb.domain.people import acting
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.prepared import Prepared, Slot
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Background
from parloeb.domain.visits import queries, rules
from parloeb.domain.visits.models import Visit
from parloeb.kernel import errors, local
from parloeb.kernel.periods import Period

NONE = -1
_WHOLE = BigIntegerField()


@dataclass(frozen=True)
class Known:
    """The facts of a registration: on which case of which citizen, by which mentor of the corps, whether the two have
    not met before it, and the key of their last match with how many meetings are counted in it; none where there is
    none, as in a historic course.
    """

    facts: rules.Facts
    case: int
    citizen: UUID
    mentor: int
    is_first_meeting: bool
    counted: tuple[int, ...] | None


def gather(
    case: UUID,
    content: rules.Content,
    *,
    by: Actor,
    at: datetime,
    on: date,
    but: Visit | None = None,
) -> Known | None:
    """What is known where a mentor registers this visit; None where the mentor does not reach the case.

    `but` is the visit that the registration replaces: it overlaps nothing. Raises RefusedError for who stands in no
    corps.
    """
    found = _question().rows(
        case=case,
        begins=content.starts_at,
        ends=content.ends_at,
        but=but.pk if but else NONE,
        on=on,
        **acting.filling(by),
    )
    for row in found:
        if row.mentor is None:
            raise errors.RefusedError(corps.NOT_IN_CORPS)
        allowed = rules.Allowance(
            _periods(row.granted), _periods(row.agreed), _periods(row.matched), _periods(row.kept)
        )
        overlaps = _overlap(row.overlapping) if content.minutes else ""
        facts = rules.Facts(content, allowed, at, next(iter(row.referred), None), row.ended_on, overlaps)
        return Known(
            facts,
            row.id,
            row.citizen__uuid,
            row.mentor,
            row.is_first_meeting,
            next(iter(map(tuple, row.counted)), None),
        )
    return None


@cache
def _question() -> Prepared:
    return Prepared(_asked)


def _asked() -> QuerySet[Case, Any]:
    """One row for a case that the mentor reaches; each list holds pairs of first and last."""
    case, user = OuterRef("pk"), Slot("user")
    reached = cases.visible_to(acting.anybody(acting.Shape(Role.MENTOR)), on=cast(date, Slot("on")))
    others = queries.standing(Visit.objects.filter(mentor__user=user, minutes__gt=0))
    others = others.exclude(pk=Slot("but"))
    overlapping = others.filter(starts_at__lt=Slot("ends"), ends_at__gt=Slot("begins")).order_by("starts_at")
    referred = Background.objects.filter(case=case, referred_on__isnull=False)
    matched = matches.matched(case=case, mentor__user=user)
    told = {
        "mentor": Subquery(Mentor.objects.filter(user=user).values("pk")),
        "referred": ArraySubquery(referred.values("referred_on")),
        "granted": _pairs(grants.granted(case=case), "in_force_from", "in_force_to"),
        "kept": _pairs(aftercare.pots(case=case), "pot_from", "pot_to"),
        "agreed": _pairs(agreements.in_force(case=case, match__mentor__user=user), "in_force_from", "in_force_to"),
        "matched": _pairs(matched, "first_day", "last_day"),
        "overlapping": _pairs(overlapping[:1], "starts_at", "ends_at"),
        "counted": _pairs(
            matches.matched(case=case, mentor__user=user).order_by("-first_day")[:1], "pk", "meetings", _WHOLE
        ),
        "is_first_meeting": Exists(matches.unmet(case=case, mentor__user=user)),
    }
    return reached.filter(uuid=Slot("case")).annotate(**told).values_list("id", "citizen__uuid", "ended_on", *told)


def _pairs(found: QuerySet[Any], first: str, last: str, of: Any = None) -> ArraySubquery:
    """Pairs of two columns; `of` is the field of both where they are not of one type."""
    pair = Func(F(first), F(last), template="ARRAY[%(expressions)s]", output_field=of and ArrayField(of))
    return ArraySubquery(found.values(pair=pair))


def _periods(pairs: list[tuple[date, date | None]]) -> tuple[Period, ...]:
    return tuple(Period(first, last) for first, last in pairs)


def _overlap(pairs: list[tuple[datetime, datetime]]) -> str:
    """When the mentor has another visit in some of these minutes, as people read it; empty where there is none."""
    for begins, ends in pairs:
        return f"{local.text(begins)}–{local.clock_text(ends)}"
    return ""
