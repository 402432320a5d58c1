"""What a jobcentre has agreed with a supplier, as the coordinator notes it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.corps.models import Framework, FrameworkProlongation, ProcessorAgreement
from parloeb.domain.corps.suppliers import access, commands, queries
from parloeb.domain.people import acting
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import clock

pytestmark = pytest.mark.django_db

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def supplier() -> Organisation:
    return builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")


@pytest.fixture
def by(jobcentre: Organisation) -> Actor:
    return builders.actor(builders.a_coordinator(jobcentre=jobcentre), Role.COORDINATOR)


def test_a_jobcentre_has_one_processor_agreement_with_a_supplier_at_a_time(
    jobcentre: Organisation, supplier: Organisation, by: Actor
) -> None:
    def note(period: Period, *, jobcentre: Organisation = jobcentre) -> ProcessorAgreement:
        actor = by if jobcentre.pk in by.organisation_ids else acting.SYSTEM
        return commands.note_processing(
            supplier, period, jobcentre=jobcentre, reference="Sag 26/1", by=actor, at=clock.AT, on=clock.ON
        )

    first = note(YEAR)
    with pytest.raises(errors.RefusedError, match="allerede en databehandleraftale") as refused:
        note(Period(date(2026, 12, 31)))
    assert refused.value.field == "first_day"
    note(Period(date(2027, 1, 1)))
    note(YEAR, jobcentre=builders.a_jobcentre())
    commands.end(first, ended_on=date(2026, 6, 30), by=by, at=clock.AT)
    again = note(Period(date(2026, 7, 1), date(2026, 12, 31)))
    commands.withdraw(again, reason="Var for en anden.", by=by, at=clock.AT)
    note(Period(date(2026, 8, 1), date(2026, 12, 31)))
    assert Event.objects.filter(name="processing.noted").count() == 5
    assert Event.objects.filter(name__in=["processing.ended", "processing.withdrawn"]).count() == 2


def test_frameworks_may_hold_side_by_side_and_are_told_apart_by_number(
    jobcentre: Organisation, supplier: Organisation, by: Actor
) -> None:
    def note(number: str, period: Period = YEAR) -> Framework:
        return commands.note_framework(
            supplier, period, jobcentre=jobcentre, number=number, title="Mentorer", by=by, at=clock.AT, on=clock.ON
        )

    note("RA-1")
    note("RA-2")
    note("RA-1", Period(date(2027, 1, 1)))
    for number, sentence in (("RA-1", "allerede en rammeaftale"), (" ", "Skriv aftalens nummer.")):
        with pytest.raises(errors.RefusedError, match=sentence) as refused:
            note(number)
        assert refused.value.field == "number"
    assert Framework.objects.count() == 3


def test_agreements_are_noted_with_suppliers_by_their_own_coordinator(
    jobcentre: Organisation, supplier: Organisation, by: Actor
) -> None:
    school = builders.an_organisation(OrganisationKind.SCHOOL, "Skolen")
    with pytest.raises(errors.RefusedError, match="kun aftaler med leverandører"):
        commands.note_processing(school, YEAR, jobcentre=jobcentre, by=by, at=clock.AT, on=clock.ON)
    agreed = builders.a_processor_agreement(supplier, jobcentre=jobcentre)
    other = builders.actor(builders.a_coordinator(jobcentre=builders.a_jobcentre()), Role.COORDINATOR)
    with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
        commands.end(agreed, ended_on=clock.ON, by=other, at=clock.AT)
    for visible in (access.processing_visible_to, access.suppliers_of):
        assert visible(by).count() == 1
        assert visible(other).count() == 0
        admin = builders.give_role(builders.a_user(), Role.SUPPLIER_ADMIN, organisation=supplier)
        assert visible(builders.actor(admin)).count() == 0


@pytest.mark.parametrize(
    ("table", "assignment", "constraint"),
    [
        ("processoragreement", "last_day = first_day - 1", "corps_processoragreement_days"),
        ("processoragreement", "withdrawn_at = now()", "corps_processoragreement_withdrawn"),
        ("framework", "ended_on = first_day - 1, ended_at = now()", "corps_framework_ended"),
        ("framework", "number = ''", "corps_framework_numbered"),
    ],
)
def test_the_database_refuses_an_agreement_that_cannot_be(
    jobcentre: Organisation, supplier: Organisation, table: str, assignment: str, constraint: str
) -> None:
    builders.agreed_with(supplier, jobcentre=jobcentre)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE corps_{table} SET {assignment}")


def test_the_database_refuses_two_processor_agreements_at_once(jobcentre: Organisation, supplier: Organisation) -> None:
    builders.a_processor_agreement(supplier, jobcentre=jobcentre, last_day=clock.ON)
    later = builders.a_processor_agreement(supplier, jobcentre=jobcentre, first_day=clock.TOMORROW)
    with pytest.raises(IntegrityError, match="corps_one_processor_agreement_at_once"), transaction.atomic():
        ProcessorAgreement.objects.filter(pk=later.pk).update(first_day=clock.ON)


def test_a_framework_agreement_is_prolonged_with_its_reason_and_the_former_last_day_stays(
    jobcentre: Organisation, supplier: Organisation, by: Actor
) -> None:
    agreed = builders.a_framework(supplier, jobcentre=jobcentre, last_day=date(2026, 12, 31))
    longer = {"last_day": date(2027, 12, 31), "reason": " Option 1. ", "by": by, "at": clock.AT, "on": clock.ON}
    for wrong, field in (({"last_day": date(2026, 12, 31)}, "last_day"), ({"reason": " "}, "reason")):
        with pytest.raises(errors.RefusedError) as refused:
            commands.prolong(agreed, **(longer | wrong))  # type: ignore[arg-type]
        assert refused.value.field == field
    commands.prolong(agreed, **longer)  # type: ignore[arg-type]
    again = Framework.objects.get()
    assert (again.pk, again.last_day) == (agreed.pk, date(2027, 12, 31))
    (told,) = queries.prolongations(again)
    assert told == "Forlænget fra 31-12-2026 til 31-12-2027: Option 1. (16-11-2026, Karen Holm)"
    assert Event.objects.filter(name="framework.prolonged", subject_uuid=agreed.uuid).count() == 1
    commands.end(again, ended_on=date(2027, 6, 30), by=by, at=clock.AT)
    with pytest.raises(errors.RefusedError, match="afsluttet"):
        commands.prolong(again, **(longer | {"last_day": date(2028, 1, 1)}))  # type: ignore[arg-type]


def test_of_two_who_prolong_at_once_the_second_is_told_and_others_may_not(
    jobcentre: Organisation, supplier: Organisation, by: Actor
) -> None:
    agreed = builders.a_framework(supplier, jobcentre=jobcentre, last_day=date(2026, 12, 31))
    late = Framework.objects.select_related("jobcentre").get()
    longer = {"reason": "Option 1.", "at": clock.AT, "on": clock.ON}
    stranger = builders.actor(builders.a_coordinator(jobcentre=builders.a_jobcentre()), Role.COORDINATOR)
    with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
        commands.prolong(agreed, last_day=date(2027, 12, 31), by=stranger, **longer)  # type: ignore[arg-type]
    commands.prolong(agreed, last_day=date(2027, 12, 31), by=by, **longer)  # type: ignore[arg-type]
    with pytest.raises(errors.OvertakenError):
        commands.prolong(late, last_day=date(2028, 12, 31), by=by, **longer)  # type: ignore[arg-type]
    assert FrameworkProlongation.objects.count() == 1
    refused = pytest.raises(IntegrityError, match="corps_prolongation_later_with_reason")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute("UPDATE corps_frameworkprolongation SET last_day = former_last_day")
