"""What later rooms are told of grants."""

from datetime import timedelta

import pytest

from parloeb.domain.grants import queries
from parloeb.domain.grants.models import GrantHours
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import ON

pytestmark = pytest.mark.django_db


def test_what_is_granted_is_cut_where_the_hours_change() -> None:
    grant = builders.a_grant()
    assert queries.stretches(grant.case) == ((Period(ON, grant.last_day), 120),)
    change = ON + timedelta(days=28)
    GrantHours.objects.create(grant=grant, first_day=change, minutes_per_week=60)
    assert queries.stretches(grant.case) == (
        (Period(ON, change - timedelta(days=1)), 120),
        (Period(change, grant.last_day), 60),
    )


def test_a_draft_grants_nothing() -> None:
    assert queries.stretches(builders.a_drafted_grant().case) == ()
