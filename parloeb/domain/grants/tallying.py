"""What the local powers of a day count in the course of a grant."""

from datetime import date

from parloeb.domain.grants import chain, force, queries
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import power
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral


def tally_of(grant: Grant, *, on: date) -> power.Tally:
    """The powers, the periods before, and whether there is a right, for a grant that is being made or might be."""
    earlier = chain.earlier_periods(grant)
    facts = queries.facts_from(grant, on=on, minutes=None, earlier=earlier)
    local = people.settings_on(grant.case.jobcentre_id, on)
    return power.Tally(local, earlier, has_right=power.has_right(facts, on=on))


def left_on(referral: Referral, role: Role, *, on: date) -> str:
    """What the role may grant still on a referral, before anybody has begun a grant."""
    return power.told(role, tally_of(Grant(case=referral.case, referral=referral), on=on))


def lacks_special_reason(grant: Grant, *, on: date) -> str:
    """Why a draft beyond the caseworker's periods cannot be decided yet; empty where it can."""
    if grant.kind in force.STOPS:
        return ""
    return power.lacks_special_reason(tally_of(grant, on=on), grant.special_reason)
