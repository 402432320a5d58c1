"""A last day that is put off: longer to answer a hearing, and why the citizen is answered later."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants.lists import RequestKind, Way
from parloeb.domain.grants.models import Complaint, Hearing, Postponement, Request
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import complaints, hearings, postponing, requests
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.grants.procedure.queries import complaints as complaint_queries
from parloeb.domain.grants.procedure.queries import hearings as hearing_queries
from parloeb.domain.grants.procedure.queries import requests as request_queries
from parloeb.domain.grants.states import HearingState
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, procedure

DAY = timedelta(days=1)
LAST = ON + timedelta(days=14)  # of a hearing opened on the day, unless said otherwise
WHY = "Vi venter på oplysninger fra lægen."


@pytest.mark.parametrize(
    ("day", "reason", "on", "field"),
    [
        (LAST - DAY, WHY, ON, "day"),
        (LAST, WHY, ON, "day"),
        (LAST + DAY, " ", ON, "reason"),
        (LAST + DAY, WHY, LAST + DAY, "day"),
        (LAST + DAY, WHY, LAST, None),
        (LAST + DAY, WHY, ON, None),
    ],
)
def test_a_day_is_put_off_to_a_later_one_with_a_reason(day: date, reason: str, on: date, field: str | None) -> None:
    new = NewDay(day, reason)
    if field is None:
        postponing.refuse_wrong(new, former=LAST, on=on)
        return
    with pytest.raises(errors.RefusedError) as refused:
        postponing.refuse_wrong(new, former=LAST, on=on)
    assert refused.value.field == field


def _prolong(hearing: Hearing, *, by: User, day: date = LAST + 7 * DAY, is_asked_for: bool = True) -> None:
    with builders.act(by) as actor:
        new = NewDay(day, "Anna er på sygehuset.", is_asked_for)
        hearings.prolong(hearing, new, sending=builders.sending(), by=actor, at=AT, on=ON)


def _told(letter: Letter) -> str:
    return str(letter.facts).replace("\u00a0", " ")


def test_who_got_the_letter_gets_another_with_the_new_day(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    _prolong(hearing, by=signe)
    kept = Postponement.objects.get(hearing=hearing)
    assert (hearing.answer_by, hearing.state, hearing.letter.state) == (
        LAST + 7 * DAY,
        HearingState.OPEN,
        LetterState.SENT,
    )
    assert (kept.former_day, kept.new_day, kept.is_asked_for, kept.made_by) == (LAST, LAST + 7 * DAY, True, signe)
    assert (kept.letter.kind, kept.letter.state) == (LetterKind.POSTPONED, LetterState.READY)
    for said in ("7. december 2026", "30. november 2026", "Anna er på sygehuset."):
        assert said in _told(kept.letter)
    assert Event.objects.filter(name="hearing.prolonged", subject_uuid=hearing.uuid).count() == 1


def test_a_letter_that_has_not_left_is_written_anew_with_the_new_day(signe: User) -> None:
    hearing = builders.a_hearing(by=signe)
    first = hearing.letter
    _prolong(hearing, by=signe, is_asked_for=False)
    first.refresh_from_db()
    assert first.state == LetterState.CANCELLED
    assert (hearing.letter.kind, hearing.letter.state) == (LetterKind.HEARING, LetterState.READY)
    assert "7. december 2026" in _told(hearing.letter)
    assert procedure.ADVERSE in _told(hearing.letter)
    assert "30. november 2026" not in _told(hearing.letter)


def test_the_list_and_the_decision_wait_for_the_new_day(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    _prolong(hearing, by=signe)
    seen = access.hearings_visible_to(builders.actor(signe), on=ON)
    assert [one.due for one in hearing_queries.last_days(seen)] == [LAST + 7 * DAY]
    assert hearing_queries.to_follow_up(seen, on=LAST + DAY) == ()
    with pytest.raises(errors.RefusedError, match="Hør borgeren"):
        procedure.refuse(hearing.grant, by=signe, on=LAST + DAY)
    procedure.refuse(hearing.grant, by=signe, on=LAST + 8 * DAY)


def test_the_page_of_the_hearing_says_from_and_to_which_day_and_why(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    _prolong(hearing, by=signe)
    _prolong(hearing, by=signe, day=LAST + 9 * DAY, is_asked_for=False)
    sheet = hearing_queries.sheet(access.hearings_visible_to(builders.actor(signe), on=ON), hearing.uuid)
    assert sheet
    assert [fact for fact in sheet.facts if fact[0].startswith("Længere")] == [
        ("Længere frist, som borgeren bad om", "16-11-2026: fra 30-11-2026 til 07-12-2026. Anna er på sygehuset."),
        ("Længere frist", "16-11-2026: fra 07-12-2026 til 09-12-2026. Anna er på sygehuset."),
    ]


@pytest.mark.parametrize("state", [HearingState.ANSWERED, HearingState.WITHDRAWN])
def test_what_waits_for_no_answer_is_not_prolonged(signe: User, state: HearingState) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    if state is HearingState.ANSWERED:
        builders.answer_hearing(hearing, by=signe)
    else:
        with builders.act(signe) as by:
            hearings.withdraw(hearing, by=by, at=AT, on=ON)
    with pytest.raises(errors.IllegalMoveError):
        _prolong(hearing, by=signe)
    assert not Postponement.objects.exists()


def test_of_two_who_prolong_at_once_the_second_is_told_and_writes_no_letter(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    read = Hearing.objects.select_related("grant__case__citizen", "letter").get(pk=hearing.pk)
    _prolong(hearing, by=signe)
    with pytest.raises(errors.OvertakenError), transaction.atomic():
        _prolong(read, by=signe, day=LAST + 20 * DAY)
    assert Letter.objects.filter(kind=LetterKind.POSTPONED).count() == 1


def _waiting() -> list[Letter]:
    return list(Letter.objects.filter(kind=LetterKind.POSTPONED, state=LetterState.READY))


def test_who_is_put_off_twice_reads_of_the_day_that_was_told_and_gets_one_letter(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    _prolong(hearing, by=signe, day=LAST + 5 * DAY)
    _prolong(hearing, by=signe, day=LAST + 9 * DAY)
    (letter,) = _waiting()
    assert "senest den 30. november 2026" in _told(letter)  # as the one letter that left says
    assert "9. december 2026" in _told(letter)
    with builders.act(signe) as by:
        correspondence.post(letter, by=by, at=AT, on=ON)
    _prolong(hearing, by=signe, day=LAST + 12 * DAY)
    (last,) = _waiting()
    assert "senest den 9. december 2026" in _told(last)


def _answer(hearing: Hearing, by: User) -> None:
    builders.answer_hearing(hearing, by=by)


def _withdraw(hearing: Hearing, by: User) -> None:
    with builders.act(by) as actor:
        hearings.withdraw(hearing, by=actor, at=AT, on=ON)


def _close(hearing: Hearing, by: User) -> None:
    on = LAST + 8 * DAY
    with builders.act(by, on=on) as actor:
        hearings.close(hearing, by=actor, at=builders.at(on), on=on)


def _decide(hearing: Hearing, by: User) -> None:
    procedure.refuse(hearing.grant, by=by, on=LAST + 8 * DAY)


@pytest.mark.parametrize("ends", [_answer, _withdraw, _close, _decide])
def test_nobody_is_told_of_a_later_day_once_the_hearing_has_ended(
    signe: User, ends: Callable[[Hearing, User], None]
) -> None:
    citizen = builders.a_citizen()
    builders.a_representative(citizen)
    hearing = builders.a_sent_hearing(by=signe, citizen=citizen)
    _prolong(hearing, by=signe)
    assert len(_waiting()) == 2  # the citizen's, and the copy
    ends(hearing, signe)
    assert _waiting() == []


def test_the_copy_of_the_first_letter_still_goes_when_the_citizen_got_theirs(signe: User) -> None:
    citizen = builders.a_citizen()
    builders.a_representative(citizen)
    hearing = builders.a_sent_hearing(by=signe, citizen=citizen)
    _prolong(hearing, by=signe)
    assert Letter.objects.get(copy_of=hearing.letter).state == LetterState.READY


def test_what_is_decided_is_not_prolonged(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    builders.answer_hearing(hearing, by=signe)
    procedure.refuse(hearing.grant, by=signe)
    with pytest.raises(errors.RefusedError, match="afgjort"):
        _prolong(hearing, by=signe)


# --- answers that come later

REQUEST_DAYS = {RequestKind.ACCESS: date(2026, 11, 25), RequestKind.REASONS: date(2026, 11, 30)}


def a_request(signe: User, kind: RequestKind) -> Request:
    decided_on = ON if kind is RequestKind.REASONS else None
    with builders.act(signe) as by:
        asked = requests.Asked(kind, "Vil vide det.", Way.PHONE, ON, decided_on)
        return requests.register(builders.a_case(by=signe), asked, by=by, at=AT, on=ON)


def _explain_request(request: Request, *, by: User, day: date, reason: str = WHY) -> None:
    with builders.act(by) as actor:
        requests.explain(request, NewDay(day, reason), sending=builders.sending(), by=actor, at=AT, on=ON)


def _explain_complaint(complaint: Complaint, *, by: User, day: date, reason: str = WHY) -> None:
    with builders.act(by) as actor:
        complaints.explain(complaint, NewDay(day, reason), sending=builders.sending(), by=actor, at=AT, on=ON)


@pytest.mark.rule("FVL-23", "OFL-36", "RSL-3")
@pytest.mark.parametrize("kind", RequestKind)
def test_who_asked_is_told_why_and_when_and_the_list_shows_it(signe: User, kind: RequestKind) -> None:
    request, last = a_request(signe, kind), REQUEST_DAYS[kind]
    _explain_request(request, by=signe, day=last + DAY)
    kept = Postponement.objects.get(request=request)
    assert (request.answer_by, request.expected_on, kept.former_day) == (last, last + DAY, last)
    assert WHY in _told(kept.letter)
    assert "Vores svar kommer senere" in kept.letter.subject
    (waits,) = request_queries.last_days(access.requests_visible_to(builders.actor(signe), on=ON), on=ON)
    assert waits.due == last + DAY
    assert "Der er skrevet til borgeren" in waits.note
    with builders.act(signe) as by:
        requests.answer(request, text="Sendt.", answered_on=ON, by=by, at=AT, on=ON)
    with pytest.raises(errors.IllegalMoveError):
        _explain_request(request, by=signe, day=last + 9 * DAY)


@pytest.mark.rule("RSL-66", "RSL-3")
def test_who_complained_is_told_why_and_when_and_the_list_shows_it(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    last = date(2026, 12, 14)
    _explain_complaint(complaint, by=signe, day=last + DAY)
    _explain_complaint(complaint, by=signe, day=last + 8 * DAY)
    kept = list(Postponement.objects.filter(complaint=complaint).values_list("former_day", "new_day"))
    assert kept == [(last, last + DAY), (last + DAY, last + 8 * DAY)]
    assert (complaint.reconsider_by, complaint.expected_on) == (last, last + 8 * DAY)
    seen = access.complaints_visible_to(builders.actor(signe), on=ON)
    (waits,) = complaint_queries.last_days(seen, by=builders.actor(signe), on=ON)
    assert (waits.due, "14-12-2026" in waits.note) == (last + 8 * DAY, True)
    sheet = complaint_queries.sheet(seen, complaint.uuid, with_notes=True)
    assert sheet
    assert ("Skrevet til borgeren", f"16-11-2026: fra 14-12-2026 til 15-12-2026. {WHY}") in sheet.facts
    names = Event.objects.filter(subject_uuid=complaint.uuid).order_by("id").values_list("name", flat=True)
    assert list(names) == ["complaint.received", "complaint.explained", "complaint.explained"]


def test_who_has_the_answer_is_told_of_no_later_one(signe: User) -> None:
    request = a_request(signe, RequestKind.ACCESS)
    _explain_request(request, by=signe, day=request.answer_by + DAY)
    _explain_request(request, by=signe, day=request.answer_by + 2 * DAY)
    (letter,) = _waiting()
    assert "er den 25. november 2026" in _told(letter)
    with builders.act(signe) as by:
        requests.answer(request, text="Sendt.", answered_on=ON, by=by, at=AT, on=ON)
    assert _waiting() == []


def _maintain(complaint: Complaint, by: User) -> None:
    with builders.act(by) as actor:
        complaints.maintain(complaint, reasons="Den står.", sending=builders.sending(), by=actor, at=AT, on=ON)


def _withdraw_complaint(complaint: Complaint, by: User) -> None:
    with builders.act(by) as actor:
        said = complaints.Withdrawal(Way.PHONE, ON)
        complaints.withdraw(complaint, said, sending=builders.sending(), by=actor, at=AT, on=ON)


def _decide_anew(complaint: Complaint, by: User) -> None:
    with builders.act(by) as actor:
        draft = complaints.change(complaint, reasons="Det er rigtigt.", by=actor, at=AT, on=ON)
        typed = grants.Draft(first_day=ON, last_day=ON + 6 * DAY, minutes_per_week=120, decisive_reason="Han møder.")
        grants.save(draft, typed, version=draft.version, by=actor, at=AT, on=ON)
        assert len(_waiting()) == 1  # the answer still comes later
        builders.decide(draft, by=actor)


@pytest.mark.parametrize("answers", [_maintain, _withdraw_complaint, _decide_anew])
def test_who_complained_is_told_of_no_later_answer_once_it_is_there(
    signe: User, answers: Callable[[Complaint, User], None]
) -> None:
    complaint = builders.a_complaint(by=signe)
    _explain_complaint(complaint, by=signe, day=complaint.reconsider_by + DAY)
    answers(complaint, procedure.a_colleague(signe))
    assert _waiting() == []


@contextmanager
def _refused(field: str) -> Iterator[None]:
    with pytest.raises(errors.RefusedError) as refused:
        yield
    assert refused.value.field == field


@pytest.mark.parametrize(("days_after", "reason", "field"), [(0, WHY, "day"), (-1, WHY, "day"), (1, "", "reason")])
def test_no_earlier_day_and_not_without_a_reason(signe: User, days_after: int, reason: str, field: str) -> None:
    request, complaint = a_request(signe, RequestKind.ACCESS), builders.a_complaint(by=signe)
    with _refused(field):
        _explain_request(request, by=signe, day=request.answer_by + days_after * DAY, reason=reason)
    with _refused(field):
        _explain_complaint(complaint, by=signe, day=complaint.reconsider_by + days_after * DAY, reason=reason)
    assert not Letter.objects.filter(kind=LetterKind.POSTPONED).exists()


def test_of_two_who_explain_at_once_the_second_is_told(signe: User) -> None:
    request, complaint = a_request(signe, RequestKind.ACCESS), builders.a_complaint(by=signe)
    other = Request.objects.select_related("case__citizen").get(pk=request.pk)
    same = Complaint.objects.select_related("grant__case__citizen").get(pk=complaint.pk)
    _explain_request(request, by=signe, day=date(2026, 12, 1))
    _explain_complaint(complaint, by=signe, day=date(2026, 12, 18))
    with pytest.raises(errors.OvertakenError), transaction.atomic():
        _explain_request(other, by=signe, day=date(2026, 12, 2))
    with pytest.raises(errors.OvertakenError), transaction.atomic():
        _explain_complaint(same, by=signe, day=date(2026, 12, 19))
    assert Postponement.objects.count() == 2


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.MENTOR, Role.COORDINATOR])
def test_only_who_decides_puts_a_day_off(signe: User, role: Role) -> None:
    hearing, request = builders.a_sent_hearing(by=signe), a_request(signe, RequestKind.ACCESS)
    other = builders.give_role(builders.a_user("Ole Bo"), role)
    acts: list[Callable[[], None]] = [
        lambda: _prolong(hearing, by=other),
        lambda: _explain_request(request, by=other, day=LAST + 30 * DAY),
    ]
    for act in acts:
        with pytest.raises(errors.RefusedError, match="Din rolle"):
            act()


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("grants_postponement_of_one", "hearing_id = NULL"),
        ("grants_postponement_is_later_with_reason", "new_day = former_day"),
        ("grants_postponement_is_later_with_reason", "reason = ''"),
    ],
)
def test_the_database_holds_what_a_postponement_must_have(signe: User, constraint: str, change: str) -> None:
    _prolong(builders.a_sent_hearing(by=signe), by=signe)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE grants_postponement SET {change}")


def test_why_is_read_by_who_reads_notes_alone(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe) as by:
        new = NewDay(complaint.reconsider_by + DAY, WHY)
        complaints.explain(complaint, new, sending=builders.sending(), by=by, at=AT, on=ON)
    told = []
    for with_notes in (True, False):
        sheet = complaint_queries.sheet(Complaint.objects.all(), complaint.uuid, with_notes=with_notes)
        assert sheet
        told.append(dict(sheet.facts)["Skrevet til borgeren"])
    assert [WHY in one for one in told] == [True, False]
