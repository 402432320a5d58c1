"""A letter that names a day leaves before it or not at all, and a copy goes only to who still acts for the citizen."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import commands, inviting, leaving, queries
from parloeb.domain.correspondence.models import Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.states import ItemState, LetterState
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.procedure.commands import complaints, hearings
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.grants.states import ComplaintState
from parloeb.domain.people import acting, representing
from parloeb.domain.people.models import Citizen, Representative, User
from parloeb.domain.people.rules import Receives
from parloeb.kernel import errors, local
from tests import builders
from tests.builders import AT, ON, procedure
from tests.builders.clock import TOMORROW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ANY = UUID(int=0)  # a case that nobody acts in alone
LAST = ON + 14 * DAY  # to answer a hearing of the day


def _represented(**facts: Any) -> Citizen:
    citizen = builders.a_citizen("Åse Kjær", **facts)
    builders.a_representative(citizen, receives=Receives.ALL)
    return citizen


def _logging_in() -> dict[str, Any]:
    return {"email": "aase@example.dk", "user": builders.a_user("Åse Kjær")}


def _read(letter: Letter) -> Letter:
    return Letter.objects.select_related("case__citizen", "citizen__user", "representative").get(pk=letter.pk)


def _post(letter: Letter, *, by: User, on: date = ON) -> None:
    with builders.act(by, on=on) as actor:
        commands.post(_read(letter), by=actor, at=builders.at(on), on=on)


def _rewrite(letter: Letter, *, by: User, on: date) -> Letter:
    with builders.act(by, on=on) as actor:
        return commands.rewrite(_read(letter), keys=builders.keys(), by=actor, at=builders.at(on), on=on)


def _put_away(letter: Letter, *, by: User, on: date = ON) -> None:
    with builders.act(by, on=on) as actor:
        commands.put_away(_read(letter), by=actor, at=builders.at(on), on=on)


def _copy(of: Letter) -> Letter:
    return Letter.objects.select_related("representative").get(copy_of=of)


def _deliver(*, on: date) -> list[str]:
    sent: list[str] = []
    while commands.deliver_next(
        send=lambda to, *_: sent.append(to), by=acting.SYSTEM, at=builders.at(on) + DAY / 2, on=on
    ):
        pass
    return sent


def _meets(letter: Letter) -> date:
    """The day before which a letter must leave."""
    day = Letter.objects.get(pk=letter.pk).leaves_before
    assert day
    return day


# --- the day that a letter names


def test_each_letter_that_names_a_day_must_leave_before_it_and_its_copy_too(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe, citizen=_represented())
    with builders.act(signe) as by:
        hearings.prolong(hearing, NewDay(LAST + DAY, "x"), sending=builders.sending(), by=by, at=AT, on=ON)
    invitation = builders.an_invitation(builders.a_grant(by=signe, citizen=_represented()).case, by=signe)
    said = dict(Letter.objects.filter(copy_of=None).values_list("kind", "leaves_before"))
    assert said == {
        LetterKind.HEARING: LAST,
        LetterKind.POSTPONED: LAST + DAY,
        LetterKind.GRANT: None,
        LetterKind.INVITATION: invitation.meets_at.date(),
    }
    assert dict(Letter.objects.exclude(copy_of=None).values_list("kind", "leaves_before")) == said


def test_the_day_never_changes(signe: User) -> None:
    builders.a_hearing(by=signe)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        connection.cursor().execute("UPDATE correspondence_letter SET leaves_before = NULL")


@pytest.mark.parametrize(("before", "leaves"), [(2, True), (1, True), (0, False), (-1, False)])
def test_an_invitation_is_redated_until_the_day_before_the_meeting_and_so_is_its_copy(
    signe: User, before: int, leaves: bool
) -> None:
    letter = builders.an_invitation(builders.a_grant(by=signe, citizen=_represented()).case, by=signe).letter
    for one in (letter, _copy(letter)):
        on = _meets(one) - before * DAY
        if leaves:
            _post(_rewrite(one, by=signe, on=on), by=signe, on=on)
        else:
            with pytest.raises(errors.RefusedError, match="Læg den væk" if one.copy_of_id else "Fortryd indbydelsen"):
                _rewrite(one, by=signe, on=on)


@pytest.mark.parametrize(("on", "leaves"), [(TOMORROW, True), (LAST - DAY, True), (LAST, False), (LAST + DAY, False)])
def test_the_copy_of_a_hearing_that_was_not_posted_the_same_day_still_goes(signe: User, on: date, leaves: bool) -> None:
    hearing = builders.a_sent_hearing(by=signe, citizen=_represented())
    copy = _copy(hearing.letter)
    if leaves:
        _post(_rewrite(copy, by=signe, on=on), by=signe, on=on)
        assert Letter.objects.filter(kind=LetterKind.HEARING, state=LetterState.SENT).count() == 2
        return
    with pytest.raises(errors.RefusedError, match="Læg den væk"):
        _rewrite(copy, by=signe, on=on)
    _put_away(copy, by=signe, on=on)
    assert not OutboxItem.objects.filter(letter=copy).exists()
    assert _read(copy).state == LetterState.CANCELLED


def test_a_mail_of_a_day_that_has_come_waits_for_a_person_who_can_do_nothing_but_end_it(signe: User) -> None:
    hearing = builders.a_hearing(by=signe, citizen=builders.a_citizen(**_logging_in()))
    assert _deliver(on=LAST) == []
    item = OutboxItem.objects.get()
    assert (item.state, item.fault) == (ItemState.FAILED, leaving.TOO_LATE)
    (row,) = queries.rows(Letter.objects.all())
    assert row.fault == "Mailen om brevet blev ikke sendt, før dagen i brevet kom."
    with builders.act(signe, on=LAST) as by:
        for act in (commands.retry, commands.send_on_paper):
            with pytest.raises(errors.RefusedError, match="Giv en ny frist"):
                act(_read(hearing.letter), by=by, at=AT, on=LAST)
        hearings.withdraw(hearing, by=by, at=AT, on=LAST)
    assert not OutboxItem.objects.exists()


def test_a_mail_leaves_the_day_before(signe: User) -> None:
    builders.a_hearing(by=signe, citizen=builders.a_citizen(**_logging_in()))
    assert _deliver(on=LAST - DAY) == ["aase@example.dk"]


# --- who acts for the citizen


def _end(of: Citizen, *, on: date) -> None:
    representing.end(Representative.objects.get(citizen=of), last_day=on, by=acting.SYSTEM, at=AT)


def test_who_acts_no_more_gets_nothing_and_the_copy_is_put_away(signe: User) -> None:
    citizen = _represented()
    letter = builders.letter_of(builders.a_grant(by=signe, citizen=citizen))
    copy = _copy(letter)
    _end(citizen, on=ON)
    for act in (lambda: _post(copy, by=signe, on=TOMORROW), lambda: _rewrite(copy, by=signe, on=TOMORROW)):
        with pytest.raises(errors.RefusedError, match="ikke længere partsrepræsentant"):
            act()
    _put_away(copy, by=signe, on=TOMORROW)
    assert list(OutboxItem.objects.values_list("letter", flat=True)) == [letter.pk]


def test_on_the_last_day_the_copy_still_goes(signe: User) -> None:
    citizen = _represented()
    copy = _copy(builders.letter_of(builders.a_grant(by=signe, citizen=citizen)))
    _end(citizen, on=ON)
    with pytest.raises(errors.RefusedError, match="kan stadig sendes"):
        _put_away(copy, by=signe)
    _post(copy, by=signe)
    with pytest.raises(errors.RefusedError, match="sendt"):
        _put_away(copy, by=signe, on=TOMORROW)


def test_the_letter_of_the_citizen_is_not_put_away(signe: User) -> None:
    letter = builders.an_invitation(builders.a_grant(by=signe).case, by=signe).letter
    with pytest.raises(errors.RefusedError, match="Kun en kopi"):
        _put_away(letter, by=signe, on=_meets(letter))


def test_the_copy_of_an_invitation_is_not_called_back_alone(signe: User) -> None:
    letter = builders.an_invitation(builders.a_grant(by=signe, citizen=_represented()).case, by=signe).letter
    with builders.act(signe) as by:
        with pytest.raises(errors.RefusedError, match="til borgeren selv"):
            inviting.withdraw(_copy(letter), by=by, at=AT, on=ON)
        inviting.withdraw(_read(letter), by=by, at=AT, on=ON)
    assert not OutboxItem.objects.filter(letter__kind=LetterKind.INVITATION).exists()


def test_who_was_registered_by_mistake_acts_on_no_day(signe: User) -> None:
    citizen = builders.a_citizen()
    found = builders.a_representative(citizen)
    representing.withdraw(found, by=acting.SYSTEM, at=AT, on=ON)
    assert representing.acting_for(citizen, case=ANY, on=ON) == ()
    letter = builders.letter_of(builders.a_grant(by=signe, citizen=citizen))
    assert not letter.copies.exists()
    (row,) = representing.rows(citizen, case=ANY, keys=builders.keys(), on=ON)
    assert (row.time, row.is_now, row.may_end, row.may_withdraw) == (
        "Fra 16-11-2026, men trukket tilbage",
        False,
        False,
        False,
    )
    with pytest.raises(errors.OvertakenError):
        representing.withdraw(found, by=acting.SYSTEM, at=AT, on=ON)
    with pytest.raises(errors.OvertakenError):
        representing.end(found, last_day=ON, by=acting.SYSTEM, at=AT)


@pytest.mark.parametrize(
    ("begins", "may_end", "may_withdraw"), [(ON - DAY, True, False), (ON, True, True), (TOMORROW, False, True)]
)
def test_who_has_begun_ends_and_who_is_to_begin_is_withdrawn(begins: date, may_end: bool, may_withdraw: bool) -> None:
    citizen = builders.a_citizen()
    found = builders.a_representative(citizen, first_day=begins)
    (row,) = representing.rows(citizen, case=ANY, keys=builders.keys(), on=ON)
    assert (row.may_end, row.may_withdraw) == (may_end, may_withdraw)
    if not may_withdraw:
        with pytest.raises(errors.RefusedError, match="begyndt"):
            representing.withdraw(found, by=acting.SYSTEM, at=AT, on=ON)


# --- noted later


@pytest.mark.parametrize(("later", "why_not"), [(1, ""), (7, ""), (8, "mere end en uge"), (0, "ikke dateret")])
def test_a_letter_posted_on_its_day_is_noted_within_a_week(signe: User, later: int, why_not: str) -> None:
    letter, on = builders.letter_of(builders.a_grant(by=signe)), ON + later * DAY
    with builders.act(signe, on=on) as by:
        if why_not:
            with pytest.raises(errors.RefusedError, match=why_not):
                commands.note_posted(_read(letter), by=by, at=builders.at(on), on=on)
            return
        commands.note_posted(_read(letter), by=by, at=builders.at(on), on=on)
    sent = _read(letter)
    assert (sent.state, sent.sent_at and local.local_day(sent.sent_at)) == (LetterState.SENT, ON)
    assert queries.complaint_runs_until(letter.uuid) == ON + 28 * DAY


def test_a_copy_that_was_posted_while_somebody_acted_is_noted_after_they_ended(signe: User) -> None:
    citizen = _represented()
    copy = _copy(builders.letter_of(builders.a_grant(by=signe, citizen=citizen)))
    _end(citizen, on=ON)
    with builders.act(signe, on=TOMORROW) as by:
        commands.note_posted(_read(copy), by=by, at=builders.at(TOMORROW), on=TOMORROW)
    assert _read(copy).state == LetterState.SENT


# --- until when one may complain


def _periods(on: date = ON) -> dict[int, date]:
    return queries.complaint_periods(Case.objects.all(), on=on)


def test_a_copy_that_left_later_gives_the_later_day(signe: User) -> None:
    citizen = _represented()
    grant = procedure.a_refused_grant(by=signe, citizen=citizen)
    letter = builders.letter_of(grant)
    first, later = letter.complaint_last_day, ON + 33 * DAY
    copy = _rewrite(_copy(letter), by=signe, on=ON + 5 * DAY)
    assert (first, copy.complaint_last_day) == (ON + 28 * DAY, later)
    _post(copy, by=signe, on=ON + 5 * DAY)
    assert (queries.complaint_runs_until(letter.uuid), _periods()) == (later, {letter.pk: later})
    assert _periods(later) == {letter.pk: later}
    assert _periods(later + DAY) == {}
    with builders.act(signe, on=later) as by:
        received = complaints.Received("Vi er uenige.", Way.PHONE, later)
        complaint = complaints.receive(
            grant, received, sending=builders.sending(), by=by, at=builders.at(later), on=later
        )
    assert (complaint.state, complaint.last_day) == (ComplaintState.RECEIVED, later)


def test_no_time_runs_by_a_copy_while_the_citizens_letter_waits(signe: User) -> None:
    letter = builders.letter_of(builders.a_grant(by=signe, citizen=_represented()))
    _post(_copy(letter), by=signe)
    assert (queries.complaint_runs_until(letter.uuid), _periods()) == (None, {})
    anew = _rewrite(letter, by=signe, on=TOMORROW)
    assert _periods() == {}
    _post(anew, by=signe, on=TOMORROW)
    until = TOMORROW + 28 * DAY
    assert queries.complaint_runs_until(letter.uuid) == until
    assert _periods() == {letter.pk: until, anew.pk: until}


def test_a_copy_counts_where_the_letter_was_dated_anew_and_its_own_day_is_over(signe: User) -> None:
    letter = builders.letter_of(builders.a_grant(by=signe, citizen=_represented()))
    _post(_rewrite(letter, by=signe, on=TOMORROW), by=signe, on=TOMORROW)
    on = TOMORROW + 9 * DAY
    _post(_rewrite(_copy(letter), by=signe, on=on), by=signe, on=on)
    assert _periods(on + 28 * DAY) == {letter.pk: on + 28 * DAY}
