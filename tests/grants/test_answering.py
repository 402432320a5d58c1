"""Which referral a grant still answers, and which act leads where."""

import itertools

import pytest

from parloeb.domain.cases.rules import Stage
from parloeb.domain.grants.rules import answering
from parloeb.domain.grants.states import MOVES, State
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import errors, states


@pytest.mark.parametrize(
    ("referral", "stage", "sentence"),
    [
        (ReferralState.SENT, Stage.REFERRED, ""),
        (ReferralState.ACCEPTED, Stage.RUNNING, ""),
        (ReferralState.DRAFT, Stage.REFERRED, "skal sendes"),
        (ReferralState.REFUSED, Stage.REFERRED, "givet afslag"),
        (ReferralState.WITHDRAWN, Stage.REFERRED, "trukket tilbage"),
        (ReferralState.SENT, Stage.ENDED, "Forløbet er afsluttet"),
    ],
)
def test_a_referral_that_stands_in_a_course_that_goes_on_can_be_answered(
    referral: ReferralState, stage: Stage, sentence: str
) -> None:
    verdict = answering.answerable(referral, stage)
    assert bool(verdict) is not bool(sentence)
    assert sentence in verdict.reason


@pytest.mark.parametrize(
    ("state", "act"),
    list(itertools.product(State, ("save", "submit", "grant", "refuse", "withdraw", "return", "take_back"))),
)
def test_an_act_leads_where_the_table_says_or_is_refused(state: State, act: str) -> None:
    if (state, act) in MOVES:
        assert states.move(MOVES, state, act) is MOVES[state, act]
    else:
        with pytest.raises(errors.IllegalMoveError):
            states.move(MOVES, state, act)
