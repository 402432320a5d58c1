"""Writing, sending, amending and withdrawing a referral."""

from dataclasses import replace

import pytest
from django.db import IntegrityError

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.rules import Stage
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import commands, lists, queries
from parloeb.domain.referrals.models import Background, Referral
from parloeb.domain.referrals.states import State
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, FULL, ON

pytestmark = pytest.mark.django_db


def test_a_draft_keeps_what_was_typed() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_draft(by=signe)
    content = replace(FULL, barriers=("debt", "housing"), considerations=("anxiety",), wish_choices=("woman",))
    helpers = [commands.Helper("gp", "Lægerne på Torvet", "Medicin")]
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.save(referral, content, version=1, helpers=helpers, by=by, at=AT, on=ON)
    referral = Referral.objects.get(pk=referral.pk)
    assert queries.content_of(referral) == content
    assert queries.helpers_of(referral) == (("gp", "Lægerne på Torvet", "Medicin"),)


def test_who_saves_upon_an_older_version_is_told_and_overwrites_nothing() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_draft(by=signe)
    stale = Referral.objects.get(pk=referral.pk)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.save(referral, FULL, version=1, by=by, at=AT, on=ON)
        with pytest.raises(errors.OvertakenError):
            commands.save(stale, replace(FULL, request="Noget andet"), version=1, by=by, at=AT, on=ON)
    assert Referral.objects.get(pk=referral.pk).request == FULL.request


def test_sending_asks_for_the_three_lines_and_nothing_more() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_draft(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError) as refusal:
            commands.send(referral, by=by, at=AT, on=ON)
        assert refusal.value.field == "request"
        commands.save(referral, replace(FULL, purpose="", benefit=""), version=1, by=by, at=AT, on=ON)
        commands.send(referral, by=by, at=AT, on=ON)
    assert referral.state == State.SENT
    assert referral.case.stage == Stage.REFERRED
    assert Background.objects.get(case=referral.case).referred_on == ON


def test_sending_twice_is_refused_and_logged_once() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_sent_referral(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.IllegalMoveError):
        commands.send(referral, by=by, at=AT, on=ON)
    assert Event.objects.filter(name="referral.sent", subject_uuid=referral.uuid).count() == 1


def test_two_who_send_at_once_do_not_both() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_sent_referral(by=signe)
    stale = Referral.objects.get(pk=referral.pk)
    stale.state = State.DRAFT  # read before the other sent it
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.OvertakenError):
        commands.send(stale, by=by, at=AT, on=ON)


def test_amending_keeps_old_and_new_and_the_reason() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_sent_referral(by=signe)
    content = replace(FULL, meeting_place="home", target_group="3")
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.amend(referral, content, version=referral.version, reason="Asta er flyttet.", by=by, at=AT, on=ON)
    rows = {row.field: (row.old, row.new, row.reason) for row in referral.amendments.all()}
    assert rows == {
        "meeting_place": ("", "Hjemme", "Asta er flyttet."),
        "target_group": (
            "Nr. 5: aktivitetsparat under 30 uden uddannelse",
            "Nr. 3: aktivitetsparat kontanthjælpsmodtager",
            "Asta er flyttet.",
        ),
    }


@pytest.mark.parametrize(
    ("reason", "content"),
    [
        (" ", replace(FULL, request="Nyt")),
        ("", replace(FULL, benefit="")),
        ("", replace(FULL, wishes="Nyt", track="entry", education="")),
        ("Derfor", FULL),
    ],
)
def test_an_amendment_needs_a_change_and_a_reason_to_overwrite(reason: str, content: object) -> None:
    signe = builders.a_caseworker()
    referral = builders.a_sent_referral(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError):
        commands.amend(referral, content, version=referral.version, reason=reason, by=by, at=AT, on=ON)  # type: ignore[arg-type]
    assert not referral.amendments.exists()


def test_what_was_left_empty_is_filled_in_without_a_reason_and_logged() -> None:
    signe = builders.a_caseworker()
    sparse = replace(FULL, decisive_reason="", track="", barriers=())
    referral = builders.a_sent_referral(by=signe, content=sparse)
    content = replace(FULL, barriers=("debt",), start_on=ON)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.amend(referral, content, version=referral.version, reason="", by=by, at=AT, on=ON)
    rows = {row.field: (row.old, row.new, row.reason) for row in referral.amendments.all()}
    assert rows == {
        "decisive_reason": ("", FULL.decisive_reason, ""),
        "track": ("", lists.Track(FULL.track).label, ""),
        "barriers": ("", "Gæld", ""),
        "start_on": ("", "16-11-2026", ""),
    }
    assert Event.objects.filter(name="referral.amended").count() == 1
    more = replace(content, barriers=("debt", "housing"))
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        commands.amend(referral, more, version=referral.version, reason="", by=by, at=AT, on=ON)
    assert refusal.value.field == "reason"


def test_a_changed_field_without_a_reason_cannot_be_kept() -> None:
    referral = builders.a_sent_referral()
    row = {"field": "request", "new": "Nyt", "reason": "", "amended_by": builders.a_user(), "amended_at": AT}
    referral.amendments.create(old="", **row)
    with pytest.raises(IntegrityError, match="referrals_amendment_reason"):
        referral.amendments.create(old="Før", **row)


def test_withdrawing_ends_the_case() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_sent_referral(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.withdraw(referral, by=by, at=AT, on=ON)
    assert referral.state == State.WITHDRAWN
    assert (referral.case.stage, referral.case.ended_on) == (Stage.ENDED, ON)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COORDINATOR])
def test_somebody_else_cannot_send_it(role: Role) -> None:
    signe, mads = builders.a_caseworker(), builders.a_caseworker("Mads")
    builders.give_role(mads, Role.COORDINATOR, organisation=builders.a_jobcentre())
    referral = builders.a_draft(by=signe)
    with builders.act(mads, role) as by, pytest.raises(errors.RefusedError):
        commands.send(referral, by=by, at=AT, on=ON)
    assert Referral.objects.get(pk=referral.pk).state == State.DRAFT
