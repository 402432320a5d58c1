"""What mentors told of themselves: of many for rules, and of one for the pages of who may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from parloeb.domain.corps import lists
from parloeb.domain.corps.models import LivedExperience, Mentor, OddsWish, StrainRating
from parloeb.domain.corps.telling import rules
from parloeb.domain.law.settings import Setting
from parloeb.domain.people import queries as people
from parloeb.kernel import days


@dataclass(frozen=True)
class ExperienceRow:
    """One thing that was told: the code of the field, what it is called, how it is shared, since when."""

    field: str
    what: str
    sharing: str
    since: str


@dataclass(frozen=True)
class Wish:
    """A wish for better odds that stands: since when, and until when if nobody takes it back."""

    since: str
    until: str


def experience(mentors: Iterable[int]) -> dict[int, frozenset[str]]:
    """Codes of what each of these mentors has lived through and lets be seen, by key, in one query.

    What a mentor keeps to oneself is not here: no rule and no order may be made of it.
    """
    told: dict[int, set[str]] = {}
    seen = LivedExperience.objects.filter(mentor__in=list(mentors), sharing=lists.Sharing.SEEN).order_by()
    for mentor, field in seen.values_list("mentor", "field"):
        told.setdefault(mentor, set()).add(field)
    return {mentor: frozenset(fields) for mentor, fields in told.items()}


def strains(mentors: Iterable[int], *, on: date) -> dict[int, rules.Strain]:
    """What each of these mentors said last by the day, by key, in three queries; who said nothing is left out.

    How long a wish stands is set by the mentor's jobcentre.
    """
    keys = list(mentors)
    ratings = StrainRating.objects.filter(mentor__in=keys, day__lte=on).order_by("mentor", "-day").distinct("mentor")
    wishing = _wishing(keys, on=on)
    found = {key: rules.Strain(wants_better_odds=True) for key in wishing}
    for mentor, level, day in ratings.values_list("mentor", "level", "day"):
        found[mentor] = rules.Strain(level, day, wants_better_odds=mentor in wishing)
    return found


def experience_rows(visible: QuerySet[LivedExperience], mentor: int) -> tuple[ExperienceRow, ...]:
    """What one mentor told, as far as the reader may see it, in the order of the list."""
    order = list(lists.Field)
    found = sorted(visible.filter(mentor=mentor), key=lambda row: order.index(lists.Field(row.field)))
    return tuple(
        ExperienceRow(row.field, lists.Field(row.field).label, lists.Sharing(row.sharing).label, days.text(row.told_on))
        for row in found
    )


def ratings(visible: QuerySet[StrainRating], mentor: int, *, since: date) -> tuple[tuple[date, int], ...]:
    """The ratings of one mentor from a day on, in order of days."""
    return tuple(visible.filter(mentor=mentor, day__gte=since).order_by("day").values_list("day", "level"))


def standing_wish(visible: QuerySet[OddsWish], mentor: Mentor, *, on: date) -> Wish | None:
    """The wish of one mentor that stands on the day."""
    length = odds_days(mentor, on=on)
    for wish in visible.filter(mentor=mentor, last_day=None):
        until = rules.stands_until(wish.first_day, days=length)
        if until >= on:
            return Wish(days.text(wish.first_day), days.text(until))
    return None


def odds_days(mentor: Mentor, *, on: date) -> int:
    """How many days a wish stands at the mentor's jobcentre."""
    return people.settings_on(mentor.jobcentre_id, on).number(Setting.ODDS_DAYS)


def _wishing(keys: list[int], *, on: date) -> set[int]:
    timeline, found = people.timeline(), set()
    wishes = OddsWish.objects.filter(mentor__in=keys, last_day=None, first_day__lte=on)
    for mentor, jobcentre, first_day in wishes.values_list("mentor", "mentor__jobcentre", "first_day"):
        length = timeline.on(jobcentre, on).number(Setting.ODDS_DAYS)
        if on - first_day < timedelta(days=length):
            found.add(mentor)
    return found
