"""Who may see a case: `visible_to` is the one gate that every list, search, export, message and letter passes."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import CLOSED_TO, NO_ACCESS, READS, FieldClass, RelationKind, Stage
from parloeb.domain.people import acting
from parloeb.domain.people.acting import Actor, Shape
from parloeb.domain.people.prepared import Prepared, Records, Slot
from parloeb.domain.people.rules import AUTHORITY_ROLES, Role
from parloeb.kernel import errors, verdicts


def visible_to(by: Actor, *, on: date) -> QuerySet[Case]:
    """The cases that the actor may reach on a day, by relations that run on that day and by nothing else.

    Whoever acts for the authority does not see the case in which the same person is the citizen, the mentor or
    disqualified.
    """
    reach = _reach(by)
    if reach is None:
        return Case.objects.none()
    running = _running(on)
    visible = Q(pk__in=running.filter(reach).values("case"))
    if by.role in AUTHORITY_ROLES:
        own = running.filter(user=by.user_id, kind__in=list(CLOSED_TO))
        visible &= ~Q(pk__in=own.values("case"))
    return Case.objects.filter(visible)


def in_hand_of(by: Actor, *, on: date) -> QuerySet[Case]:
    """The cases whose tasks are this caseworker's: the own ones, and those that have no active caseworker on the day.

    It opens nothing: it narrows what is visible.
    """
    kind = RelationKind.CASEWORKER
    caseworkers = _running(on).filter(kind=kind, user__is_active=True, case=OuterRef("pk"))
    return Case.objects.filter(Exists(caseworkers.filter(user=by.user_id)) | ~Exists(caseworkers))


@dataclass(frozen=True)
class Reached:
    """A case that an actor was found to reach, so that one page need not ask for it once a room."""

    case: Case
    by: Actor


def reach(by: Actor, uuid: UUID, *, on: date) -> Reached | None:
    """The visible case of that id, with whom it is visible to; None where it is missing or foreign."""
    for case in _reaching(acting.shape(by)).found(uuid=uuid, on=on, **acting.filling(by)):
        return Reached(case, by)
    return None


def reaches(by: Actor, key: int, *, on: date) -> bool:
    """Whether the case of that key is visible to the actor."""
    return bool(_REACHES.rows(by, key=key, on=on))


class InReach:
    """A question about the cases that somebody reaches, asked prepared. `ask` names its columns; its slots are filled
    with what `rows` is given.
    """

    def __init__(self, ask: Callable[[QuerySet[Case]], QuerySet[Any, Any]]) -> None:
        self._of = functools.cache(lambda shape: Prepared(lambda: ask(_visible(shape))))

    def rows(self, by: Actor, *, on: date, **values: Any) -> list[Any]:
        """The rows for who acts on a day."""
        return self._of(acting.shape(by)).rows(on=on, **acting.filling(by), **values)


class InCase:
    """What a room tells of one case, asked prepared: to each what the room's access lets the role see.

    `ask` names the columns that are told.
    """

    def __init__(
        self, visible_in: Callable[[Reached], QuerySet[Any]], ask: Callable[[QuerySet[Any]], QuerySet[Any, Any]]
    ) -> None:
        self._of = functools.cache(lambda shape: Prepared(lambda: ask(visible_in(_any_case(shape)))))

    def rows(self, reached: Reached) -> list[Any]:
        """The rows of a case that was reached."""
        return self._of(acting.shape(reached.by)).rows(case=reached.case.pk, **acting.filling(reached.by))


def may_read(by: Actor, field_class: FieldClass) -> bool:
    """Whether the actor's role reads fields of this class, on a case that the actor can reach."""
    return field_class in READS[by.role]


def may_open(by: Actor) -> verdicts.Verdict:
    """Whether the actor may open a case: those who refer, within a team of their own."""
    if by.role in (Role.CASEWORKER, Role.TEAM_LEADER) and by.team_ids:
        return verdicts.YES
    return verdicts.no("Kun en sagsbehandler eller teamleder i et team kan oprette en sag.")


def may_take_over(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor may become the caseworker of the case: who refers, in a team of the case, while it runs."""
    if by.role not in (Role.CASEWORKER, Role.TEAM_LEADER):
        return verdicts.no("Kun en sagsbehandler eller teamleder kan overtage en sag.")
    if not reaches(by, case.pk, on=on):
        return no_access(by, case, on=on)
    if case.is_historic or case.stage == Stage.ENDED:
        return verdicts.no("Forløbet er slut, så der er ingen sag at overtage.")
    return verdicts.YES


def require_reach(by: Actor, case: Case, *, on: date) -> None:
    """Refuse where the case is not the actor's to act on; a command's own check, whatever the door did."""
    if by.role is not Role.SYSTEM and not reaches(by, case.pk, on=on):
        raise errors.RefusedError(no_access(by, case, on=on).reason)


def no_access(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """The no to somebody who does not reach the case; to whom it is closed as the own, with the rule's sentence."""
    if by.role in AUTHORITY_ROLES:
        own = _running(on).filter(case=case, user=by.user_id, kind__in=list(CLOSED_TO))
        kind = own.order_by("pk").values_list("kind", flat=True).first()
        if kind:
            return verdicts.no(CLOSED_TO[RelationKind(kind)])
    return verdicts.no(NO_ACCESS)


def may_declare(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor may say to be disqualified in a case: whoever acts for the authority there."""
    if by.role not in AUTHORITY_ROLES:
        return verdicts.no("Kun den, der handler for kommunen, kan være inhabil i en sag.")
    return verdicts.YES if reaches(by, case.pk, on=on) else no_access(by, case, on=on)


def may_see_disqualified(by: Actor) -> bool:
    """Who is disqualified and why is for the leader alone, who decides whether it is so."""
    return by.role is Role.TEAM_LEADER


def may_lift(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor may decide that somebody is not disqualified: the leader, who is never the one it is about."""
    if not may_see_disqualified(by):
        return verdicts.no("Kun teamlederen afgør, om en medarbejder er inhabil.")
    return verdicts.YES if reaches(by, case.pk, on=on) else no_access(by, case, on=on)


@functools.cache
def _reaching(shape: Shape) -> Records[Case]:
    """The gate for one case, asked prepared: by every page of a case before anything else."""
    return Records(lambda: _visible(shape).filter(uuid=Slot("uuid")), "citizen", "jobcentre")


_REACHES = InReach(lambda visible: visible.filter(pk=Slot("key")).values_list("pk"))


def _visible(shape: Shape) -> QuerySet[Case]:
    """The gate with slots, for whoever acts with that shape."""
    return visible_to(acting.anybody(shape), on=cast(date, Slot("on")))


def _any_case(shape: Shape) -> Reached:
    return Reached(cast(Case, Slot("case")), acting.anybody(shape))


def _running(on: date) -> QuerySet[Relation]:
    return Relation.objects.filter(Q(last_day=None) | Q(last_day__gte=on), cut_at=None, first_day__lte=on)


def _reach(by: Actor) -> Q | None:  # noqa: PLR0911 one line a role
    """Which relations open a case to this role; None where the role opens no case."""
    match by.role:
        case Role.CASEWORKER:
            return _of_teams(by) | Q(kind=RelationKind.CASEWORKER, user=by.user_id)
        case Role.TEAM_LEADER:
            return _of_teams(by)
        case Role.COORDINATOR:
            return Q(kind=RelationKind.COORDINATION, organisation__pk__in=by.organisation_ids)
        case Role.MENTOR:
            return Q(kind=RelationKind.MENTOR, user=by.user_id)
        case Role.SUPPLIER_ADMIN:
            return Q(kind=RelationKind.SUPPLIER, organisation__pk__in=by.organisation_ids)
        case Role.CITIZEN:
            return Q(kind=RelationKind.CITIZEN, user=by.user_id)
        case Role.CONTROLLER:
            return Q(kind=RelationKind.CONTROL, organisation__pk__in=by.organisation_ids)
        case _:
            return None


def _of_teams(by: Actor) -> Q:
    return Q(kind=RelationKind.TEAM, team__pk__in=by.team_ids)
