"""A draft between the caseworker and the leader: whether it can be put forward, sent back, or taken back."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import moving
from parloeb.domain.grants import access, commands
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import MOVES
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors


def why_not(grant: Grant, *, by: Actor, on: date) -> str:
    """Why a draft cannot be put before the leader as it stands; empty where it can."""
    try:
        commands.require_submit(grant, by=by, on=on)
    except errors.RefusedError as refusal:
        return refusal.sentence
    return ""


@transaction.atomic
def send_back(grant: Grant, *, message: str, by: Actor, at: datetime, on: date) -> None:
    """The leader sends the draft back to the caseworker, who reads the message on it. RefusedError without one."""
    access.require(by, "return", grant, on=on)
    if not message.strip():
        raise errors.RefusedError("Skriv, hvad sagsbehandleren skal gøre.", field="message")
    _back(grant, "return", "grant.returned", by=by, at=at, return_message=message.strip())


@transaction.atomic
def take_back(grant: Grant, *, by: Actor, at: datetime, on: date) -> None:
    """Who put the draft before the leader takes it back, while nobody decided it."""
    access.require(by, "take_back", grant, on=on)
    _back(grant, "take_back", "grant.taken_back", by=by, at=at)


def _back(grant: Grant, act: str, told: str, *, by: Actor, at: datetime, **written: Any) -> None:
    moving.move(grant, MOVES, act, submitted_by_id=None, submitted_at=None, **written)
    audit.record(told, grant, by=by, at=at, citizens=[grant.case.citizen.uuid])
