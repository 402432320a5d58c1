"""A prepared question answers as the queryset that it was written from, whatever it is filled with."""

import pytest
from django.db import DataError, connection, transaction
from django.db.models import JSONField, Value
from pytest_django import DjangoAssertNumQueries

from parloeb.domain.people.models import Team, User
from parloeb.domain.people.prepared import Prepared, Records, Slot
from tests import builders

pytestmark = pytest.mark.django_db


def test_the_same_question_is_asked_with_other_values() -> None:
    anna, bo = builders.a_user("Anna"), builders.a_user("Bo")
    named = Prepared(lambda: User.objects.filter(pk=Slot("user")).values_list("name", "uuid"))

    assert [(row.name, row.uuid) for row in named.rows(user=anna.pk)] == [("Anna", anna.uuid)]
    assert [row.name for row in named.rows(user=bo.pk)] == ["Bo"]
    assert named.rows(user=-1) == []


def test_it_is_planned_once_whatever_it_is_filled_with() -> None:
    named = Prepared(lambda: User.objects.filter(pk=Slot("user"), email="only@here.dk").values_list("name"))
    for name in ("Anna", "Bo", "Carl"):
        named.rows(user=builders.a_user(name).pk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%people_user%%email%%'")
        assert cursor.fetchone() == (1,)


def test_whoever_counts_questions_sees_each_with_its_values(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    named = Prepared(lambda: User.objects.filter(pk=Slot("user")).values_list("name"))
    with django_assert_num_queries(2) as asked:
        named.rows(user=4711)
        named.rows(user=4712)

    assert ["4711" in asked[0]["sql"], "4712" in asked[1]["sql"]] == [True, True]


def test_an_error_of_the_database_is_told_as_one_of_django() -> None:
    named = Prepared(lambda: User.objects.filter(pk=Slot("user")).values_list("name"))
    user = builders.a_user("Anna")

    with pytest.raises(DataError, match="no number"), transaction.atomic():
        named.rows(user="no number")
    assert [row.name for row in named.rows(user=user.pk)] == ["Anna"]


def test_a_slot_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="user"):
        Prepared(lambda: User.objects.filter(pk=Slot("user")).values_list("name")).rows(on=1)


def test_what_django_knows_to_be_empty_is_not_asked() -> None:
    assert Prepared(lambda: User.objects.none().values_list("name")).rows() == []


def test_a_column_that_django_would_convert_is_refused() -> None:
    converted = Prepared(lambda: User.objects.values_list(Value({}, output_field=JSONField())))

    with pytest.raises(TypeError, match="convert"):
        converted.rows()


def test_records_come_whole_with_those_that_they_point_to(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    team = builders.a_team()
    teams = Records(lambda: Team.objects.filter(pk=Slot("team")), "jobcentre")

    (found,) = teams.found(team=team.pk)
    with django_assert_num_queries(0):
        assert (found, found.name, found.jobcentre) == (team, team.name, team.jobcentre)
        assert found.jobcentre.name == team.jobcentre.name
    found.name = "Et andet navn"
    found.save()
    assert Team.objects.get(pk=team.pk).name == "Et andet navn"
