"""No day is granted before the case was open, and what was granted earlier may keep its days."""

from datetime import date, timedelta

import pytest

from parloeb.domain.grants import commands, modifying, settling
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.journeys import redeciding
from parloeb.kernel import errors
from tests import builders
from tests.builders import ON

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


@pytest.mark.parametrize(("first_day", "is_granted"), [(ON - A_DAY, False), (ON, True), (ON + A_DAY, True)])
def test_the_first_day_granted_is_the_day_of_the_case_or_later(signe: User, first_day: date, is_granted: bool) -> None:
    draft = builders.a_drafted_grant(by=signe, first_day=first_day)
    with builders.act(signe, Role.CASEWORKER) as by:
        if is_granted:
            builders.decide(draft, by=by)
            return
        with pytest.raises(errors.RefusedError, match=r"Sagen er åbnet 16-11-2026\..*LAB § 167") as refusal:
            builders.decide(draft, by=by)
        assert refusal.value.field == "first_day"
        with pytest.raises(errors.RefusedError, match="Sagen er åbnet"):
            commands.submit(draft, by=by, at=builders.AT, on=ON)


@pytest.mark.parametrize(("earlier", "is_kept"), [(0, True), (1, False)])
def test_a_correction_keeps_days_of_before_and_takes_no_more(signe: User, earlier: int, is_kept: bool) -> None:
    grant = builders.a_grant(by=signe)
    Grant.objects.filter(pk=grant.pk).update(first_day=ON - A_DAY, in_force_from=ON - A_DAY)
    with builders.act(signe, Role.CASEWORKER) as by:
        draft = modifying.begin(grant, Kind.CORRECT, by=by, at=builders.AT, on=ON)
        draft.first_day = ON - A_DAY - timedelta(days=earlier)
        if is_kept:
            settling.refuse_before_case(draft)
            return
        with pytest.raises(errors.RefusedError, match="Sagen er åbnet"):
            settling.refuse_before_case(draft)


def test_what_is_refused_or_stopped_names_no_first_day(signe: User) -> None:
    grant = builders.a_grant(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        stop = modifying.begin(grant, Kind.SHORTEN, by=by, at=builders.AT, on=ON)
        typed = commands.Draft(last_day=date(2026, 12, 31), reason_text="Asta er kommet i arbejde.")
        commands.save(stop, typed, version=stop.version, by=by, at=builders.AT, on=ON)
        redeciding.stop(stop, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    assert stop.decided_at
