"""Small typed functions that reach a state through the commands: `from tests import builders`.

Each room adds a module here and lists its functions below.
"""

from tests.builders.cases import a_case, cut, relate
from tests.builders.cast import Cast, Places, the_cast
from tests.builders.clock import AT, LONG_AGO, ON, TOMORROW, YESTERDAY, at
from tests.builders.people import (
    a_caseworker,
    a_citizen,
    a_coordinator,
    a_cpr,
    a_jobcentre,
    a_leader,
    a_mentor,
    a_team,
    a_user,
    act,
    actor,
    an_organisation,
    give_role,
    keys,
    logged_in,
)
from tests.builders.referrals import (
    FULL,
    a_draft,
    a_drafted_grant,
    a_grant,
    a_sent_referral,
    decide,
    letter_of,
    sending,
)

__all__ = [
    "AT",
    "FULL",
    "LONG_AGO",
    "ON",
    "TOMORROW",
    "YESTERDAY",
    "Cast",
    "Places",
    "a_case",
    "a_caseworker",
    "a_citizen",
    "a_coordinator",
    "a_cpr",
    "a_draft",
    "a_drafted_grant",
    "a_grant",
    "a_jobcentre",
    "a_leader",
    "a_mentor",
    "a_sent_referral",
    "a_team",
    "a_user",
    "act",
    "actor",
    "an_organisation",
    "at",
    "cut",
    "decide",
    "give_role",
    "keys",
    "letter_of",
    "logged_in",
    "relate",
    "sending",
    "the_cast",
]
