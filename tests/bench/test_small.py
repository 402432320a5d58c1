"""The benchmark runs: on a town of a few hundred cases, without a clock to stop."""

import pytest
from django.conf import LazySettings

from tests.bench import cast, pages, rules, town
from tests.bench.__main__ import AIMS


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_every_page_that_has_an_aim_is_measured_and_answers(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.bench.urls"
    town.fill(cases=400, teams=5)
    cast.settle()

    measured = pages.compare(cast.requests(), rounds=2, warm_up=0)

    assert measured.keys() == AIMS.keys()
    assert measured["list of 50"][1] == measured["list of 50, last page"][1]


def test_the_check_of_one_grant_is_far_below_its_aim() -> None:
    assert rules.one_check(rounds=50) < rules.AIM
