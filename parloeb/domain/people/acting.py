"""The one way in: whoever does anything, does it as a person in a role."""

import contextlib
import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, ParamSpec, TypeVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from parloeb.domain.people.models import RoleAssignment, User
from parloeb.domain.people.prepared import Prepared, Slot
from parloeb.domain.people.rules import Role

P = ParamSpec("P")
T = TypeVar("T")

ENTER = "SELECT set_config('parloeb.user', %s, true), set_config('parloeb.role', %s, true)"
# Whatever goes wrong while looking undoes the whole transaction, so nobody goes back to the savepoint: it is there
# because its release lets the transaction write again.
LOOK = "; SAVEPOINT looking; SET TRANSACTION READ ONLY"
ORGANISATION, TEAM = "organisation", "team"


class NotInRoleError(Exception):
    """The user does not hold that role on that day, or is no longer active."""


@dataclass(frozen=True)
class Actor:
    """A user in one role, with what that role is restricted to on the day of acting."""

    user_id: int | None
    user_uuid: UUID | None
    name: str
    role: Role
    organisation_ids: frozenset[int] = frozenset()
    team_ids: frozenset[int] = frozenset()

    @property
    def person_id(self) -> int:
        """The key of the user; an error for the system, which is no person."""
        if self.user_id is None:
            raise NotInRoleError("the system is no person")
        return self.user_id


class Shape(NamedTuple):
    """What is alike in those who share a prepared question: the role, and of how many organisations and teams."""

    role: Role
    organisations: int = 0
    teams: int = 0


def shape(by: Actor) -> Shape:
    """What a prepared question for this actor is kept under."""
    return Shape(by.role, len(by.organisation_ids), len(by.team_ids))


def anybody(shape: Shape) -> Actor:
    """Whoever acts with that shape, for a prepared question: a slot for the user, and one for each key, to be asked
    for with `__pk__in` (Django takes no slot for the `__in` of a foreign key).
    """
    slots: dict[str, Any] = {
        "user_id": Slot("user"),
        "organisation_ids": frozenset(Slot(name) for name in _names(ORGANISATION, range(shape.organisations))),
        "team_ids": frozenset(Slot(name) for name in _names(TEAM, range(shape.teams))),
    }
    return Actor(user_uuid=None, name="", role=shape.role, **slots)


def filling(by: Actor) -> dict[str, Any]:
    """What the slots of `anybody` are filled with for this actor."""
    return {"user": by.user_id, **_names(ORGANISATION, by.organisation_ids), **_names(TEAM, by.team_ids)}


def _names(kind: str, keys: Iterable[int]) -> dict[str, int]:
    """A slot's name for each key."""
    return {f"{kind}{number}": key for number, key in enumerate(keys)}


SYSTEM = Actor(user_id=None, user_uuid=None, name="Parløb", role=Role.SYSTEM)


def person(user: AbstractBaseUser | AnonymousUser) -> User | None:
    """The user of a request, where somebody has logged in who is still active."""
    return user if isinstance(user, User) and user.is_active else None


def actors_of(user: User, *, on: date) -> dict[Role, Actor]:
    """Who the user may be on a day, by role in the order of the list of roles; nobody where the user is closed."""
    if not user.is_active:
        return {}
    held = HELD.rows(user=user.pk, on=on)
    return {
        role: Actor(
            user_id=user.pk,
            user_uuid=user.uuid,
            name=user.name,
            role=role,
            organisation_ids=frozenset(of for held_role, of, _ in held if held_role == role and of),
            team_ids=frozenset(team for held_role, _, team in held if held_role == role and team),
        )
        for role in Role
        if any(held_role == role for held_role, _, _ in held)
    }


@contextlib.contextmanager
def acting_as(user: User, role: Role, *, on: date) -> Iterator[Actor]:
    """Act as this user in this role for the length of one transaction; NotInRoleError where the role is not held."""
    actor = actors_of(user, on=on).get(role)
    if actor is None:
        raise NotInRoleError(f"{user.uuid} does not hold {role} on {on}")
    with entered(actor):
        yield actor


@contextlib.contextmanager
def acting_as_system() -> Iterator[Actor]:
    """Act as the system itself: the worker, the command line of an administrator at the machine."""
    with entered(SYSTEM):
        yield SYSTEM


@contextlib.contextmanager
def entered(actor: Actor, *, looks: bool = False) -> Iterator[None]:
    """One transaction in which the database knows who acts: the row policies of the second wall need nothing else.

    Where it only looks, the database refuses every write until `looked`.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(ENTER + LOOK if looks else ENTER, [str(actor.user_uuid or ""), actor.role.value])
        yield


def as_part_of_it(command: Callable[P, T]) -> Callable[P, T]:
    """Run a command as a part of the transaction that its actor came in by, without a savepoint of its own.

    For a command that writes nothing before the last thing that it may refuse: whoever catches its refusal goes on in
    a transaction in which nothing was done.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if not connection.in_atomic_block:
            raise NotInRoleError("nobody has entered")
        return command(*args, **kwargs)

    return run


def looked() -> None:
    """Let a transaction that only looked write again: that somebody looked is a row of the log."""
    with connection.cursor() as cursor:
        cursor.execute("RELEASE SAVEPOINT looking")


def outside(user: User | None) -> Actor:
    """Somebody who comes in, goes out or fails to, and acts in no role; no user where it is not known who."""
    if user is None:
        return SYSTEM
    return Actor(user_id=user.pk, user_uuid=user.uuid, name=user.name, role=Role.SYSTEM)


def refused(user: User, role: Role | None) -> Actor:
    """The user as the log keeps one who came without the right: no restriction, no rights."""
    return Actor(user_id=user.pk, user_uuid=user.uuid, name=user.name, role=role or Role.SYSTEM)


def _held() -> QuerySet[RoleAssignment, Any]:
    on = Slot("on")
    running = RoleAssignment.objects.filter(Q(last_day=None) | Q(last_day__gte=on), first_day__lte=on)
    return running.filter(user=Slot("user")).values_list("role", "organisation_id", "team_id")


HELD = Prepared(_held)
