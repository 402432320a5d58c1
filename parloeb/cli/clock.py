"""The one place where the commands read the clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware; the day in Denmark is `parloeb.kernel.local.local_day` of it."""
    return datetime.now(UTC)  # noqa: TID251 the door that reads the clock
