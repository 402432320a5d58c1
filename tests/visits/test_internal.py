"""Hours without a citizen: the mentor's own, once for a day and kind, and no more than a day has."""

import contextlib
from datetime import timedelta

import pytest

from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access
from parloeb.domain.visits.lists import InternalKind
from parloeb.domain.visits.models import InternalTime
from parloeb.kernel import errors
from tests.builders import clock, people, visits

pytestmark = pytest.mark.django_db


def test_internal_time_of_a_day_and_kind_is_kept_once() -> None:
    pair = visits.a_pair()
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        for minutes in (30, 45):
            visits.an_internal_time(pair.mentor, kind=InternalKind.SPARRING, minutes=minutes, by=by)
        for minutes in (0, 1441):
            with pytest.raises(errors.RefusedError, match="mindst 1 minut"):
                visits.an_internal_time(pair.mentor, minutes=minutes, by=by)
        for day in (clock.TOMORROW, pair.mentor.first_day - timedelta(days=1)):
            with pytest.raises(errors.RefusedError) as refused:
                visits.an_internal_time(pair.mentor, day=day, by=by)
            assert refused.value.field == "day"

    assert InternalTime.objects.get().minutes == 45


@pytest.mark.parametrize(("minutes", "is_kept"), [(440, True), (441, False)])
def test_a_day_of_internal_time_has_no_more_than_its_24_hours(minutes: int, *, is_kept: bool) -> None:
    pair = visits.a_pair()
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        visits.an_internal_time(pair.mentor, kind=InternalKind.TRAINING, minutes=1000, by=by)
        visits.an_internal_time(pair.mentor, kind=InternalKind.TEAM, minutes=300, by=by)
        with (
            contextlib.nullcontext()
            if is_kept
            else pytest.raises(errors.RefusedError, match="registreret 16 timer og 40")
        ):
            visits.an_internal_time(pair.mentor, kind=InternalKind.TEAM, minutes=minutes, by=by)

    assert InternalTime.objects.get(kind=InternalKind.TEAM).minutes == (minutes if is_kept else 300)


def test_internal_time_is_the_mentors_own() -> None:
    pair, other = visits.a_pair(), visits.a_pair()
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        kept = visits.an_internal_time(pair.mentor, by=by)
        with pytest.raises(errors.RefusedError, match="Kun mentoren selv"):
            visits.an_internal_time(other.mentor, by=by)
        assert list(access.internal_visible_to(by)) == [kept]
    for user, role in ((other.mentor_user, Role.MENTOR), (pair.caseworker, Role.CASEWORKER)):
        assert not access.internal_visible_to(people.actor(user, role)).exists()
