"""Whoever is second is told so; what else the database refuses is a bug and stops."""

import pytest
from django.db import IntegrityError

from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.kernel import errors
from tests import builders

pytestmark = pytest.mark.django_db


def _again(case: Case) -> None:
    Case.objects.create(number=case.number, citizen=case.citizen, jobcentre=case.jobcentre, opened_on=builders.ON)


def test_the_second_is_told_and_goes_on() -> None:
    case = builders.a_case()
    with pytest.raises(errors.OvertakenError), firsts.first_wins():
        _again(case)
    taken = errors.RefusedError("Nummeret er taget.")
    with pytest.raises(errors.RefusedError, match="Nummeret er taget"), firsts.first_wins(taken):
        _again(case)
    assert Case.objects.count() == 1


def test_a_row_that_cannot_be_right_is_a_bug_and_nobody_was_faster() -> None:
    case = builders.a_case()
    case.ended_on = builders.LONG_AGO
    with pytest.raises(IntegrityError, match="cases_case_ends_after_start"), firsts.first_wins():
        case.save()
