"""The pot of hours that a grant keeps for the time after it: whether it fits, and whether it still counts."""

from datetime import date
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Least

from parloeb.domain.cases.models import Case
from parloeb.domain.grants import chain, curve, force
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import aftercare
from parloeb.domain.grants.states import OPEN, State
from parloeb.domain.law import rules as law
from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.people import queries as people
from parloeb.domain.referrals.lists import LegalBasis
from parloeb.kernel import days
from parloeb.kernel.periods import Period

LAPSED = "Bortfaldet, fordi der er bevilget videre."
CUT = "Slutter dér, fordi der er bevilget videre fra dagen efter."


def pot_of(grant: Grant) -> aftercare.Pot | None:
    """What the grant says; None for none."""
    return aftercare.pot(grant.aftercare_minutes, grant.aftercare_last_day)


def pot_after(grant: Grant, *, ends: date) -> aftercare.Pot | None:
    """The pot of a grant that ends on a day: where that is earlier than was granted, the pot's last day is so too."""
    found = pot_of(grant)
    return found.kept(granted_until=grant.last_day, ends=ends) if found else None


def told(grant: Grant) -> aftercare.Pot | None:
    """What the letter of a decision says of a pot: its own, or that of what it shortens."""
    if grant.kind == force.Kind.SHORTEN and grant.modifies and grant.last_day:
        return pot_after(grant.modifies, ends=grant.last_day)
    return pot_of(grant)


def period_of(grant: Grant) -> Period | None:
    """The days on which the pot of a grant can be used: from the day after it ends; None where it counts no more.

    On the days of what is granted later there is a grant again, and that has a pot of its own, or none.
    """
    for begins, ends in pots(pk=grant.pk).values_list("pot_from", "pot_to"):
        return Period(begins, ends)
    return None


def pots(**of: Any) -> QuerySet[Any]:
    """The grants whose pot counts, in order, each with its days as `pot_from` and `pot_to`. `of`: case or grant.

    What took over some of its days took the pot over too.
    """
    ended_on = F("in_force_to")
    ends = Grant.objects.filter(case=OuterRef("case"), in_force_from__gt=OuterRef("in_force_to"))
    last = ends.order_by("in_force_from").annotate(before=_day(F("in_force_from"), " - 1")).values("before")[:1]
    # A day less a day is a number of days; as of `Pot.kept`.
    length = Func(F("aftercare_last_day"), F("last_day"), arg_joiner=" - ", template="(%(expressions)s)")
    reach = Func(ended_on, length, arg_joiner=" + ", template="(%(expressions)s)", output_field=DateField())
    kept = Grant.objects.filter(~Exists(took_over()), in_force_to__isnull=False, aftercare_minutes__gt=0, **of)
    with_days = kept.annotate(pot_from=_day(ended_on, " + 1"), pot_to=Least(reach, Subquery(last)))
    return with_days.filter(pot_to__gte=F("pot_from")).order_by("in_force_to")


def _day(day: F, moved: str) -> Func:
    return Func(day, template=f"(%(expressions)s{moved})", output_field=DateField())


def took_over() -> QuerySet[Grant]:
    """What stands of the changes, corrections and moves of the outer grant: what took its pot over."""
    revoked = Grant.objects.filter(modifies=OuterRef("pk"), kind=force.Kind.REVOKE, state=State.STOPPED)
    return Grant.objects.filter(
        ~Exists(revoked), modifies=OuterRef("pk"), kind__in=force.TAKES_OVER, state=State.GRANTED
    )


def kept(case: Case) -> tuple[tuple[Period, int], ...]:
    """The pots of a case that count: the days of each and its minutes in all, in order of days."""
    found = pots(case=case).values_list("pot_from", "pot_to", "aftercare_minutes")
    return tuple((Period(begins, ends), minutes) for begins, ends, minutes in found)


def refuse_unfit(grant: Grant, *, on: date) -> None:
    """Refuse a draft whose pot does not fit it. Raises RefusedError at the field."""
    whole = chain.whole_period(grant, on=on)
    if grant.kind in force.STOPS or whole is None or whole.last_day is None:
        return
    asked = grant.referral if grant.state in OPEN else grant
    is_under_lab = asked.legal_basis != LegalBasis.INT_23D
    ceiling = days.last_day_of(whole.first_day, law.longest_months(on)) if is_under_lab else None
    found = pot_of(grant)
    if found:
        most = _most(people.settings_on(grant.case.jobcentre_id, on))
        aftercare.refuse_unfit(found, last_day=whole.last_day, most=most, ceiling=ceiling)


def _most(local: Settings) -> aftercare.Most:
    """What the jobcentre lets a pot be."""
    hours, months = local.number(Setting.AFTERCARE_HOURS), local.number(Setting.AFTERCARE_MONTHS)
    return aftercare.Most(minutes=hours * 60, months=months)


def text(grant: Grant) -> str:
    """How much until when, and that it ends sooner or lapsed where it does; empty for none."""
    ends = grant.in_force_to
    found = pot_after(grant, ends=ends) if ends else pot_of(grant)
    if found is None:
        return ""
    hours = f"{curve.hours_text(found.minutes)} i alt til og med"
    left = period_of(grant)
    if ends is None or left == found.after(ends):
        return f"{hours} {days.text(found.last_day)}"
    if left is None:
        return f"{hours} {days.text(found.last_day)}. {LAPSED}"
    return f"{hours} {days.text(left.closed_end())}. {CUT}"
