"""How the papers of many mentors stand, asked at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps import commands as corps_commands
from parloeb.domain.corps.lists import Kind, PaperKind
from parloeb.domain.corps.models import Framework, Mentor, ProcessorAgreement
from parloeb.domain.corps.papers import commands as papers
from parloeb.domain.corps.papers import queries
from parloeb.domain.corps.suppliers import commands as suppliers
from parloeb.domain.law.settings import Setting
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind
from tests import builders
from tests.builders import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def supplier() -> Organisation:
    return builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")


def _supplied(jobcentre: Organisation, supplier: Organisation) -> Mentor:
    return builders.a_signed_mentor("Maja Krogh", jobcentre=jobcentre, organisation=supplier, kind=Kind.SUPPLIER)


def _stops(mentor: Mentor, *, on: date = clock.ON) -> tuple[str, ...]:
    return queries.of([mentor], on=on)[mentor.pk].stops


def test_a_suppliers_mentor_is_stopped_where_an_agreement_ends_is_withdrawn_or_is_anothers(
    jobcentre: Organisation, supplier: Organisation
) -> None:
    elsewhere = builders.a_jobcentre()
    builders.a_processor_agreement(supplier, jobcentre=elsewhere)
    mentor = _supplied(jobcentre, supplier)
    assert _stops(mentor) == ()
    frame, processing = Framework.objects.get(), ProcessorAgreement.objects.get(jobcentre=jobcentre)
    suppliers.end(frame, ended_on=clock.YESTERDAY, by=acting.SYSTEM, at=clock.AT)
    assert _stops(mentor) == ("Rammeaftalen med Sporskiftet ApS udløb 15-11-2026.",)
    assert _stops(mentor, on=clock.YESTERDAY) == ()
    suppliers.withdraw(processing, reason="Forkert part.", by=acting.SYSTEM, at=clock.AT)
    assert _stops(mentor)[0] == "Sporskiftet ApS har ingen databehandleraftale, der gælder 16-11-2026."


def test_the_municipality_sets_how_long_secrecy_lasts_and_a_renewal_counts_from_its_day(
    jobcentre: Organisation,
) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre, signed_on=date(2025, 11, 10))
    assert _stops(mentor) == ()
    builders.set_setting(jobcentre, Setting.SECRECY_MONTHS, 12)
    assert _stops(mentor) == ("Tavshedserklæringen udløb 09-11-2026. Mentoren skal læse den og skrive under igen.",)
    assert _stops(mentor, on=clock.YESTERDAY) == ()  # the setting holds from its day on
    corps_commands.sign_secrecy(mentor, by=acting.SYSTEM, at=clock.AT, on=clock.ON)
    assert _stops(mentor) == ()


def test_the_municipality_sets_how_long_before_it_is_warned(jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre)
    builders.a_paper(mentor, PaperKind.CHILDREN, last_day=clock.ON + timedelta(days=40))
    assert queries.of([mentor], on=clock.ON)[mentor.pk].warnings == ()
    builders.set_setting(jobcentre, Setting.PAPER_WARN_DAYS, 40)
    found = queries.of([mentor], on=clock.ON)[mentor.pk]
    assert found.warnings == ("Børneattest udløber 26-12-2026 (om 40 dage).",)
    assert found.has_children_certificate


def test_a_paper_that_was_withdrawn_holds_on_no_day(jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre)
    paper = builders.a_paper(mentor, PaperKind.CHILDREN)
    assert queries.of([mentor], on=clock.ON)[mentor.pk].has_children_certificate
    papers.withdraw(paper, reason="Var en andens.", by=acting.SYSTEM, at=clock.AT)
    assert not queries.of([mentor], on=clock.ON)[mentor.pk].has_children_certificate


def test_many_mentors_cost_no_more_questions_than_one(jobcentre: Organisation, supplier: Organisation) -> None:
    mentors = [_supplied(jobcentre, supplier) for _ in range(4)]
    for mentor in mentors:
        builders.a_paper(mentor)
    counts = []
    for some in (mentors[:1], mentors):
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.of(some, on=clock.ON)) == len(some)
        counts.append(len(asked))
    assert counts == [6, 6]
