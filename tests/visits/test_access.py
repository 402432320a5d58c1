"""Who sees which visits."""

import pytest

from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access
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
