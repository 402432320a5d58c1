"""Amending a referral while a grant is drafted on it."""

from dataclasses import replace

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from parloeb.journeys import amending
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, FULL, ON

pytestmark = pytest.mark.django_db

COPIED, WRITTEN, AMENDED = "Uden en mentor\ngår det ikke.", "Som jeg ser det.", "Kun en mentor får Asta ud ad døren."


def a_draft_saying(text: str, *, by: User, copied: str = COPIED) -> Grant:
    referral = builders.a_sent_referral(by=by, content=replace(FULL, decisive_reason=copied))
    grant = builders.a_drafted_grant(by=by, referral=referral)
    with builders.act(by, Role.CASEWORKER) as actor:
        draft = grants.Draft(decisive_reason=text)
        grants.save(grant, draft, version=grant.version, by=actor, at=AT, on=ON)
    return grant


def amend(*, by: User, decisive_reason: str = AMENDED, reason: str = "Oplyst.") -> None:
    referral = Referral.objects.get()
    content = replace(FULL, decisive_reason=decisive_reason)
    with builders.act(by, Role.CASEWORKER) as actor:
        amending.amend(referral, content, version=referral.version, reason=reason, by=actor, at=AT, on=ON)


@pytest.mark.parametrize(
    ("drafted", "copied", "stands"),
    [
        ("", "", AMENDED),
        ("", COPIED, AMENDED),
        (COPIED, COPIED, AMENDED),
        (COPIED.replace("\n", "\r\n"), COPIED, AMENDED),
        (WRITTEN, "", WRITTEN),
        (WRITTEN, COPIED, WRITTEN),
    ],
)
def test_a_draft_takes_the_new_reason_where_nobody_wrote_another(drafted: str, copied: str, stands: str) -> None:
    signe = builders.a_caseworker()
    a_draft_saying(drafted, by=signe, copied=copied)
    amend(by=signe)
    assert Grant.objects.get().decisive_reason == stands
    assert Event.objects.filter(name="grant.saved").count() == (3 if stands == AMENDED else 2)


def test_who_had_the_draft_open_is_told_that_it_changed() -> None:
    signe = builders.a_caseworker()
    grant = a_draft_saying("", by=signe)
    amend(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.OvertakenError):
        grants.save(grant, grants.Draft(), version=grant.version, by=by, at=AT, on=ON)
    assert Grant.objects.get().decisive_reason == AMENDED


def test_a_reason_taken_away_stays_in_the_draft() -> None:
    signe = builders.a_caseworker()
    a_draft_saying(COPIED, by=signe)
    amend(by=signe, decisive_reason="")
    assert Grant.objects.get().decisive_reason == COPIED


def test_what_was_put_before_the_leader_stands() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe, months=6)
    with builders.act(signe, Role.CASEWORKER) as by:
        grants.submit(grant, by=by, at=AT, on=ON)
    amend(by=signe)
    assert Grant.objects.get().decisive_reason == FULL.decisive_reason


def test_an_amendment_that_is_refused_moves_no_draft() -> None:
    signe = builders.a_caseworker()
    a_draft_saying(COPIED, by=signe)
    with pytest.raises(errors.RefusedError):
        amend(by=signe, reason="")
    assert Grant.objects.get().decisive_reason == COPIED
