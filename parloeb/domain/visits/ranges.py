"""A visit's time as a range, for the constraint that one mentor has one citizen at a time."""

from django.db.models import Func


class Minutes(Func):
    """A first moment, included, and an end, not included: two visits may touch."""

    function = "tstzrange"
    template = "%(function)s(%(expressions)s, '[)')"
