"""What a citizen asks for with a day by which it is answered."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.models import Case
from parloeb.domain.grants import deadlines
from parloeb.domain.grants.lists import RequestKind, Way
from parloeb.domain.grants.models import Request
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import requests as commands
from parloeb.domain.grants.procedure.queries import requests as queries
from parloeb.domain.grants.states import RequestState
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ACCESS = commands.Asked(RequestKind.ACCESS, "Vil se sagen.", Way.PHONE, ON)


def a_request(signe: User, asked: commands.Asked = ACCESS, *, case: Case | None = None) -> Request:
    with builders.act(signe) as by:
        return commands.register(case or builders.a_case(by=signe), asked, by=by, at=AT, on=ON)


@pytest.mark.rule("FVL-23", "OFL-36")
@pytest.mark.parametrize(
    ("kind", "asked_on", "answer_by"),
    [
        (RequestKind.ACCESS, date(2026, 11, 16), date(2026, 11, 25)),
        (RequestKind.ACCESS, date(2026, 3, 31), date(2026, 4, 14)),  # Easter lies between
        (RequestKind.REASONS, date(2026, 11, 16), date(2026, 11, 30)),
        (RequestKind.REASONS, date(2026, 12, 24), date(2027, 1, 7)),
    ],
)
def test_the_law_says_by_when_it_is_answered(kind: RequestKind, asked_on: date, answer_by: date) -> None:
    assert deadlines.answer_request_by(kind, asked_on) == answer_by


def test_a_request_is_written_down_and_answered() -> None:
    signe = builders.a_caseworker()
    request = a_request(signe)
    seen = access.requests_visible_to(builders.actor(signe), on=ON)
    (waits,) = queries.last_days(seen, on=ON)
    assert (waits.due, waits.what) == (date(2026, 11, 25), "Aktindsigt: svar borgeren")
    assert waits.note.startswith("Når fristen er overskredet: skriv til borgeren")
    (late,) = queries.last_days(seen, on=date(2026, 11, 26))
    assert late.note.startswith("Fristen er overskredet: skriv til borgeren")
    with builders.act(signe) as by:
        commands.answer(request, text="Sendt.", answered_on=ON, by=by, at=AT, on=ON)
        assert (request.state, request.answered_by) == (RequestState.ANSWERED, signe)
        with pytest.raises(errors.IllegalMoveError):
            commands.answer(request, text="Igen.", answered_on=ON, by=by, at=AT, on=ON)
    assert queries.waiting(seen) == ()
    names = Event.objects.filter(subject_uuid=request.uuid).order_by("id").values_list("name", flat=True)
    assert list(names) == ["request.registered", "request.answered"]


def test_of_two_who_answer_at_once_the_second_is_told() -> None:
    signe = builders.a_caseworker()
    request = a_request(signe)
    read = Request.objects.select_related("case__citizen").get(pk=request.pk)
    with builders.act(signe) as by:
        commands.answer(request, text="Sendt.", answered_on=ON, by=by, at=AT, on=ON)
        with pytest.raises(errors.OvertakenError):
            commands.answer(read, text="Også.", answered_on=ON, by=by, at=AT, on=ON)


REASONS = RequestKind.REASONS


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (commands.Asked(RequestKind.ACCESS, " ", Way.PHONE, ON), "what"),
        (commands.Asked(RequestKind.ACCESS, "Se", Way.PAGE, ON), "way"),
        (commands.Asked(RequestKind.ACCESS, "Se", Way.PHONE, ON + DAY), "asked_on"),
        (commands.Asked(RequestKind.ACCESS, "Se", Way.PHONE, ON, ON), "decided_on"),
        (commands.Asked(REASONS, "Hvorfor", Way.PHONE, ON), "decided_on"),
        (commands.Asked(REASONS, "Hvorfor", Way.PHONE, ON - DAY, ON), "decided_on"),
        (commands.Asked(REASONS, "Hvorfor", Way.PHONE, ON, ON - 15 * DAY), "asked_on"),
    ],
)
def test_a_wrong_request_is_told_at_its_field(asked: commands.Asked, field: str) -> None:
    signe = builders.a_caseworker()
    with pytest.raises(errors.RefusedError) as refused:
        a_request(signe, asked)
    assert refused.value.field == field
    assert not Request.objects.exists()


@pytest.mark.rule("FVL-23")
@pytest.mark.parametrize("days_after", [0, 13, 14])
def test_reasons_are_asked_for_within_fourteen_days(days_after: int) -> None:
    asked = commands.Asked(REASONS, "Hvorfor", Way.PHONE, ON, ON - days_after * DAY)
    assert a_request(builders.a_caseworker(), asked).answer_by == ON + 14 * DAY


@pytest.mark.parametrize(
    ("text", "day", "field"),
    [(" ", ON, "text"), ("Sendt", ON + DAY, "answered_on"), ("Sendt", ON - DAY, "answered_on")],
)
def test_a_wrong_answer_is_told_at_its_field(text: str, day: date, field: str) -> None:
    signe = builders.a_caseworker()
    request = a_request(signe)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError) as refused:
        commands.answer(request, text=text, answered_on=day, by=by, at=AT, on=ON)
    assert refused.value.field == field


def test_other_roles_and_teams_neither_read_nor_act() -> None:
    signe = builders.a_caseworker()
    request = a_request(signe)
    mads, mikkel = builders.a_caseworker("Mads"), builders.a_mentor()
    for other, sentence in ((mads, "ikke adgang"), (mikkel, "Din rolle")):
        assert not access.requests_visible_to(builders.actor(other), on=ON).exists()
        with builders.act(other) as by, pytest.raises(errors.RefusedError, match=sentence):
            commands.answer(request, text="Sendt.", answered_on=ON, by=by, at=AT, on=ON)
        with builders.act(other) as by, pytest.raises(errors.RefusedError, match=sentence):
            commands.register(request.case, ACCESS, by=by, at=AT, on=ON)


def test_the_leader_answers_too() -> None:
    signe = builders.a_caseworker()
    request = a_request(signe)
    team = signe.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    with builders.act(builders.a_leader(team=team)) as by:
        commands.answer(request, text="Sendt.", answered_on=ON, by=by, at=AT, on=ON)
    assert request.state == RequestState.ANSWERED


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("grants_request_says_what", "what = ''"),
        ("grants_request_of_reasons_has_decision", "kind = 'reasons'"),
        ("grants_request_of_reasons_has_decision", "decided_on = asked_on"),
        ("grants_request_answered_has_answer", "state = 'answered'"),
        ("grants_request_answered_has_answer", "state = 'answered', answer = 'x', answered_at = now(), "
         "answered_by_id = written_by_id, answered_on = asked_on - 1"),
    ],
)  # fmt: skip
def test_the_database_holds_what_a_request_must_have(constraint: str, change: str) -> None:
    a_request(builders.a_caseworker())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE grants_request SET {change}")


@pytest.fixture
def anna() -> User:
    return builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)


def _asks(anna: User, case: Case, asked: commands.Asked) -> Request:
    with builders.act(anna) as by:
        return commands.register(case, asked, by=by, at=AT, on=ON)


@pytest.mark.parametrize(
    ("asked", "answer_by"),
    [
        (commands.Asked(RequestKind.ACCESS, "Vil se alt.", Way.PAGE, ON), date(2026, 11, 25)),
        (commands.Asked(REASONS, "Hvorfor?", Way.PAGE, ON, ON - 14 * DAY), date(2026, 11, 30)),
    ],
)
def test_a_citizen_asks_on_the_own_page_with_the_same_days(anna: User, asked: commands.Asked, answer_by: date) -> None:
    signe = builders.a_caseworker()
    case = builders.a_case(by=signe, citizen=builders.a_citizen(user=anna))
    request = _asks(anna, case, asked)
    assert (request.answer_by, request.written_by) == (answer_by, anna)
    (waits,) = queries.waiting(access.requests_visible_to(builders.actor(signe), on=ON))
    assert waits.due == answer_by
    sheet = queries.sheet(access.requests_visible_to(builders.actor(anna), on=ON), request.uuid)
    assert sheet
    assert ("Sådan kom det", "Skrevet på borgerens side") in sheet.facts
    assert "Skrevet ned af" not in dict(sheet.facts)


@pytest.mark.parametrize("way", [way for way in Way if way is not Way.PAGE])
def test_a_citizen_asks_by_the_page_alone(anna: User, way: Way) -> None:
    case = builders.a_case(by=builders.a_caseworker(), citizen=builders.a_citizen(user=anna))
    with pytest.raises(errors.RefusedError) as refused:
        _asks(anna, case, commands.Asked(RequestKind.ACCESS, "Vil se alt.", way, ON))
    assert refused.value.field == "way"


def test_a_citizen_neither_asks_in_nor_reads_of_anothers_case_and_answers_nothing(anna: User) -> None:
    signe, bo = builders.a_caseworker(), builders.give_role(builders.a_user("Bo Bak"), Role.CITIZEN)
    case = builders.a_case(by=signe, citizen=builders.a_citizen(user=anna))
    own = commands.Asked(RequestKind.ACCESS, "Vil se alt.", Way.PAGE, ON)
    request = _asks(anna, case, own)
    assert access.requests_visible_to(builders.actor(anna), on=ON).get() == request
    assert not access.requests_visible_to(builders.actor(bo), on=ON).exists()
    with pytest.raises(errors.RefusedError, match="ikke adgang"):
        _asks(bo, case, own)
    with builders.act(anna) as by, pytest.raises(errors.RefusedError, match="Din rolle"):
        commands.answer(request, text="Sendt.", answered_on=ON, by=by, at=AT, on=ON)
