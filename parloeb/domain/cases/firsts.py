"""What only one may have, a key or days that none share, goes to whoever is first; the second is refused in words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from psycopg.errors import ExclusionViolation, UniqueViolation

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
