"""What there is to reach: five cases with everything on them, and a canary word in each text."""

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import FieldClass, RelationKind
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.models import Citizen, User
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.architecture.access_matrix import browser, rooms, words
from tests.architecture.access_matrix.browser import Browser
from tests.architecture.access_matrix.persons import Person
from tests.architecture.access_matrix.words import Station, Word

BEFORE, LATER = builders.YESTERDAY, builders.TOMORROW


@dataclass
class World:
    """The stations by label, the persons who are sent, and the browser of each by name."""

    stations: dict[str, Station]
    persons: list[Person]
    browsers: dict[str, Browser]


@contextlib.contextmanager
def standing() -> Iterator[World]:
    """The whole world, in a transaction that is rolled back, with the clock standing still."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(clock, "now", lambda: builders.AT)
        patch.setattr(logging.getLogger("django.request"), "level", logging.ERROR)
        patch.setattr(settings, "ACCOUNT_RATE_LIMITS", False)
        yield build()
        transaction.set_rollback(True)


def build() -> World:
    """Five cases: a and p in team A (p is protected), e in team A of an employee, b in team B, c in Sydby.

    All but e are granted, have a mentor chosen, and a letter, posted where the citizen logs in; e has a draft of a
    grant. In a, p and b an agreement is up for signing.
    """
    cast = builders.the_cast()
    employee = builders.give_role(builders.a_caseworker("Ebbe Dobbelt", team=cast.places.team_a), Role.CITIZEN)
    stations = {
        "a": _station("a", by=cast.caseworker, user=cast.citizen),
        "p": _station("p", by=cast.caseworker, is_protected=True),
        "e": _station("e", by=cast.caseworker, user=employee, is_granted=False),
        "b": _station("b", by=cast.other_caseworker, user=cast.other_citizen),
        "c": _station("c", by=cast.caseworker_of_sydby),
    }
    for label in "apb":
        rooms.match(stations[label], cast.coordinator, is_asked=False)
    rooms.match(stations["c"], cast.other_coordinator, is_asked=True)
    for label, by in (("a", cast.caseworker), ("p", cast.caseworker), ("b", cast.other_caseworker)):
        rooms.agreement(stations[label], cast.coordinator, by=by)
    temporary = _relate(cast, stations)
    persons = [*_persons(cast, employee), *temporary]
    return World(stations, persons, {person.name: browser.of(person) for person in persons})


def _station(
    label: str, *, by: User, user: User | None = None, is_protected: bool = False, is_granted: bool = True
) -> Station:
    station = Station(label, citizen=UUID(int=0), objects={})
    citizen = _citizen(station, user=user, is_protected=is_protected)
    station.citizen = citizen.uuid
    station.words.append(Word(str(citizen.uuid), FieldClass.IDENTITY))
    rooms.refer(station, citizen, by=by)
    rooms.grant(station, by=by, is_decided=is_granted)
    rooms.follow_up(station, by=by)
    return station


def _citizen(station: Station, *, user: User | None, is_protected: bool) -> Citizen:
    return builders.a_citizen(
        f"{station.plant(FieldClass.IDENTITY, is_secret=is_protected)} Prøve",
        is_protected=is_protected,
        user=user,
        address=f"{station.plant(FieldClass.IDENTITY, is_secret=is_protected)} 17, Nordby",
        phone=station.plant(FieldClass.IDENTITY, is_secret=is_protected, text=words.new_phone()),
        email="" if user else f"{station.plant(FieldClass.IDENTITY, is_secret=is_protected)}@example.dk",
    )


def _relate(cast: builders.Cast, stations: dict[str, Station]) -> list[Person]:
    """Relate the others to the cases; those whose relation runs for a time only are made here."""
    places = cast.places
    cases = {label: Case.objects.get(uuid=station.objects["case"]) for label, station in stations.items()}
    builders.relate(cases["a"], RelationKind.SUPPLIER, organisation=places.supplier)
    builders.relate(cases["b"], RelationKind.SUPPLIER, organisation=places.other_supplier)
    for label in ("a", "p"):
        builders.relate(cases[label], RelationKind.MENTOR, user=cast.mentor)
    builders.relate(cases["b"], RelationKind.MENTOR, user=cast.other_mentor)
    builders.relate(cases["a"], RelationKind.MENTOR, user=cast.employee_and_mentor)
    for label, user in (("a", cast.mentor), ("p", cast.mentor), ("b", cast.other_mentor)):
        rooms.visit(stations[label], user=user)
        rooms.report(stations[label], user=user)
    # A supplier sees the visits of its own mentors.
    Mentor.objects.filter(user=cast.mentor).update(organisation=places.supplier)
    Mentor.objects.filter(user=cast.other_mentor).update(organisation=places.other_supplier)
    return [_for_a_time(cases["a"], *row) for row in (
        ("mentor ended", builders.LONG_AGO, BEFORE, False, ()),
        ("mentor not yet begun", LATER, None, False, ()),
        ("mentor cut", builders.LONG_AGO, None, True, ()),
        ("substitute active", BEFORE, LATER, False, ("a",)),
        ("substitute expired", builders.LONG_AGO, BEFORE, False, ()),
    )]  # fmt: skip


def _for_a_time(case: Case, name: str, first: date, last: date | None, is_cut: bool, sees: tuple[str, ...]) -> Person:
    user = builders.a_mentor(name.capitalize())
    relation = builders.relate(case, RelationKind.MENTOR, user=user, first_day=first, last_day=last)
    if is_cut:
        relation.cut_at = builders.AT
        relation.save(update_fields=["cut_at"])
    return Person(name, user, Role.MENTOR, frozenset(sees))


def _persons(cast: builders.Cast, employee: User) -> list[Person]:
    team_a, nordby = frozenset("ape"), frozenset("apb")
    former = builders.give_role(
        builders.a_user("Frede Forhen"), Role.CASEWORKER, team=cast.places.team_a, last_day=BEFORE
    )
    builders.give_role(former, Role.EVALUATOR, organisation=cast.places.nordby)
    return [
        Person("anonymous"),
        Person("caseworker", cast.caseworker, Role.CASEWORKER, team_a, ("c", "b")),
        Person("caseworker of another team", cast.other_caseworker, Role.CASEWORKER, frozenset("b")),
        Person("caseworker of another jobcentre", cast.caseworker_of_sydby, Role.CASEWORKER, frozenset("c")),
        Person("leader", cast.leader, Role.TEAM_LEADER, team_a, ("b",)),
        Person("leader of another jobcentre", cast.other_leader, Role.TEAM_LEADER, frozenset("c")),
        Person("coordinator", cast.coordinator, Role.COORDINATOR, nordby, ("c", "e")),
        Person("coordinator of another jobcentre", cast.other_coordinator, Role.COORDINATOR, frozenset("c")),
        Person("mentor", cast.mentor, Role.MENTOR, frozenset("ap"), ("b",)),
        Person("another mentor", cast.other_mentor, Role.MENTOR, frozenset("b")),
        Person("supplier", cast.supplier_admin, Role.SUPPLIER_ADMIN, frozenset("a"), ("b",)),
        Person("another supplier", cast.other_supplier_admin, Role.SUPPLIER_ADMIN, frozenset("b"), ("a",)),
        Person("citizen", cast.citizen, Role.CITIZEN, frozenset("a"), ("b",)),
        Person("another citizen", cast.other_citizen, Role.CITIZEN, frozenset("b"), ("a",)),
        Person("company contact", cast.company_contact, Role.COMPANY_CONTACT),
        Person("controller", cast.controller, Role.CONTROLLER, nordby, ("c", "e")),
        Person("controller of another jobcentre", cast.other_controller, Role.CONTROLLER, frozenset("c"), ("a",)),
        Person("evaluator", cast.evaluator, Role.EVALUATOR),
        Person("log reviewer", cast.log_reviewer, Role.LOG_REVIEWER),
        Person("administrator", cast.administrator, Role.ADMINISTRATOR),
        Person("without a role", cast.nobody),
        Person("leaver with a living session", cast.leaver, Role.CASEWORKER),
        Person("whose role has ended", former, Role.EVALUATOR, chosen=Role.CASEWORKER),
        Person("employee and mentor, as employee", cast.employee_and_mentor, Role.CASEWORKER, frozenset("pe"), ("a",)),
        Person("employee and mentor, as mentor", cast.employee_and_mentor, Role.MENTOR, frozenset("a"), ("p",)),
        Person("employee and citizen, as employee", employee, Role.CASEWORKER, frozenset("ap"), ("e",)),
        Person("employee and citizen, as citizen", employee, Role.CITIZEN, frozenset("e"), ("a",)),
    ]
