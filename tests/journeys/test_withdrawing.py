"""Taking back a referral while a grant is made on it."""

import pytest

from parloeb.domain.cases.rules import Stage
from parloeb.domain.grants import commands as grants
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from parloeb.domain.referrals.states import State
from parloeb.journeys import withdrawing
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db


def test_a_draft_of_a_grant_is_dropped_before_the_referral_is_withdrawn() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    referral = Referral.objects.get()
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError, match="Slet det, før"):
            withdrawing.withdraw(referral, by=by, at=AT, on=ON)
        assert (Referral.objects.get().state, grant.case.stage) == (State.SENT, Stage.REFERRED)
        grants.withdraw(grant, by=by, at=AT, on=ON)
        withdrawing.withdraw(referral, by=by, at=AT, on=ON)
    assert (referral.state, referral.case.stage) == (State.WITHDRAWN, Stage.ENDED)


def test_a_grant_that_the_leader_has_is_sent_back_first() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe, months=6)
    with builders.act(signe, Role.CASEWORKER) as by:
        grants.submit(grant, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="forelagt teamlederen"):
            withdrawing.withdraw(Referral.objects.get(), by=by, at=AT, on=ON)


def test_whom_the_case_is_not_open_to_is_told_nothing_of_a_draft() -> None:
    builders.a_drafted_grant()
    mads = builders.a_caseworker("Mads")
    with builders.act(mads, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="ikke adgang"):
        withdrawing.withdraw(Referral.objects.get(), by=by, at=AT, on=ON)
