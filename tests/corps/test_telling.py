"""What a mentor tells of oneself: who may tell, who may read, and what is never told on."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from parloeb.domain.audit.models import Event
from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps.lists import Field, Sharing, Source
from parloeb.domain.corps.models import Competence, FormerCompetence, LivedExperience, Mentor, OddsWish, StrainRating
from parloeb.domain.corps.telling import access, commands, queries, rules
from parloeb.domain.law.settings import Setting
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation, User
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, TOMORROW, YESTERDAY, corps

pytestmark = pytest.mark.django_db

DAYS = 90  # as shipped
LAST_DAY = ON + timedelta(days=DAYS - 1)


@pytest.fixture
def supplier() -> Organisation:
    return builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")


@pytest.fixture
def mentor(supplier: Organisation) -> Mentor:
    return builders.a_signed_mentor(jobcentre=builders.a_jobcentre(), organisation=supplier)


def _user(mentor: Mentor) -> User:
    assert mentor.user
    return mentor.user


def _tell(mentor: Mentor, field: Field, sharing: Sharing) -> None:
    with builders.act(_user(mentor), Role.MENTOR) as by:
        commands.tell_experience(mentor, field=field, sharing=sharing, by=by, at=AT, on=ON)


def _rate(mentor: Mentor, level: int, day: date = ON) -> None:
    with builders.act(_user(mentor), Role.MENTOR, on=day) as by:
        commands.rate_strain(mentor, level=level, by=by, at=builders.at(day), on=day)


def _wish(mentor: Mentor, day: date = ON) -> None:
    with builders.act(_user(mentor), Role.MENTOR, on=day) as by:
        commands.wish_for_odds(mentor, by=by, at=builders.at(day), on=day)


def test_lived_experience_is_shared_as_the_mentor_says_and_gone_when_taken_back(mentor: Mentor) -> None:
    _tell(mentor, Field.ABUSE, Sharing.SEEN)
    _tell(mentor, Field.DEBT, Sharing.OWN)
    _tell(mentor, Field.ABUSE, Sharing.OWN)
    assert queries.experience([mentor.pk]) == {}
    _tell(mentor, Field.DEBT, Sharing.SEEN)
    with builders.act(_user(mentor), Role.MENTOR) as by:
        commands.take_back_experience(mentor, field=Field.ABUSE, by=by, at=AT)
        commands.take_back_experience(mentor, field=Field.ABUSE, by=by, at=AT)
    assert queries.experience([mentor.pk]) == {mentor.pk: frozenset({Field.DEBT})}
    assert LivedExperience.objects.count() == 1


def test_nobody_but_the_mentor_reads_what_is_kept_to_oneself(mentor: Mentor, supplier: Organisation) -> None:
    _tell(mentor, Field.ABUSE, Sharing.OWN)
    _tell(mentor, Field.DEBT, Sharing.SEEN)
    coordinator = builders.a_coordinator(jobcentre=mentor.jobcentre)
    elsewhere = builders.a_coordinator(jobcentre=builders.a_jobcentre("Jobcenter Sydby"))
    employer = builders.give_role(builders.a_user("Lise Leder"), Role.SUPPLIER_ADMIN, organisation=supplier)
    colleague = builders.a_signed_mentor("Maja Krogh", jobcentre=mentor.jobcentre)
    readers: tuple[tuple[User, Role, set[str]], ...] = (
        (_user(mentor), Role.MENTOR, {"Misbrug", "Gæld og økonomi"}),
        (coordinator, Role.COORDINATOR, {"Gæld og økonomi"}),
        (elsewhere, Role.COORDINATOR, set()),
        (employer, Role.SUPPLIER_ADMIN, set()),
        (_user(colleague), Role.MENTOR, set()),
    )
    for user, role, read in readers:
        with builders.act(user, role) as by:
            rows = queries.experience_rows(access.experience_visible_to(by), mentor.pk)
        assert {row.what for row in rows} == read, user
    assert not access.experience_visible_to(acting.SYSTEM).exists()


def test_the_log_names_neither_field_nor_level(mentor: Mentor) -> None:
    before = Event.objects.count()
    _tell(mentor, Field.ABUSE, Sharing.OWN)
    _rate(mentor, 5)
    _wish(mentor)
    rows = list(Event.objects.order_by("id")[before:])
    assert [row.name for row in rows] == ["mentor.experience_told", "mentor.strain_rated", "mentor.odds_wished"]
    assert {(row.reason, row.subject_uuid) for row in rows} == {("", mentor.uuid)}


def test_the_mentor_alone_tells_it(mentor: Mentor) -> None:
    colleague = builders.a_signed_mentor("Maja Krogh", jobcentre=mentor.jobcentre)
    coordinator = builders.a_coordinator(jobcentre=mentor.jobcentre)
    for user, role in ((coordinator, Role.COORDINATOR), (_user(colleague), Role.MENTOR)):
        with builders.act(user, role) as by:
            acts: list[Callable[..., object]] = [
                partial(commands.tell_experience, field=Field.DEBT, sharing=Sharing.SEEN, on=ON),
                partial(commands.take_back_experience, field=Field.DEBT),
                partial(commands.rate_strain, level=3, on=ON),
                partial(commands.wish_for_odds, on=ON),
                partial(commands.take_back_wish, on=ON),
            ]
            for act in acts:
                with pytest.raises(errors.RefusedError, match="kun mentoren selv"):
                    act(mentor, by=by, at=AT)


def test_a_day_has_one_rating_and_the_last_one_holds(mentor: Mentor) -> None:
    _rate(mentor, 2, YESTERDAY)
    _rate(mentor, 5)
    _rate(mentor, 4)
    assert queries.ratings(StrainRating.objects.all(), mentor.pk, since=YESTERDAY) == ((YESTERDAY, 2), (ON, 4))
    assert queries.ratings(StrainRating.objects.all(), mentor.pk, since=ON) == ((ON, 4),)
    assert queries.strains([mentor.pk], on=ON) == {mentor.pk: rules.Strain(4, ON)}
    assert queries.strains([mentor.pk], on=YESTERDAY) == {mentor.pk: rules.Strain(2, YESTERDAY)}


@pytest.mark.parametrize("level", [0, 6])
def test_a_level_that_is_none_is_refused(mentor: Mentor, level: int) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        _rate(mentor, level)
    assert refused.value.field == "level"
    assert not StrainRating.objects.exists()


@pytest.mark.parametrize(("day", "stands"), [(YESTERDAY, False), (ON, True), (LAST_DAY, True)])
def test_a_wish_stands_its_days(mentor: Mentor, day: date, *, stands: bool) -> None:
    _wish(mentor)
    assert (queries.strains([mentor.pk], on=day) == {mentor.pk: rules.Strain(wants_better_odds=True)}) is stands
    past = LAST_DAY + timedelta(days=1)
    assert queries.strains([mentor.pk], on=past) == {}
    assert queries.standing_wish(OddsWish.objects.all(), mentor, on=past) is None


def test_how_long_a_wish_stands_is_set_by_the_jobcentre(mentor: Mentor) -> None:
    builders.set_setting(mentor.jobcentre, Setting.ODDS_DAYS, 7)
    _wish(mentor)
    assert queries.strains([mentor.pk], on=ON + timedelta(days=6))
    assert not queries.strains([mentor.pk], on=ON + timedelta(days=7))


def test_a_wish_is_one_until_it_is_taken_back_or_over(mentor: Mentor) -> None:
    _wish(mentor)
    _wish(mentor, TOMORROW)
    assert OddsWish.objects.get().first_day == ON
    with builders.act(_user(mentor), Role.MENTOR, on=TOMORROW) as by:
        commands.take_back_wish(mentor, by=by, at=AT, on=TOMORROW)
    assert queries.strains([mentor.pk], on=TOMORROW) == {}
    _wish(mentor, TOMORROW)
    later = TOMORROW + timedelta(days=DAYS)
    _wish(mentor, later)
    assert list(OddsWish.objects.values_list("first_day", "last_day")) == [
        (ON, TOMORROW),
        (TOMORROW, later - timedelta(days=1)),
        (later, None),
    ]


def test_who_employs_the_mentor_reads_no_rating_and_no_wish(mentor: Mentor, supplier: Organisation) -> None:
    _rate(mentor, 4)
    _wish(mentor)
    employer = builders.give_role(builders.a_user("Lise Leder"), Role.SUPPLIER_ADMIN, organisation=supplier)
    coordinator = builders.a_coordinator(jobcentre=mentor.jobcentre)
    for user, role, reads in ((coordinator, Role.COORDINATOR, True), (employer, Role.SUPPLIER_ADMIN, False)):
        with builders.act(user, role) as by:
            assert access.ratings_visible_to(by).exists() is reads
            assert access.wishes_visible_to(by).exists() is reads


def test_many_are_asked_in_as_many_questions_as_one(
    mentor: Mentor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    known = [mentor, *(corps.a_corps_mentor(f"Mentor {number}", jobcentre=mentor.jobcentre) for number in range(3))]
    for one in known:
        _rate(one, 2)
        _wish(one)
        _tell(one, Field.DEBT, Sharing.SEEN)
    for some in (known[:1], known):
        keys = [one.pk for one in some]
        with django_assert_num_queries(3):
            assert set(queries.strains(keys, on=ON)) == set(keys)
        with django_assert_num_queries(1):
            assert set(queries.experience(keys)) == set(keys)


def _competence(mentor: Mentor, user: User, role: Role, source: Source, level: int = 2) -> None:
    with builders.act(user, role) as by:
        mentors.set_competence(mentor, field=Field.DEBT, level=level, source=source, known_on=ON, by=by, at=AT)


def test_the_mentor_tells_by_the_own_word_alone_and_changes_nobody_elses(mentor: Mentor) -> None:
    coordinator = builders.a_coordinator(jobcentre=mentor.jobcentre)
    with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
        _competence(mentor, _user(mentor), Role.MENTOR, Source.COURSE)
    _competence(mentor, _user(mentor), Role.MENTOR, Source.OWN_WORD, 1)
    _competence(mentor, _user(mentor), Role.MENTOR, Source.OWN_WORD, 2)
    _competence(mentor, coordinator, Role.COORDINATOR, Source.COURSES_RUN, 3)
    with pytest.raises(errors.RefusedError, match="koordinatoren skrevet op"):
        _competence(mentor, _user(mentor), Role.MENTOR, Source.OWN_WORD, 1)
    with builders.act(_user(mentor), Role.MENTOR) as by, pytest.raises(errors.RefusedError, match="skrevet op"):
        mentors.withdraw_competence(mentor, field=Field.DEBT, by=by, at=AT)
    assert Competence.objects.get().level == 3
    assert list(FormerCompetence.objects.values_list("level", "source")) == [(1, "own_word"), (2, "own_word")]


def test_a_competence_is_withdrawn_once_and_kept_as_former(mentor: Mentor) -> None:
    coordinator = builders.a_coordinator(jobcentre=mentor.jobcentre)
    _competence(mentor, coordinator, Role.COORDINATOR, Source.COORDINATOR)
    with builders.act(coordinator) as by:
        mentors.withdraw_competence(mentor, field=Field.DEBT, by=by, at=AT)
        with pytest.raises(errors.OvertakenError):
            mentors.withdraw_competence(mentor, field=Field.DEBT, by=by, at=AT)
    assert not Competence.objects.exists()
    assert FormerCompetence.objects.get().ended_by == coordinator


def test_the_mentor_sets_the_own_times_and_places_and_nobody_elses(mentor: Mentor) -> None:
    colleague = builders.a_signed_mentor("Maja Krogh", jobcentre=mentor.jobcentre)
    with builders.act(_user(mentor), Role.MENTOR) as by:
        mentors.set_times(mentor, ["tue_evening", "mon_morning"], meeting_places=["office", "home"], by=by, at=AT)
        with pytest.raises(errors.RefusedError):
            mentors.set_times(colleague, ["mon_morning"], meeting_places=[], by=by, at=AT)
    told = Mentor.objects.get(pk=mentor.pk)
    assert told.times == ["mon_morning", "tue_evening"]
    assert told.meeting_places == ["home", "office"]
    assert told.version == 2


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE corps_strainrating SET level = 6", "corps_strain_level"),
        ("UPDATE corps_oddswish SET last_day = first_day - 1", "corps_odds_wish_days"),
        ("UPDATE corps_livedexperience SET sharing = 'all'", "corps_lived_experience_sharing"),
        (
            "INSERT INTO corps_livedexperience (mentor_id, field, sharing, told_on)"
            " SELECT mentor_id, field, sharing, told_on FROM corps_livedexperience",
            "corps_lived_experience_once",
        ),
        (
            "INSERT INTO corps_strainrating (uuid, mentor_id, day, level, rated_at)"
            " SELECT gen_random_uuid(), mentor_id, day, level, rated_at FROM corps_strainrating",
            "corps_strain_once_a_day",
        ),
        (
            "INSERT INTO corps_oddswish (uuid, mentor_id, first_day, wished_at)"
            " SELECT gen_random_uuid(), mentor_id, first_day, wished_at FROM corps_oddswish",
            "corps_odds_wish_one_at_a_time",
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(mentor: Mentor, statement: str, constraint: str) -> None:
    _rate(mentor, 3)
    _wish(mentor)
    _tell(mentor, Field.DEBT, Sharing.SEEN)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
