"""Write to the log, in the transaction of what is logged."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from parloeb.domain.audit.models import Event, EventKind


class Acting(Protocol):
    """Who acts, as the log keeps it: a user's id (none for the system itself) and the role acted in."""

    @property
    def user_uuid(self) -> UUID | None: ...

    @property
    def role(self) -> str: ...


class Subject(Protocol):
    """What was acted on or looked at: any record with a public id."""

    @property
    def uuid(self) -> UUID: ...


def record(
    name: str,
    subject: Subject,
    *,
    by: Acting,
    at: datetime,
    citizens: Iterable[UUID] = (),
    reason: str = "",
) -> None:
    """Log one act on one record. `reason` is a code of a list, never what somebody typed."""
    _write(EventKind.ACT, name, by=by, at=at, subject=subject, citizens=citizens, reason=reason)


def look(name: str, *, by: Acting, at: datetime, citizens: Iterable[UUID], subject: Subject | None = None) -> None:
    """Log one look: every citizen that one answer showed, in one row."""
    _write(EventKind.LOOK, name, by=by, at=at, subject=subject, citizens=citizens)


def deny(name: str, *, by: Acting, at: datetime, reason: str = "") -> None:
    """Log that somebody tried what they may not."""
    _write(EventKind.DENIAL, name, by=by, at=at, reason=reason)


def _write(
    kind: EventKind,
    name: str,
    *,
    by: Acting,
    at: datetime,
    subject: Subject | None = None,
    citizens: Iterable[UUID] = (),
    reason: str = "",
) -> None:
    Event.objects.create(
        at=at,
        kind=kind,
        name=name,
        user_uuid=by.user_uuid,
        role=by.role,
        subject_type=type(subject).__name__ if subject else "",
        subject_uuid=subject.uuid if subject else None,
        citizens=sorted(set(citizens)),
        reason=reason,
    )
