"""A citizen gets a way in: the account is the person's, and opens the cases that the citizen has already."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.cases import commands as cases
from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people import acting
from parloeb.domain.people import commands as people
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, User
from parloeb.domain.people.rules import Role


@transaction.atomic
def link_citizen(citizen: Citizen, *, user: User, by: Actor, at: datetime, on: date) -> None:
    """Let a user be this citizen, in the cases opened before too; later cases see to it themselves.

    Whoever has no running role as a citizen gets it on the day, or nothing would open.
    """
    if Role.CITIZEN not in acting.actors_of(user, on=on):
        people.assign_role(user, role=Role.CITIZEN, first_day=on, by=by, at=at)
    people.link_user(citizen, user=user, by=by, at=at)
    for case in Case.objects.filter(citizen=citizen).select_related("citizen").order_by("pk"):
        if not Relation.objects.filter(case=case, kind=RelationKind.CITIZEN).exists():
            cases.relate(case, kind=RelationKind.CITIZEN, user=user, first_day=on, by=by, at=at)
