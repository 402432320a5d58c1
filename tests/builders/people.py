"""Citizens, users, organisations and roles, made by the commands that the doors use."""

import itertools
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client

from parloeb.domain.law.settings import Setting
from parloeb.domain.people import acting, commands, representing, sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, Organisation, Representative, Team, User
from parloeb.domain.people.rules import OrganisationKind, Receives, Represents, Role
from parloeb.kernel import cpr, sorting
from parloeb.pages.shared.entry import ROLE_IN_SESSION
from tests.builders.clock import AT, LONG_AGO, ON

_numbers = itertools.count(1)


def keys() -> sealing.Keyring:
    """The keys of this test run, the same that the pages use."""
    return sealing.Keyring(sealing=settings.KEYS.sealing, index=settings.KEYS.index)


def a_cpr() -> cpr.Cpr:
    """A CPR number that no other call gives."""
    number = next(_numbers)
    return cpr.Cpr(f"{1 + number % 28:02d}01{50 + number // 3000 % 50:02d}{number % 3000:04d}")


def a_citizen(
    name: str = "Anna Borg",
    *,
    number: cpr.Cpr | None = None,
    is_protected: bool = False,
    address: str = "",
    email: str = "",
    phone: str = "",
    user: User | None = None,
) -> Citizen:
    """A registered citizen; `user` is who logs in as this citizen."""
    citizen = commands.register_citizen(
        name=name,
        cpr=number or a_cpr(),
        is_protected=is_protected,
        address=address,
        email=email,
        phone=phone,
        keys=keys(),
        by=acting.SYSTEM,
        at=AT,
    )
    if user:
        commands.link_user(citizen, user=user, by=acting.SYSTEM, at=AT)
    return citizen


def a_typed_representative(**changed: Any) -> representing.Typed:
    """Somebody who acts for a citizen from the builders' day on, and gets decisions; as typed."""
    whole: dict[str, Any] = {
        "kind": Represents.PARTY,
        "receives": Receives.DECISIONS,
        "name": "Bo Berg",
        "address": "Sidevej 2\n9999 Nordby",
        "first_day": ON,
    }
    return representing.Typed(**{**whole, **changed})


def a_representative(citizen: Citizen, **changed: Any) -> Representative:
    """The same, registered."""
    typed = a_typed_representative(**changed)
    return representing.register(citizen, typed, keys=keys(), by=acting.SYSTEM, at=AT)


def a_user(name: str = "Ulla Bruger", *, email: str = "", password: str | None = None) -> User:
    """An active user without any role."""
    address = email or f"{sorting.search_key(name).replace(' ', '.')}.{next(_numbers)}@example.dk"
    return commands.register_user(email=address, name=name, password=password, by=acting.SYSTEM, at=AT)


def a_jobcentre(name: str = "") -> Organisation:
    """A jobcentre; without a name it gets one of its own."""
    return an_organisation(OrganisationKind.JOBCENTRE, name or f"Jobcenter {next(_numbers)}")


def an_organisation(kind: OrganisationKind, name: str) -> Organisation:
    """A jobcentre, supplier, company or school."""
    return commands.register_organisation(kind=kind, name=name, by=acting.SYSTEM, at=AT)


def a_team(name: str = "Team A", *, jobcentre: Organisation | None = None) -> Team:
    """A team of a jobcentre, of a new one where none is given."""
    return commands.register_team(jobcentre=jobcentre or a_jobcentre(), name=name, by=acting.SYSTEM, at=AT)


def set_setting(jobcentre: Organisation, setting: Setting, number: int, *, first_day: date = ON, on: date = ON) -> None:
    """Let the jobcentre have a number of its own from a day on, set on a day not after it."""
    commands.set_setting(jobcentre, setting, number=number, first_day=first_day, by=acting.SYSTEM, at=AT, on=on)


def give_role(
    user: User,
    role: Role,
    *,
    organisation: Organisation | None = None,
    team: Team | None = None,
    first_day: date = LONG_AGO,
    last_day: date | None = None,
) -> User:
    """Let the user hold a role, restricted to an organisation or team where given; the same user comes back."""
    commands.assign_role(
        user,
        role=role,
        organisation=organisation,
        team=team,
        first_day=first_day,
        last_day=last_day,
        by=acting.SYSTEM,
        at=AT,
    )
    return user


def a_caseworker(name: str = "Signe Sand", *, team: Team | None = None) -> User:
    """A caseworker of a team, of a new one where none is given."""
    return give_role(a_user(name), Role.CASEWORKER, team=team or a_team())


def a_leader(name: str = "Lone Kvist", *, team: Team) -> User:
    """The leader of a team."""
    return give_role(a_user(name), Role.TEAM_LEADER, team=team)


def a_coordinator(name: str = "Karen Holm", *, jobcentre: Organisation) -> User:
    """A coordinator of a jobcentre."""
    return give_role(a_user(name), Role.COORDINATOR, organisation=jobcentre)


def a_mentor(name: str = "Mikkel Lund", *, organisation: Organisation | None = None) -> User:
    """A user in the role of mentor, from a supplier where one is given."""
    return give_role(a_user(name), Role.MENTOR, organisation=organisation)


def act(user: User, role: Role | None = None, *, on: date = ON) -> AbstractContextManager[Actor]:
    """Act as the user, in the first role held where none is named: `with builders.act(signe) as by:`."""
    return acting.acting_as(user, role or next(iter(acting.actors_of(user, on=on))), on=on)


def actor(user: User, role: Role | None = None, *, on: date = ON) -> Actor:
    """Who the user is in that role, without telling the database: for asking `visible_to` and `may`."""
    actors = acting.actors_of(user, on=on)
    return actors[role or next(iter(actors))]


def logged_in(user: User | None, role: Role | None = None) -> Client:
    """A browser in which the user has logged in and chosen a role; nobody is an anonymous browser."""
    client = Client()
    if user is None:
        return client
    client.force_login(user)
    if role:
        session = client.session
        session[ROLE_IN_SESSION] = role.value
        session.save()
    return client
