"""A prepared question answers as the queryset that it was written from, whatever it is filled with."""

import pytest
from django.db.models import JSONField, Value
from pytest_django import DjangoAssertNumQueries

from parloeb.domain.people.models import Team, User
from parloeb.domain.people.prepared import KeysSlot, Prepared, Records, Slot
from tests import builders

pytestmark = pytest.mark.django_db


def test_the_same_question_is_asked_with_other_values() -> None:
    anna, bo = builders.a_user("Anna"), builders.a_user("Bo")
    named = Prepared(lambda: User.objects.filter(pk=Slot("user")).values_list("name", "uuid"))

    assert [(row.name, row.uuid) for row in named.rows(user=anna.pk)] == [("Anna", anna.uuid)]
    assert [row.name for row in named.rows(user=bo.pk)] == ["Bo"]
    assert named.rows(user=-1) == []


def test_several_keys_are_one_slot_and_none_find_nothing() -> None:
    users = [builders.a_user(name) for name in ("Anna", "Bo", "Carl")]
    among = Prepared(lambda: User.objects.filter(pk__in=KeysSlot("users")).order_by("name").values_list("name"))

    assert [row.name for row in among.rows(users=[user.pk for user in users[:2]])] == ["Anna", "Bo"]
    assert among.rows(users=[]) == []


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
