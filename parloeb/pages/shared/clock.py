"""The one place where the pages read the clock."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware."""
    return timezone.now()  # noqa: TID251 the door that reads the clock


def day_of(at: datetime) -> date:
    """The day in Denmark at that moment."""
    return timezone.localtime(at).date()
