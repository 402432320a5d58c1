"""A form acts once: its mark is kept in the transaction of the act, with where the answer led.

The mark is made by the door from all that was sent, so that the same key with another text is another form.
"""

from datetime import datetime

from django.db import connection

from parloeb.domain.people.models import Posting

INSERT = "INSERT INTO people_posting (mark, location, at) VALUES (%s, %s, %s) ON CONFLICT (mark) DO NOTHING"


class RepeatedError(Exception):
    """The form of this mark has acted already; whatever was done since belongs undone."""


def keep(mark: bytes, *, location: str, at: datetime) -> None:
    """Keep that the form of this mark acted. Waits for one that is acting now; RepeatedError where one has."""
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [mark, location, at])
        if cursor.rowcount == 0:
            raise RepeatedError


def location(mark: bytes) -> str:
    """Where the answer led when the form of this mark acted; nothing where it has not."""
    return Posting.objects.filter(mark=mark).values_list("location", flat=True).first() or ""


def forget(*, before: datetime) -> int:
    """Forget forms that acted before a moment, when nobody sends them again; how many there were."""
    return Posting.objects.filter(at__lt=before).delete()[0]
