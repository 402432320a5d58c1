"""Write to the log, in the transaction of what is logged."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from parloeb.domain.audit.models import EventKind

# Every page writes a row, and by the model it took as long as the page's own question.
WRITE = """
    INSERT INTO audit_event (at, kind, name, user_uuid, role, subject_type, subject_uuid, citizens, reason)
    VALUES (%(at)s, %(kind)s, %(name)s, %(user_uuid)s, %(role)s, %(subject_type)s, %(subject_uuid)s,
            %(citizens)s::uuid[], %(reason)s)
"""


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
    row: dict[str, Any] = {
        "at": at,
        "kind": kind.value,
        "name": name,
        "user_uuid": by.user_uuid,
        "role": str(by.role),
        "subject_type": type(subject).__name__ if subject else "",
        "subject_uuid": subject.uuid if subject else None,
        "citizens": "{" + ",".join(sorted({str(citizen) for citizen in citizens})) + "}",  # fifty as quickly as one
        "reason": reason,
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, row)
