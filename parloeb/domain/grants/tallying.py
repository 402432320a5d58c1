"""What the local powers of a day count in the course of a grant."""

from datetime import date

from parloeb.domain.grants import chain, queries
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import power
from parloeb.domain.people import queries as people


def tally_of(grant: Grant, *, on: date) -> power.Tally:
    """The powers, the periods before, and whether there is a right, for a grant that is being made or might be."""
    earlier = chain.earlier_periods(grant)
    facts = queries.facts_from(grant, on=on, minutes=None, earlier=earlier)
    local = people.settings_on(grant.case.jobcentre_id, on)
    return power.Tally(local, earlier, has_right=power.has_right(facts, on=on))
