"""A grant is answered on a referral that stands, in a course that goes on, whoever else acts in the meantime."""

import threading
from collections.abc import Callable, Mapping

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from parloeb.domain.cases import commands as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.grants import commands, submitting
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import commands as referrals
from parloeb.domain.referrals.models import Referral
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, procedure

ACTS: Mapping[str, Callable[[Grant, Actor], None]] = {
    "submit": lambda grant, by: commands.submit(grant, by=by, at=AT, on=ON),
    "decide": lambda grant, by: builders.decide(grant, by=by),
    "refuse": lambda grant, by: commands.refuse(grant, sending=builders.sending(), by=by, at=AT, on=ON),
}


def a_draft_as_read(signe: User) -> Grant:
    """A draft that could be granted or refused, with its case and referral read before what comes next."""
    grant = builders.a_drafted_grant(by=signe)
    Grant.objects.filter(pk=grant.pk).update(
        reason_text="Der er allerede støtte efter § 85.", alternative=procedure.INSTEAD
    )
    return Grant.objects.select_related("case", "referral").get(pk=grant.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_a_withdrawn_referral_is_not_answered(act: str) -> None:
    signe = builders.a_caseworker()
    read = a_draft_as_read(signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        referrals.withdraw(Referral.objects.get(pk=read.referral_id), by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="Henvisningen er trukket tilbage"):
            ACTS[act](read, by)
    assert Grant.objects.get().state == State.DRAFT
    assert not Letter.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_decided_in_a_course_that_ended(act: str) -> None:
    signe = builders.a_caseworker()
    read = a_draft_as_read(signe)
    cases.reach_stage(Case.objects.get(), Stage.ENDED, ended_on=ON)
    with (
        builders.act(signe, Role.CASEWORKER) as by,
        pytest.raises(errors.RefusedError, match="Forløbet er afsluttet"),
    ):
        ACTS[act](read, by)
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_a_submitted_draft_of_a_withdrawn_referral_can_still_be_cleared_away() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe, months=6)
    team = signe.role_assignments.get().team
    assert team
    lone = builders.a_leader(team=team)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.submit(grant, by=by, at=AT, on=ON)
        referrals.withdraw(Referral.objects.get(), by=by, at=AT, on=ON)
    with builders.act(lone, Role.TEAM_LEADER) as by:
        submitting.send_back(grant, message="Se igen.", by=by, at=AT, on=ON)
        commands.withdraw(grant, by=by, at=AT, on=ON)
    assert grant.state == State.WITHDRAWN


@pytest.mark.django_db
def test_no_draft_is_begun_on_what_was_read_before_the_end() -> None:
    signe = builders.a_caseworker()
    first = builders.a_grant(by=signe)
    read = Referral.objects.select_related("case").get()
    builders.a_closing(first.case, by=signe)
    with (
        builders.act(signe, Role.CASEWORKER) as by,
        pytest.raises(errors.RefusedError, match="Forløbet er afsluttet"),
    ):
        commands.start(read, by=by, at=AT, on=ON)


@pytest.mark.usefixtures("own_database")
def test_a_draft_that_is_begun_during_a_closing_waits_and_is_refused(django_db_blocker: DjangoDbBlocker) -> None:
    signe = builders.a_caseworker()
    builders.a_grant(by=signe)
    read = Referral.objects.select_related("case").get()
    told: list[str] = []

    def begin() -> None:
        with django_db_blocker.unblock():
            try:
                with builders.act(signe, Role.CASEWORKER) as by:
                    commands.start(read, by=by, at=AT, on=ON)
            except errors.RefusedError as refusal:
                told.append(refusal.sentence)
            connection.close()

    thread = threading.Thread(target=begin)
    with transaction.atomic():
        cases.reach_stage(cases.hold(read.case), Stage.ENDED, ended_on=ON)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive()
    thread.join(10)
    assert told == ["Forløbet er afsluttet, så der kan ikke bevilges mere."]
