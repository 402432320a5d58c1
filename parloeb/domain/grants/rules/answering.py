"""Whether a referral can still be answered by a grant, and what was written in it."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.domain.cases.rules import Stage
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import verdicts

_UNANSWERABLE: Mapping[ReferralState, str] = MappingProxyType(
    {
        ReferralState.DRAFT: "Henvisningen skal sendes, før der kan bevilges.",
        ReferralState.REFUSED: "Der er givet afslag på henvisningen, så der kan ikke bevilges på den.",
        ReferralState.WITHDRAWN: "Henvisningen er trukket tilbage, så der kan ikke bevilges på den.",
    }
)


def answerable(referral: ReferralState, stage: Stage) -> verdicts.Verdict:
    """Whether a referral in that state, in a course at that stage, can still be granted or refused."""
    if referral in _UNANSWERABLE:
        return verdicts.no(_UNANSWERABLE[referral])
    if stage is Stage.ENDED:
        return verdicts.no("Forløbet er afsluttet, så der kan ikke bevilges mere.")
    return verdicts.YES


def is_copied(written: str, *, of: str) -> bool:
    """Whether nothing was written, or just what was copied; browsers send other line ends than came to them."""
    return written.split() in ([], of.split())
