"""Keys and days as ranges, for constraints that no two periods of one record overlap."""

from django.db.models import Func


class OneOf(Func):
    """A key as a range of itself: the way to exclude by a key without the extension btree_gist."""

    function = "int8range"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"


class Days(Func):
    """First and last day, both included, as a range; no last day is open."""

    function = "daterange"
    template = "%(function)s(%(expressions)s, '[]')"
