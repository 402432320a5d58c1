"""The stages of a course, the kinds of relation to a case, and which class of field each role may read."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from parloeb.domain.people.rules import Role

# The case's place in the municipal classification (KLE, edition of 2025-05-01) and how long it is kept.
KLE_NUMBER = "15.20.36"
KLE_FACET = "G01"
KEPT_DAYS_AFTER_END = 1825


class Stage(StrEnum):
    """Where a course stands; computed from the facts of all rooms, kept on the case for lists."""

    DRAFT = "draft"
    REFERRED = "referred"
    GRANTED = "granted"
    MATCHING = "matching"
    TRIAL = "trial"
    RUNNING = "running"
    PAUSED = "paused"
    PHASING_OUT = "phasing_out"
    AFTERCARE = "aftercare"
    ENDED = "ended"
    REOPENED = "reopened"


STAGE_TITLES: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.DRAFT: "Kladde",
        Stage.REFERRED: "Henvist",
        Stage.GRANTED: "Bevilget",
        Stage.MATCHING: "Finder mentor",
        Stage.TRIAL: "Prøveperiode",
        Stage.RUNNING: "I gang",
        Stage.PAUSED: "Pause",
        Stage.PHASING_OUT: "Udfases",
        Stage.AFTERCARE: "Efterværn",
        Stage.ENDED: "Afsluttet",
        Stage.REOPENED: "Genåbnet",
    }
)


# Citizen and mentor have said yes to each other, or are meeting to find out.
WITH_MENTOR = frozenset({Stage.TRIAL, Stage.RUNNING, Stage.PHASING_OUT})

# What happens next, for the people who read the case.
NEXT: Mapping[Stage, str] = MappingProxyType(
    {
        Stage.DRAFT: "Skriv henvisningen færdig, og send den.",
        Stage.REFERRED: "Sagsbehandleren gør bevillingen klar.",
        Stage.GRANTED: "Mentorkoordinatoren finder en mentor.",
        Stage.MATCHING: "Mentoren svarer, om opgaven passer.",
        Stage.TRIAL: "Borger og mentor mødes og siger, om de vil fortsætte.",
        Stage.RUNNING: "Mentor og borger mødes, og mentoren skriver en rapport hver måned.",
        Stage.PAUSED: "Forløbet holder pause efter aftale.",
        Stage.PHASING_OUT: "Støtten trappes ned.",
        Stage.AFTERCARE: "Borgeren har efterværn.",
        Stage.ENDED: "Forløbet er afsluttet.",
        Stage.REOPENED: "Sagsbehandleren tager stilling til en ny bevilling.",
    }
)


class RelationKind(StrEnum):
    """Why somebody has to do with a case."""

    CITIZEN = "citizen"
    CASEWORKER = "caseworker"
    TEAM = "team"
    COORDINATION = "coordination"
    MENTOR = "mentor"
    SUPPLIER = "supplier"
    CONTROL = "control"
    DISQUALIFIED = "disqualified"


# What each kind relates a case to: exactly one user, team or organisation.
TO_A_USER = (RelationKind.CITIZEN, RelationKind.CASEWORKER, RelationKind.MENTOR, RelationKind.DISQUALIFIED)
TO_A_TEAM = (RelationKind.TEAM,)
TO_AN_ORGANISATION = (RelationKind.COORDINATION, RelationKind.SUPPLIER, RelationKind.CONTROL)


# To whom of the authority a case is closed, and why: nobody deals with a case of the own (forvaltningsloven section 3).
CLOSED_TO: Mapping[RelationKind, str] = MappingProxyType(
    {
        RelationKind.CITIZEN: "Det er din egen sag, så en anden skal behandle den (forvaltningsloven § 3).",
        RelationKind.MENTOR: "Du er mentor for borgeren, så en anden skal behandle sagen (forvaltningsloven § 3).",
        RelationKind.DISQUALIFIED: (
            "Du har meldt dig inhabil i sagen, så en anden skal behandle den (forvaltningsloven § 3)."
        ),
    }
)
NO_ACCESS = "Du har ikke adgang til sagen."


class FieldClass(StrEnum):
    """What sort of knowledge a field holds; rights are given by class."""

    IDENTITY = "identity"
    PLACE_AND_TIME = "place_and_time"
    GOALS = "goals"
    NOTES = "notes"
    HEALTH = "health"
    MONEY = "money"


_ALL = frozenset(FieldClass)
_NONE: frozenset[FieldClass] = frozenset()

READS: Mapping[Role, frozenset[FieldClass]] = MappingProxyType(
    {
        Role.CASEWORKER: _ALL,
        Role.TEAM_LEADER: _ALL,
        Role.COORDINATOR: _ALL - {FieldClass.MONEY},
        Role.MENTOR: _ALL - {FieldClass.MONEY},
        Role.SUPPLIER_ADMIN: frozenset(
            {FieldClass.IDENTITY, FieldClass.PLACE_AND_TIME, FieldClass.GOALS, FieldClass.MONEY}
        ),
        Role.COMPANY_CONTACT: frozenset({FieldClass.IDENTITY, FieldClass.PLACE_AND_TIME}),
        Role.CITIZEN: _ALL - {FieldClass.MONEY},
        Role.CONTROLLER: frozenset({FieldClass.IDENTITY, FieldClass.PLACE_AND_TIME, FieldClass.MONEY}),
        Role.EVALUATOR: _NONE,
        Role.LOG_REVIEWER: _NONE,
        Role.ADMINISTRATOR: _NONE,
        Role.SYSTEM: _ALL,
    }
)
