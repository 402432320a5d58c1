"""The days that a draft is offered before anybody wrote some: as long as a grant usually lasts where it is decided."""

from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.domain.grants import force, queries
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import power
from parloeb.domain.law import rules as law
from parloeb.domain.people import queries as people
from parloeb.kernel import days
from parloeb.kernel.periods import Period


@dataclass(frozen=True)
class Proposal:
    """Days to begin with, and a sentence that says where they come from."""

    period: Period
    said: str


def of(grant: Grant, *, on: date) -> Proposal | None:
    """The days that a draft still lacks, as the settings of the day would have them; None where it has them.

    A right lasts as long as the act lets one period last. What was granted before goes on from the day after.
    """
    if grant.last_day or grant.kind not in (force.Kind.NEW, force.Kind.EXTEND):
        return None
    first_day = grant.first_day or _free_from(grant, on=on)
    if power.has_right(queries.facts_of(grant, on=on), on=on):
        months = law.longest_months(on)
        said = f"Foreslået: {power.months_text(months)}, fordi borgeren har ret til støtten."
    else:
        local = people.settings_on(grant.case.jobcentre_id, on)
        months = local.usual_months(queries.asked_of(grant).purpose)
        said = f"Foreslået: {power.months_text(months)}, som er det normale her."
    return Proposal(Period(first_day, days.last_day_of(first_day, months)), f"{said} Ret dagene, hvis de ikke passer.")


def _free_from(grant: Grant, *, on: date) -> date:
    """Today, or the day after what is granted already."""
    taken = queries.granted(case=grant.case_id).order_by("-in_force_to").values_list("in_force_to", flat=True).first()
    return max(on, taken + timedelta(days=1)) if taken else on
