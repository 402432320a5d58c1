"""Opening a case, and how relations begin, end and are cut."""

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import commands
from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind, Stage
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders

pytestmark = pytest.mark.django_db

ON = builders.ON


def test_a_new_case_belongs_to_team_caseworker_and_citizen(cast: builders.Cast) -> None:
    citizen = builders.a_citizen(user=cast.citizen)
    case = builders.a_case(by=cast.caseworker, citizen=citizen)
    assert (case.stage, case.opened_on, case.jobcentre) == (Stage.DRAFT, ON, cast.places.nordby)
    assert _relations(case) == {
        (RelationKind.TEAM, cast.places.team_a),
        (RelationKind.CASEWORKER, cast.caseworker),
        (RelationKind.CITIZEN, cast.citizen),
    }
    row = Event.objects.get(name="case.opened")
    assert (row.subject_uuid, row.user_uuid, row.citizens) == (case.uuid, cast.caseworker.uuid, [citizen.uuid])


def test_a_number_tells_the_year_and_comes_once() -> None:
    numbers = [builders.a_case().number for _ in range(3)]
    assert len(set(numbers)) == 3
    assert all(number.startswith("2026-") and len(number) == 11 for number in numbers)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_who_may_open_a_case(cast: builders.Cast, role: Role) -> None:
    by = builders.actor(builders.give_role(builders.a_user(), role, team=cast.places.team_a))
    if role in (Role.CASEWORKER, Role.TEAM_LEADER):
        assert _open(cast, by).pk
    else:
        with pytest.raises(errors.RefusedError, match="sagsbehandler eller teamleder"):
            _open(cast, by)


def test_a_caseworker_opens_no_case_in_another_team(cast: builders.Cast) -> None:
    with pytest.raises(errors.RefusedError, match="eget team"):
        _open(cast, builders.actor(cast.other_caseworker))


def test_a_caseworker_without_a_team_opens_no_case(cast: builders.Cast) -> None:
    with pytest.raises(errors.RefusedError, match="i et team"):
        _open(cast, builders.actor(builders.give_role(builders.a_user(), Role.CASEWORKER)))


def test_ending_includes_the_last_day_and_leaves_what_has_ended_alone() -> None:
    case = builders.a_case()
    now = builders.relate(case, RelationKind.MENTOR, user=builders.a_mentor(), first_day=builders.LONG_AGO)
    gone = builders.relate(
        case, RelationKind.MENTOR, user=builders.a_mentor(), first_day=builders.LONG_AGO, last_day=builders.YESTERDAY
    )
    _end(case)
    now.refresh_from_db()
    gone.refresh_from_db()
    assert (now.last_day, now.cut_at) == (ON, None)
    assert (gone.last_day, gone.cut_at) == (builders.YESTERDAY, None)
    assert Event.objects.filter(name="relation.mentor.ended").count() == 1


def test_ending_what_has_not_begun_leaves_no_day_on_which_it_opens() -> None:
    case = builders.a_case()
    planned = builders.relate(case, RelationKind.MENTOR, user=builders.a_mentor(), first_day=builders.TOMORROW)
    _end(case)
    planned.refresh_from_db()
    assert planned.cut_at == builders.AT
    assert planned.first_day == builders.TOMORROW


def test_ending_a_kind_leaves_the_others_running() -> None:
    case = builders.a_case()
    builders.relate(case, RelationKind.MENTOR, user=builders.a_mentor())
    _end(case)
    assert not Relation.objects.exclude(kind=RelationKind.MENTOR).exclude(last_day=None).exists()


def test_cutting_closes_at_once_and_is_logged() -> None:
    case = builders.a_case()
    mentor = builders.relate(case, RelationKind.MENTOR, user=builders.a_mentor())
    builders.cut(case, RelationKind.MENTOR)
    mentor.refresh_from_db()
    assert mentor.cut_at == builders.AT
    row = Event.objects.get(name="relation.mentor.cut")
    assert (row.subject_uuid, row.citizens) == (mentor.uuid, [case.citizen.uuid])


def test_the_stage_is_kept_with_its_day() -> None:
    case = builders.a_case()
    commands.reach_stage(case, Stage.ENDED, ended_on=ON)
    assert (case.stage, case.ended_on) == (Stage.ENDED, ON)
    kept = Case.objects.get(pk=case.pk)
    assert (kept.stage, kept.ended_on) == (Stage.ENDED, ON)


def test_no_act_reopens_a_course_that_was_ended_meanwhile() -> None:
    case = builders.a_case()
    stale = Case.objects.get(pk=case.pk)
    commands.reach_stage(case, Stage.ENDED, ended_on=ON)
    with pytest.raises(errors.OvertakenError):
        commands.reach_stage(stale, Stage.PHASING_OUT)
    kept = Case.objects.get(pk=case.pk)
    assert (kept.stage, kept.ended_on) == (Stage.ENDED, ON)


def _open(cast: builders.Cast, by: acting.Actor) -> Case:
    return commands.open_case(
        citizen=builders.a_citizen(), team=cast.places.team_a, by=by, at=builders.AT, on=builders.ON
    )


def _end(case: Case) -> None:
    commands.end_relations(case, kind=RelationKind.MENTOR, last_day=ON, by=acting.SYSTEM, at=builders.AT)


def _relations(case: Case) -> set[tuple[str, object]]:
    rows = Relation.objects.filter(case=case, first_day=ON, last_day=None)
    return {(RelationKind(row.kind), row.user or row.team or row.organisation) for row in rows}
