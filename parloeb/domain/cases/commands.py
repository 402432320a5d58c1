"""Open a case, relate people to it, and keep its stage."""

from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import access
from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind, Stage
from parloeb.domain.people import commands as people
from parloeb.domain.people import sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, Organisation, Team, User
from parloeb.domain.people.rules import Particulars
from parloeb.kernel import errors


@transaction.atomic
def open_case(*, citizen: Citizen, team: Team, by: Actor, at: datetime, on: date) -> Case:
    """Open a case in a team, with the actor as its caseworker and the citizen as its party."""
    verdict = access.may_open(by)
    if not verdict or team.pk not in by.team_ids:
        raise errors.RefusedError(verdict.reason or "Du kan kun oprette sager i dit eget team.")
    case = Case(
        number=_next_number(on),
        citizen=citizen,
        jobcentre=team.jobcentre,
        opened_on=on,
        stage=Stage.DRAFT,
    )
    case.save(force_insert=True)
    relate(case, kind=RelationKind.TEAM, team=team, first_day=on, by=by, at=at)
    caseworker = User.objects.get(pk=by.person_id)
    relate(case, kind=RelationKind.CASEWORKER, user=caseworker, first_day=on, by=by, at=at)
    if citizen.user:
        relate(case, kind=RelationKind.CITIZEN, user=citizen.user, first_day=on, by=by, at=at)
    audit.record("case.opened", case, by=by, at=at, citizens=[citizen.uuid])
    return case


@transaction.atomic
def correct_citizen(
    case: Case,
    particulars: Particulars,
    *,
    is_protected: bool,
    version: int,
    keys: sealing.Keyring,
    by: Actor,
    at: datetime,
    on: date,
) -> None:
    """Correct what the citizen of an own case is registered with (people.commands.correct_citizen)."""
    access.require_reach(by, case, on=on)
    people.correct_citizen(
        case.citizen, particulars, is_protected=is_protected, version=version, keys=keys, by=by, at=at
    )


@transaction.atomic
def take_over(case: Case, *, by: Actor, at: datetime, on: date) -> None:
    """Make the actor the caseworker of a running case; whoever was it before is it no more."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    verdict = access.may_take_over(by, held, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    kind, user = RelationKind.CASEWORKER, User.objects.get(pk=by.person_id)
    if _open_relations(case, kind, user, None).filter(Q(last_day=None) | Q(last_day__gte=on)).exists():
        raise errors.RefusedError("Du er allerede sagsbehandler på sagen.")
    end_relations(case, kind=kind, last_day=on - timedelta(days=1), by=by, at=at)
    relate(case, kind=kind, user=user, first_day=on, by=by, at=at)
    audit.record("case.taken_over", case, by=by, at=at, citizens=[case.citizen.uuid])


def relate(
    case: Case,
    *,
    kind: RelationKind,
    first_day: date,
    by: Actor,
    at: datetime,
    user: User | None = None,
    team: Team | None = None,
    organisation: Organisation | None = None,
    last_day: date | None = None,
) -> Relation:
    """Relate one user, team or organisation to a case. Called by the commands of the rooms, which ask who may."""
    relation = Relation(
        case=case,
        kind=kind,
        user=user,
        team=team,
        organisation=organisation,
        first_day=first_day,
        last_day=last_day,
    )
    relation.save(force_insert=True)
    audit.record(f"relation.{kind}.opened", relation, by=by, at=at, citizens=[case.citizen.uuid])
    return relation


def end_relations(
    case: Case,
    *,
    kind: RelationKind,
    last_day: date,
    by: Actor,
    at: datetime,
    user: User | None = None,
    organisation: Organisation | None = None,
) -> None:
    """Let the relations of a kind end with a last day, which is included; one that begins later is cut.

    `user` or `organisation` narrows it to the one that is related.
    """
    running = _open_relations(case, kind, user, organisation).filter(Q(last_day=None) | Q(last_day__gt=last_day))
    for relation in running:
        if relation.first_day > last_day:
            relation.cut_at = at
        else:
            relation.last_day = last_day
        relation.save(update_fields=["last_day", "cut_at"])
        audit.record(f"relation.{kind}.ended", relation, by=by, at=at, citizens=[case.citizen.uuid])


def cut_relations(
    case: Case,
    *,
    kind: RelationKind,
    by: Actor,
    at: datetime,
    user: User | None = None,
    organisation: Organisation | None = None,
) -> None:
    """Close the relations of a kind at once: from the next request on they open nothing. Narrowed as above."""
    for relation in _open_relations(case, kind, user, organisation):
        relation.cut_at = at
        relation.save(update_fields=["cut_at"])
        audit.record(f"relation.{kind}.cut", relation, by=by, at=at, citizens=[case.citizen.uuid])


def hold(case: Case) -> Case:
    """The case as it is now, held until the transaction ends.

    Of two who begin and end something on one course the second waits, and then reads what the first did.
    """
    return Case.objects.select_for_update(of=("self",)).select_related("citizen", "jobcentre").get(pk=case.pk)


def reach_stage(case: Case, stage: Stage, *, ended_on: date | None = None) -> None:
    """Keep the computed stage on the case, for lists; in the transaction of the act that moved it.

    No act reopens a course that ended: OvertakenError where it was ended after the act read it.
    """
    living = Case.objects.filter(pk=case.pk)
    if stage != Stage.ENDED:
        living = living.exclude(stage=Stage.ENDED)
    if not living.update(stage=stage, ended_on=ended_on):
        raise errors.OvertakenError
    case.stage, case.ended_on = stage, ended_on


def take_up(case: Case, stage: Stage) -> None:
    """Let a course that ended with a refusal go on: what was refused is decided anew. Asked of by its complaint."""
    if not Case.objects.filter(pk=case.pk, stage=Stage.ENDED).update(stage=stage, ended_on=None):
        raise errors.OvertakenError
    case.stage, case.ended_on = stage, None


def _open_relations(
    case: Case, kind: RelationKind, user: User | None, organisation: Organisation | None
) -> QuerySet[Relation]:
    found = Relation.objects.filter(case=case, kind=kind, cut_at=None)
    if user:
        found = found.filter(user=user)
    if organisation:
        found = found.filter(organisation=organisation)
    return found.order_by("id")


def _next_number(on: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cases_case_number_seq')")
        (number,) = cursor.fetchone()
    return f"{on.year}-{number:06d}"
