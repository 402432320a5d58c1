"""The whole municipality, built by both jobcentres at the same time, in a database where nothing was built before."""

import pytest
from pytest_django import DjangoDbBlocker

from parloeb.cli import demo_town
from parloeb.domain.cases.models import Case
from parloeb.domain.followup import queries as followup
from tests import builders

pytestmark = pytest.mark.long  # two minutes


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_the_whole_town_can_be_built_by_both_jobcentres_at_once(
    own_database: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Two minutes of processor time, over two processes."""
    with django_db_blocker.unblock():
        built = demo_town.build(keys=builders.keys(), most_of_a_path=demo_town.WHOLE, at=builders.AT, side_by_side=True)
        assert Case.objects.filter(is_historic=False).count() == built
        assert [case.number for case in Case.objects.all() if case.stage != followup.stage_of(case)] == []
