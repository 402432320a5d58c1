"""The acts that the case page offers: each room's own, where state and role both allow them."""

from django.urls import reverse

from parloeb.domain.cases import access
from parloeb.domain.grants import queries as grants
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.pages.shared import pieces

REFERRERS = (Role.CASEWORKER, Role.TEAM_LEADER)


def of(reached: access.Reached) -> list[pieces.Act]:
    """What the actor may do next on this case, in the order of the course."""
    return [*_referral(reached)]


def _referral(reached: access.Reached) -> list[pieces.Act]:
    if reached.by.role not in REFERRERS:
        return []
    referral = referrals.living_referral(reached.case)
    if referral is None:
        return []
    if referral.state == ReferralState.DRAFT:
        url = reverse("referrals:edit", kwargs={"referral": referral.uuid})
        return [pieces.Act(url, "Skriv henvisningen færdig", primary=True, opens=True)]
    draft = grants.open_draft(reached.case)
    if draft:
        url = reverse("grants:detail", kwargs={"grant": draft.uuid})
        return [pieces.Act(url, "Gå til bevillingen", primary=True, opens=True)]
    url = reverse("grants:start", kwargs={"referral": referral.uuid})
    first = referral.state == ReferralState.SENT
    return [pieces.Act(url, "Gør bevillingen klar" if first else "Ny bevilling", primary=first)]
