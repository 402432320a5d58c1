"""Papers as the coordinator notes, ends and withdraws them."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.corps import lists
from parloeb.domain.corps.models import Mentor, Paper
from parloeb.domain.corps.papers import access, commands
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import clock, corps

pytestmark = pytest.mark.django_db

RECORD = commands.Shown(lists.PaperKind.CRIMINAL_RECORD, clock.ON, date(2027, 11, 15))


@pytest.fixture
def mentor() -> Mentor:
    return corps.a_corps_mentor()


def _coordinator(mentor: Mentor) -> Actor:
    return builders.actor(builders.a_coordinator(jobcentre=mentor.jobcentre), Role.COORDINATOR)


def test_a_paper_is_noted_beside_the_former_and_logged(mentor: Mentor) -> None:
    by = _coordinator(mentor)
    for _ in range(2):
        paper = commands.note(mentor, RECORD, by=by, at=clock.AT, on=clock.ON)
    assert mentor.papers.count() == 2
    assert (paper.noted_by_id, paper.noted_at) == (by.user_id, clock.AT)
    event = Event.objects.get(name="paper.noted", subject_uuid=paper.uuid)
    assert event.reason == "criminal_record"


@pytest.mark.parametrize(
    ("shown", "field", "sentence"),
    [
        (commands.Shown(lists.PaperKind.OTHER, clock.ON, title=" "), "title", "Skriv, hvad det er for et papir."),
        (commands.Shown(lists.PaperKind.COURSE, clock.ON), "title", "Skriv, hvad det er for et papir."),
        (commands.Shown(lists.PaperKind.OTHER, clock.ON, title="010170-1234"), "title", "ligner et CPR-nummer"),
        (commands.Shown(lists.PaperKind.CHILDREN, clock.ON, clock.YESTERDAY), "last_day", "før den første"),
        (commands.Shown(lists.PaperKind.CHILDREN, date(1926, 11, 16)), "first_day", "Er årstallet rigtigt?"),
        (commands.Shown(lists.PaperKind.CHILDREN, clock.ON, date(2126, 1, 1)), "last_day", "Er årstallet rigtigt?"),
    ],
)
def test_a_paper_that_cannot_be_is_refused_at_its_field(
    mentor: Mentor, shown: commands.Shown, field: str, sentence: str
) -> None:
    with pytest.raises(errors.RefusedError, match=sentence.replace("?", r"\?")) as refused:
        commands.note(mentor, shown, by=_coordinator(mentor), at=clock.AT, on=clock.ON)
    assert refused.value.field == field
    assert not mentor.papers.exists()


def test_a_paper_is_ended_once_within_its_days(mentor: Mentor) -> None:
    by = _coordinator(mentor)
    paper = commands.note(mentor, RECORD, by=by, at=clock.AT, on=clock.ON)
    for day in (clock.YESTERDAY, date(2027, 11, 15)):
        with pytest.raises(errors.RefusedError) as refused:
            commands.end(paper, ended_on=day, by=by, at=clock.AT)
        assert refused.value.field == "ended_on"
    commands.end(paper, ended_on=clock.TOMORROW, by=by, at=clock.AT)
    kept = Paper.objects.get()
    assert (kept.last_day, kept.until) == (date(2027, 11, 15), clock.TOMORROW)
    with pytest.raises(errors.IllegalMoveError):
        commands.end(kept, ended_on=clock.ON, by=by, at=clock.AT)
    assert Event.objects.filter(name="paper.ended", subject_uuid=paper.uuid).count() == 1


def test_a_wrong_paper_is_withdrawn_with_a_reason_and_stays_to_be_read(mentor: Mentor) -> None:
    by = _coordinator(mentor)
    paper = commands.note(mentor, RECORD, by=by, at=clock.AT, on=clock.ON)
    for reason, sentence in ((" ", "Skriv, hvorfor"), ("010170-1234", "CPR-nummer")):
        with pytest.raises(errors.RefusedError, match=sentence):
            commands.withdraw(paper, reason=reason, by=by, at=clock.AT)
    commands.withdraw(paper, reason="Var en andens.", by=by, at=clock.AT)
    kept = Paper.objects.get()
    assert (kept.withdrawn_because, kept.withdrawn_by_id) == ("Var en andens.", by.user_id)
    with pytest.raises(errors.IllegalMoveError):
        commands.withdraw(kept, reason="Igen.", by=by, at=clock.AT)
    with pytest.raises(errors.IllegalMoveError):
        commands.end(kept, ended_on=clock.ON, by=by, at=clock.AT)


def test_of_two_who_correct_a_paper_at_once_the_second_is_told(mentor: Mentor) -> None:
    by = _coordinator(mentor)
    paper = commands.note(mentor, RECORD, by=by, at=clock.AT, on=clock.ON)
    read_before = Paper.objects.select_related("mentor__jobcentre").get()
    commands.end(paper, ended_on=clock.TOMORROW, by=by, at=clock.AT)
    with pytest.raises(errors.OvertakenError):
        commands.end(read_before, ended_on=clock.ON, by=by, at=clock.AT)
    commands.withdraw(paper, reason="Var en andens.", by=by, at=clock.AT)
    with pytest.raises(errors.OvertakenError):
        commands.withdraw(read_before, reason="Også mig.", by=by, at=clock.AT)
    assert Paper.objects.get().until == clock.TOMORROW


def test_nobody_but_the_coordinator_of_the_corps_notes_and_nobody_else_but_the_mentor_reads(mentor: Mentor) -> None:
    paper = builders.a_paper(mentor)
    other = corps.a_corps_mentor("Maja Krogh", jobcentre=mentor.jobcentre)
    assert mentor.user
    assert other.user
    leader = builders.a_leader(team=builders.a_team(jobcentre=mentor.jobcentre))
    reading = {
        "coordinator": _coordinator(mentor),
        "the mentor": builders.actor(mentor.user, Role.MENTOR),
        "coordinator elsewhere": builders.actor(builders.a_coordinator(jobcentre=builders.a_jobcentre())),
        "another mentor": builders.actor(other.user, Role.MENTOR),
        "leader": builders.actor(leader),
    }
    assert [name for name, by in reading.items() if access.visible_to(by).exists()] == ["coordinator", "the mentor"]
    for name, by in reading.items():
        if name == "coordinator":
            continue
        with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
            commands.note(mentor, RECORD, by=by, at=clock.AT, on=clock.ON)
        with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
            commands.withdraw(paper, reason="Nej.", by=by, at=clock.AT)


@pytest.mark.parametrize(
    ("assignment", "constraint"),
    [
        ("last_day = first_day - 1", "corps_paper_days"),
        ("ended_on = first_day", "corps_paper_ended"),
        ("ended_on = first_day - 1, ended_at = now()", "corps_paper_ended"),
        ("ended_on = last_day, ended_at = now()", "corps_paper_ended"),
        ("withdrawn_at = now()", "corps_paper_withdrawn"),
        ("withdrawn_because = 'Fejl.'", "corps_paper_withdrawn"),
        ("kind = 'passport'", "corps_paper_kind"),
        ("kind = 'other'", "corps_paper_named"),
    ],
)
def test_the_database_refuses_a_paper_that_cannot_be(mentor: Mentor, assignment: str, constraint: str) -> None:
    builders.a_paper(mentor, last_day=clock.ON)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE corps_paper SET {assignment}")
