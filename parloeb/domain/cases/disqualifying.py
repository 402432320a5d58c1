"""Say that one is disqualified in a case, which closes it to who says so; and decide that somebody is not."""

from datetime import date, datetime, timedelta

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import access, commands, firsts
from parloeb.domain.cases.lists import Ground
from parloeb.domain.cases.models import Case, Disqualification
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import User
from parloeb.kernel import errors, verdicts


@transaction.atomic
def declare(case: Case, ground: Ground, *, by: Actor, at: datetime, on: date) -> Disqualification:
    """Close the case to the actor, in every role for the authority; who was its caseworker is it no more."""
    held = commands.hold(case)
    _require(access.may_declare(by, held, on=on))
    user = User.objects.get(pk=by.person_id)
    with firsts.first_wins():
        relation = commands.relate(held, kind=RelationKind.DISQUALIFIED, user=user, first_day=on, by=by, at=at)
    declared = Disqualification(relation=relation, ground=ground, declared_at=at)
    declared.save(force_insert=True)
    before = on - timedelta(days=1)
    commands.end_relations(held, kind=RelationKind.CASEWORKER, user=user, last_day=before, by=by, at=at)
    _record("disqualification.declared", declared, by=by, at=at, reason=ground.value)
    return declared


@transaction.atomic
def lift(declared: Disqualification, because: str, *, by: Actor, at: datetime, on: date) -> None:
    """Open the case again to somebody who is found not to be disqualified. Raises RefusedError, OvertakenError."""
    relation = declared.relation
    held = commands.hold(relation.case)
    _require(access.may_lift(by, held, on=on))
    if not because.strip():
        raise errors.RefusedError("Skriv, hvorfor medarbejderen ikke er inhabil.", field="because")
    standing = Disqualification.objects.filter(pk=declared.pk, lifted_at=None)
    if not standing.update(lifted_because=because.strip(), lifted_by=by.person_id, lifted_at=at):
        raise errors.OvertakenError
    before = on - timedelta(days=1)
    commands.end_relations(held, kind=RelationKind.DISQUALIFIED, user=relation.user, last_day=before, by=by, at=at)
    _record("disqualification.lifted", declared, by=by, at=at)


def _require(verdict: verdicts.Verdict) -> None:
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _record(name: str, declared: Disqualification, *, by: Actor, at: datetime, reason: str = "") -> None:
    citizen = declared.relation.case.citizen.uuid
    audit.record(name, declared, by=by, at=at, citizens=[citizen], reason=reason)
