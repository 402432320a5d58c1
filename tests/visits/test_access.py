"""Who sees which visits."""

import pytest

from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.domain.visits import access, queries, telling
from parloeb.domain.visits.lists import Cause, Outcome
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Content
from tests.builders import cases, clock, corps, people, visits

pytestmark = pytest.mark.django_db


def test_citizen_mentor_and_caseworker_see_the_visit_and_strangers_do_not() -> None:
    pair, other = visits.a_pair(), visits.a_pair()
    visit = visits.a_visit(pair)

    for user, role in [
        (pair.mentor_user, Role.MENTOR),
        (pair.citizen_user, Role.CITIZEN),
        (pair.caseworker, None),
    ]:
        assert list(access.visible_to(people.actor(user, role), on=clock.ON)) == [visit]
    for user, role in [(other.mentor_user, Role.MENTOR), (other.citizen_user, Role.CITIZEN)]:
        assert not access.visible_to(people.actor(user, role), on=clock.ON).exists()


def test_a_new_mentor_does_not_read_the_former_mentors_visits() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair)
    new = corps.a_corps_mentor("Nora Ny", jobcentre=pair.case.jobcentre)
    assert new.user
    cases.relate(pair.case, RelationKind.MENTOR, user=new.user)

    assert not access.visible_to(people.actor(new.user, Role.MENTOR), on=clock.ON).exists()


def test_a_supplier_sees_the_visits_of_its_own_mentors_alone() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair)
    supplier = people.an_organisation(OrganisationKind.SUPPLIER, "Mentorhuset")
    cases.relate(pair.case, RelationKind.SUPPLIER, organisation=supplier)
    boss = people.give_role(people.a_user("Sanne Sol"), Role.SUPPLIER_ADMIN, organisation=supplier)

    assert not access.visible_to(people.actor(boss), on=clock.ON).exists()
    Mentor.objects.filter(pk=pair.mentor.pk).update(organisation=supplier)
    assert access.visible_to(people.actor(boss), on=clock.ON).count() == 1


def test_why_nobody_came_is_told_only_to_who_reads_of_health() -> None:
    pair = visits.a_pair()
    content = Content(starts_at=visits.begun(), outcome=Outcome.NO_SHOW, cause=Cause.ILL)
    visit = visits.a_visit(pair, content)
    told = Visit.objects.all()

    def all_of_it(*, reads_health: bool) -> str:
        return str(
            (
                queries.rows(told, reads_health=reads_health),
                telling.story(telling.to_tell(told), reads_health=reads_health),
                queries.sheet(visit, reads_notes=False, reads_health=reads_health),
            )
        ).lower()

    assert all_of_it(reads_health=True).count(Cause.ILL.label.lower()) == 4
    assert Cause.ILL.label.lower() not in all_of_it(reads_health=False)
    assert Outcome.NO_SHOW.label.lower() in all_of_it(reads_health=False)
