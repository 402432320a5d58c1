"""What only one may have, a key or days that none share, goes to whoever is first; the second is refused in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.errors import ExclusionViolation, UniqueViolation

from parloeb.domain.audit.models import Traceable
from parloeb.kernel import errors


@contextmanager
def first_wins(second: errors.RefusedError | None = None) -> Iterator[None]:
    """Write within; raises `second`, or OvertakenError, where the database says that somebody else was first.

    Whatever else the database refuses is a bug, and stays the IntegrityError that it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        if not isinstance(refused.__cause__, ExclusionViolation | UniqueViolation):
            raise
        raise (second or errors.OvertakenError()) from None


def require_newest(newest: Traceable | None, *, after: UUID | None) -> None:
    """Refuse to write after a record that is not the newest any more; `after` is None where nothing stood.

    Raises OvertakenError.
    """
    if (newest.uuid if newest else None) != after:
        raise errors.OvertakenError
