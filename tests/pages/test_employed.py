"""A supplier's own mentors: what is theirs to know, and nothing of others or of the mentors' own words."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps.availability import commands as availability
from parloeb.domain.corps.lists import AbsenceKind, Field, Sharing
from parloeb.domain.corps.models import Mentor
from parloeb.domain.corps.telling import commands as telling
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def supplier() -> Organisation:
    return builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")


@pytest.fixture
def office(supplier: Organisation) -> Client:
    leader = builders.give_role(builders.a_user("Lise Leder"), Role.SUPPLIER_ADMIN, organisation=supplier)
    return builders.logged_in(leader, Role.SUPPLIER_ADMIN)


def _read(office: Client) -> str:
    return office.get("/korps/egne/").content.decode()


def _employed(name: str, supplier: Organisation, jobcentre: Organisation, **described: int) -> Mentor:
    mentor = builders.a_signed_mentor(name, jobcentre=jobcentre, organisation=supplier, **described)  # type: ignore[arg-type]
    assert mentor.user
    with builders.act(mentor.user, Role.MENTOR) as by:
        availability.register_absence(
            mentor, kind=AbsenceKind.ILLNESS, first_day=ON, last_day=None, by=by, at=AT, on=ON
        )
        telling.rate_strain(mentor, level=5, by=by, at=AT, on=ON)
        telling.wish_for_odds(mentor, by=by, at=AT, on=ON)
        telling.tell_experience(mentor, field=Field.CRIME, sharing=Sharing.SEEN, by=by, at=AT, on=ON)
    return mentor


def test_the_own_mentors_stand_there_with_hours_courses_and_absences(office: Client, supplier: Organisation) -> None:
    course = builders.a_course()
    builders.an_accepted_match(course)
    Mentor.objects.filter(pk=course.mentor.pk).update(organisation=supplier)
    page = _read(office)
    assert str(course.mentor) in page
    assert 'data-title="Timer om ugen" class="p-number-cell">37<' in page
    assert 'data-title="Bevilgede timer" class="p-number-cell">2<' in page
    assert 'data-title="Forløb" class="p-number-cell">1<' in page
    assert course.case.citizen.name not in page
    assert course.case.number not in page


def test_what_mentors_tell_of_themselves_is_not_there(office: Client, supplier: Organisation) -> None:
    mentor = _employed("Åse Øster", supplier, builders.a_jobcentre())
    for page in (_read(office), office.get(f"/korps/{mentor.uuid}/timer-og-fravaer/").content.decode()):
        assert "Åse Øster" in page
        assert "fra 16-11-2026" in page
        assert not any(word in page for word in ("hårdt", "Belastning", "bedre odds", "Kriminalitet", "Levet"))
    assert office.get(f"/korps/{mentor.uuid}/").status_code == 404
    assert office.post("/korps/hent/", {"format": "csv"}).status_code == 404


def test_nothing_of_another_organisation_is_there(office: Client, supplier: Organisation) -> None:
    jobcentre = builders.a_jobcentre()
    other = builders.an_organisation(OrganisationKind.SUPPLIER, "Anden Vej ApS")
    foreign = _employed("Fremmed Mand", other, jobcentre)
    builders.a_signed_mentor("Kommunens Egen", jobcentre=jobcentre)
    page = _read(office)
    assert "ingen mentorer i et korps endnu" in page
    assert office.get(f"/korps/{foreign.uuid}/timer-og-fravaer/").status_code == 404
    assert (
        office.post(f"/korps/{foreign.uuid}/timer/", {"weekly_minutes": "1", "first_day": "16-11-2026"}).status_code
        == 404
    )


def test_who_has_left_is_not_there(office: Client, supplier: Organisation) -> None:
    mentor = _employed("Åse Øster", supplier, builders.a_jobcentre())
    Mentor.objects.filter(pk=mentor.pk).update(last_day=builders.YESTERDAY)
    assert "Åse Øster" not in _read(office)


def test_that_a_paper_presses_is_told_and_not_which(office: Client, supplier: Organisation) -> None:
    builders.a_signed_mentor("Åse Øster", jobcentre=builders.a_jobcentre(), organisation=supplier, signed=False)
    page = _read(office)
    assert "Et papir mangler eller udløber. Tal med mentoren." in page
    assert "avshed" not in page


def test_hours_that_the_supplier_sets_are_in_force(office: Client, supplier: Organisation) -> None:
    mentor = _employed("Åse Øster", supplier, builders.a_jobcentre())
    office.post(f"/korps/{mentor.uuid}/timer/", {"weekly_minutes": "7,5", "first_day": "16-11-2026"})
    assert 'data-title="Timer om ugen" class="p-number-cell">7,5<' in _read(office)
    assert "Mine mentorer</a>" in office.get(f"/korps/{mentor.uuid}/timer-og-fravaer/").content.decode()


def test_ten_mentors_ask_no_more_of_the_database_than_two(office: Client, supplier: Organisation) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert office.get("/korps/egne/").status_code == 200
        return len(questions)

    jobcentre = builders.a_jobcentre()
    for number in range(2):
        _employed(f"Mentor {number}", supplier, jobcentre)
    asked()
    before = asked()
    for number in range(2, 10):
        _employed(f"Mentor {number}", supplier, jobcentre)
    assert asked() == before
