"""What the database itself refuses, tried by raw SQL past every command."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import RelationKind
from tests import builders

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 3, 1), date(2026, 5, 31)


@pytest.fixture
def case() -> Case:
    return builders.a_case()


@pytest.mark.parametrize(
    ("first_day", "last_day"),
    [
        (FIRST, LAST),
        (LAST, None),
        (date(2026, 1, 1), FIRST),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2020, 1, 1), None),
    ],
)
def test_two_relations_of_one_kind_to_one_user_never_share_a_day(
    case: Case, first_day: date, last_day: date | None
) -> None:
    mentor = builders.a_mentor()
    _insert(case, kind="mentor", user_id=mentor.pk, first_day=FIRST, last_day=LAST)
    with pytest.raises(IntegrityError, match="cases_relation_once_a_day"), transaction.atomic():
        _insert(case, kind="mentor", user_id=mentor.pk, first_day=first_day, last_day=last_day)


def test_relations_side_by_side_are_kept_where_one_thing_differs(case: Case) -> None:
    mentor, days = builders.a_mentor(), {"first_day": FIRST, "last_day": LAST}
    _insert(case, kind="mentor", user_id=mentor.pk, **days)
    _insert(case, kind="mentor", user_id=builders.a_mentor().pk, **days)
    _insert(case, kind="citizen", user_id=mentor.pk, **days)
    _insert(builders.a_case(), kind="mentor", user_id=mentor.pk, **days)
    _insert(case, kind="mentor", user_id=mentor.pk, first_day=date(2026, 6, 1))
    _insert(case, kind="mentor", user_id=mentor.pk, first_day=date(2026, 2, 1), last_day=date(2026, 2, 28))


def test_a_cut_relation_makes_room_for_a_new_one(case: Case) -> None:
    mentor = builders.a_mentor()
    _insert(case, kind="mentor", user_id=mentor.pk, first_day=FIRST, cut_at=builders.AT)
    _insert(case, kind="mentor", user_id=mentor.pk, first_day=FIRST)


@pytest.mark.parametrize("kind", list(RelationKind))
def test_each_kind_takes_one_sort_of_target_and_no_other(case: Case, kind: RelationKind) -> None:
    targets = {
        "user_id": builders.a_user().pk,
        "team_id": builders.a_team().pk,
        "organisation_id": builders.a_jobcentre().pk,
    }
    taken = [name for name, key in targets.items() if _is_kept(case, kind=kind, **{name: key})]
    assert len(taken) == 1
    assert not _is_kept(case, kind=kind)
    assert not _is_kept(case, kind=kind, **targets)


def test_an_unknown_kind_is_refused(case: Case) -> None:
    assert not _is_kept(case, kind="friend", user_id=builders.a_user().pk)


def test_a_relation_does_not_end_before_it_begins_even_when_cut(case: Case) -> None:
    with pytest.raises(IntegrityError, match="cases_relation_days"), transaction.atomic():
        _insert(case, kind="mentor", user_id=builders.a_mentor().pk, first_day=LAST, last_day=FIRST,
                cut_at=builders.AT)  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE cases_case SET stage = 'ended'", "cases_case_ended_has_day"),
        ("UPDATE cases_case SET ended_on = opened_on - 1", "cases_case_ends_after_start"),
    ],
)
def test_a_case_ends_with_a_day_that_is_not_before_its_first(case: Case, statement: str, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE id = %s", [case.pk])


def test_a_number_is_one_case(case: Case) -> None:
    other = builders.a_case()
    with pytest.raises(IntegrityError, match="number"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET number = %s WHERE id = %s", [case.number, other.pk])


def _is_kept(case: Case, **columns: Any) -> bool:
    try:
        with transaction.atomic():
            _insert(case, first_day=date(2030, 1, 1), last_day=None, **columns)
    except IntegrityError:
        return False
    return True


def _insert(case: Case, **columns: Any) -> None:
    row = {"uuid": uuid4(), "case_id": case.pk, **columns}
    names, places = ", ".join(row), ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO cases_relation ({names}) VALUES ({places})", list(row.values()))
