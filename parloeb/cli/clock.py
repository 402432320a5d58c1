"""The one place where the commands read the clock."""

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """This moment, aware; the day in Denmark is `parloeb.kernel.local.local_day` of it."""
    return timezone.now()  # noqa: TID251 the door that reads the clock
