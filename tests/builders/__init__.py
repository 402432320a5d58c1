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

__all__ = [
    "AT",
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
    "a_jobcentre",
    "a_leader",
    "a_mentor",
    "a_team",
    "a_user",
    "act",
    "actor",
    "an_organisation",
    "at",
    "cut",
    "give_role",
    "keys",
    "logged_in",
    "relate",
    "the_cast",
]
