"""A complaint about a decided grant, from the day it came in to what became of it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.followup import queries as followup
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import deadlines
from parloeb.domain.grants.lists import Outcome, Way
from parloeb.domain.grants.models import Complaint, Grant
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import complaints as commands
from parloeb.domain.grants.procedure.queries import complaints as queries
from parloeb.domain.grants.states import COMPLAINT_MOVES, ComplaintState, State
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import AT, ON, clock, procedure

pytestmark = pytest.mark.django_db

LAST = date(2026, 12, 14)  # the Monday four weeks after Monday 16 November
DAY = timedelta(days=1)

ACTS: Mapping[str, Callable[[Complaint, Actor], object]] = {
    "accept": lambda one, by: commands.accept(one, reason="Var indlagt.", by=by, at=AT, on=ON),
    "maintain": lambda one, by: commands.maintain(
        one, reasons="Som før.", sending=builders.sending(), by=by, at=clock.at(one.received_on), on=ON
    ),
    "change": lambda one, by: commands.change(one, reasons="Borgeren har ret.", by=by, at=AT, on=ON),
    "send_on": lambda one, by: commands.send_on(one, sent_on=one.received_on, by=by, at=AT, on=LAST + 30 * DAY),
    "note_answer": lambda one, by: commands.note_answer(
        one, commands.Answer(Outcome.UPHELD, one.received_on), by=by, at=AT, on=LAST + 30 * DAY
    ),
    "withdraw": lambda one, by: commands.withdraw(
        one,
        commands.Withdrawal(Way.PHONE, one.received_on),
        sending=builders.sending(),
        by=by,
        at=AT,
        on=LAST + 30 * DAY,
    ),
}
# How each state is reached from a new complaint.
ROADS: Mapping[ComplaintState, tuple[str, ...]] = {
    ComplaintState.LATE: (),
    ComplaintState.RECEIVED: (),
    ComplaintState.MAINTAINED: ("maintain",),
    ComplaintState.CHANGED: ("change",),
    ComplaintState.SENT_ON: ("maintain", "send_on"),
    ComplaintState.ANSWERED: ("maintain", "send_on", "note_answer"),
    ComplaintState.WITHDRAWN: ("withdraw",),
}


def a_leader_of(signe: User) -> User:
    return builders.a_leader(team=procedure.team_of(signe))


@pytest.mark.rule("RSL-67")
@pytest.mark.parametrize(
    ("received_on", "state"),
    [
        (ON, ComplaintState.RECEIVED),
        (LAST - DAY, ComplaintState.RECEIVED),
        (LAST, ComplaintState.RECEIVED),
        (LAST + DAY, ComplaintState.LATE),
    ],
)
def test_it_is_in_time_up_to_the_same_weekday_four_weeks_after(received_on: date, state: ComplaintState) -> None:
    complaint = builders.a_complaint(on=received_on)
    assert (complaint.state, complaint.last_day) == (state, LAST)
    assert complaint.reconsider_by == received_on + timedelta(weeks=4)


def test_no_time_runs_while_the_letter_with_the_guidance_has_not_left() -> None:
    signe = builders.a_caseworker()
    grant = procedure.a_refused_grant(by=signe, is_posted=False)
    complaint = builders.a_complaint(by=signe, grant=grant, on=LAST + 30 * DAY)
    assert (complaint.state, complaint.last_day) == (ComplaintState.RECEIVED, None)


def test_a_letter_written_anew_says_until_when() -> None:
    signe = builders.a_caseworker()
    grant = procedure.a_refused_grant(by=signe, is_posted=False)
    later = ON + timedelta(days=3)
    with builders.act(signe) as by:
        anew = correspondence.rewrite(builders.letter_of(grant), keys=builders.keys(), by=by, at=AT, on=later)
        correspondence.post(anew, by=by, at=AT, on=later)
    assert builders.a_complaint(by=signe, grant=grant, on=LAST + 3 * DAY).state == ComplaintState.RECEIVED


@pytest.mark.rule("RSL-66")
@pytest.mark.parametrize(
    ("received", "last"),
    [(ON, LAST), (date(2028, 2, 1), date(2028, 2, 29)), (date(2026, 12, 31), date(2027, 1, 28))],
)
def test_it_is_reconsidered_within_four_weeks(received: date, last: date) -> None:
    assert deadlines.reconsider_by(received) == last


def test_the_confirmation_says_what_happens_and_until_when() -> None:
    complaint = builders.a_complaint(on=ON + timedelta(days=1))
    said = twin.to_html(stored.from_facts_json(complaint.confirmation.facts)).replace("\u00a0", " ")
    for text in ("17. november 2026", "15. december 2026", "Ankestyrelsen", "Retssikkerhedsloven § 66"):
        assert text in said
    assert complaint.confirmation.kind == LetterKind.COMPLAINT
    assert Event.objects.filter(name="complaint.received", subject_uuid=complaint.uuid).count() == 1


def test_a_late_one_is_told_so_in_the_confirmation() -> None:
    assert "efter klagefristen" in str(builders.a_complaint(on=LAST + DAY).confirmation.facts)


def test_the_citizen_complains_on_the_own_page_and_the_unit_signs() -> None:
    signe, anna = builders.a_caseworker(), builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)
    grant = procedure.a_refused_grant(by=signe, citizen=builders.a_citizen(user=anna))
    with builders.act(anna) as by:
        received = commands.Received("Nej tak.", Way.PAGE, ON)
        complaint = commands.receive(grant, received, sending=builders.sending(), by=by, at=AT, on=ON)
    assert complaint.received_by == anna
    assert list(complaint.confirmation.facts["signature"]) == ["Jobcenter Nordby"]
    seen = access.complaints_visible_to(builders.actor(anna), on=ON)
    sheet = queries.sheet(seen, complaint.uuid, with_notes=True)
    assert sheet
    assert sheet.texts == (("Klagen", ("Nej tak.",)),)


@pytest.mark.parametrize(
    ("received", "field"),
    [
        (commands.Received(" ", Way.PHONE, ON), "text"),
        (commands.Received("Nej", Way.PAGE, ON), "way"),
        (commands.Received("Nej", Way.PHONE, ON + DAY), "received_on"),
        (commands.Received("Nej", Way.PHONE, ON - DAY), "received_on"),
    ],
)
def test_a_wrong_complaint_is_told_at_its_field(received: commands.Received, field: str) -> None:
    signe = builders.a_caseworker()
    grant = procedure.a_refused_grant(by=signe)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError) as refused:
        commands.receive(grant, received, sending=builders.sending(), by=by, at=AT, on=ON)
    assert refused.value.field == field
    assert not Complaint.objects.exists()
    assert Letter.objects.count() == 1


def test_a_draft_is_not_complained_of() -> None:
    signe = builders.a_caseworker()
    grant = procedure.read_grant(builders.a_drafted_grant(by=signe))
    with pytest.raises(errors.RefusedError, match="ikke afgjort"):
        builders.a_complaint(by=signe, grant=grant)


def test_one_goes_on_at_a_time_and_what_is_granted_is_complained_of_too() -> None:
    signe = builders.a_caseworker()
    grant = procedure.read_grant(builders.a_grant(by=signe))
    builders.a_complaint(by=signe, grant=grant)
    with pytest.raises(errors.RefusedError, match="allerede klaget"):
        builders.a_complaint(by=signe, grant=grant)


def test_who_decided_does_not_reconsider_but_a_colleague_and_the_leader_may() -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    with builders.act(signe) as by:
        for act in ("maintain", "change"):
            with pytest.raises(errors.RefusedError, match="Du har selv afgjort"):
                ACTS[act](complaint, by)
    for other in (procedure.a_colleague(signe), a_leader_of(signe)):
        assert access.may_of_complaint(builders.actor(other), "maintain", complaint, on=ON)


def test_only_the_leader_takes_up_a_late_one_and_with_a_reason() -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe, on=LAST + DAY)
    lone = a_leader_of(signe)
    with builders.act(procedure.a_colleague(signe)) as by, pytest.raises(errors.RefusedError, match="Din rolle"):
        ACTS["accept"](complaint, by)
    with builders.act(lone) as by:
        with pytest.raises(errors.RefusedError) as refused:
            commands.accept(complaint, reason=" ", by=by, at=AT, on=ON)
        ACTS["accept"](complaint, by)
    assert refused.value.field == "reason"
    assert (complaint.state, complaint.accepted_by) == (ComplaintState.RECEIVED, lone)


def test_maintained_tells_the_citizen_why_and_goes_on_to_ankestyrelsen_and_back() -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    with builders.act(procedure.a_colleague(signe)) as by:
        ACTS["maintain"](complaint, by)
        assert complaint.letter
        assert "Som før." in str(complaint.letter.facts)
        ACTS["send_on"](complaint, by)
        ACTS["note_answer"](complaint, by)
    assert (complaint.state, complaint.outcome, complaint.new_grant) == (ComplaintState.ANSWERED, "upheld", None)
    names = Event.objects.filter(subject_uuid=complaint.uuid).order_by("id").values_list("name", flat=True)
    assert list(names) == ["complaint.received", "complaint.maintained", "complaint.sent_on", "complaint.answered"]


def test_a_refusal_ends_as_a_granted_outcome() -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    refused = Grant.objects.get()
    assert refused.case.stage == Stage.ENDED
    with builders.act(a_leader_of(signe)) as by:
        draft = commands.change(complaint, reasons="Borgeren har ret.", by=by, at=AT, on=ON)
        assert complaint.new_grant == draft
        draft.referral.refresh_from_db()
        assert draft.referral.state == ReferralState.SENT
        draft.case.refresh_from_db()
        assert (draft.case.stage, draft.case.ended_on) == (Stage.REFERRED, None)
        assert followup.stage_of(draft.case) == Stage.REFERRED
        typed = grants.Draft(
            first_day=ON, last_day=days.last_day_of(ON, 3), minutes_per_week=60, decisive_reason="Afgørende."
        )
        grants.save(draft, typed, version=draft.version, by=by, at=AT, on=ON)
        builders.decide(draft, by=by)
    refused.refresh_from_db()
    assert (refused.state, draft.state) == (State.REFUSED, State.GRANTED)
    assert draft.case.stage == Stage.GRANTED


@pytest.mark.parametrize(
    ("outcome", "anew"),
    [(Outcome.UPHELD, False), (Outcome.DISMISSED, False), (Outcome.ALTERED, True), (Outcome.RETURNED, True)],
)
def test_what_ankestyrelsen_alters_is_decided_anew(outcome: Outcome, anew: bool) -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    with builders.act(procedure.a_colleague(signe)) as by:
        for act in ROADS[ComplaintState.SENT_ON]:
            ACTS[act](complaint, by)
        commands.note_answer(complaint, commands.Answer(outcome, ON), by=by, at=AT, on=ON)
    assert (complaint.new_grant is not None) == anew
    assert Grant.objects.filter(state=State.DRAFT).exists() == anew


@pytest.mark.parametrize("state", ComplaintState)
@pytest.mark.parametrize("act", ACTS)
def test_every_act_in_every_state(state: ComplaintState, act: str) -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe, on=LAST + DAY if state is ComplaintState.LATE else ON)
    with builders.act(a_leader_of(signe)) as by:
        for step in ROADS[state]:
            ACTS[step](complaint, by)
        if (state, act) in COMPLAINT_MOVES:
            ACTS[act](complaint, by)
            assert complaint.state == COMPLAINT_MOVES[state, act]
        else:
            with pytest.raises(errors.IllegalMoveError):
                ACTS[act](complaint, by)


@pytest.mark.parametrize("act", ["maintain", "change"])
def test_of_two_who_reconsider_at_once_the_second_is_told(act: str) -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    read = Complaint.objects.select_related("grant__case__citizen", "grant__referral__case").get(pk=complaint.pk)
    with builders.act(a_leader_of(signe)) as by:
        ACTS["maintain"](complaint, by)
        with pytest.raises(errors.OvertakenError), transaction.atomic():
            ACTS[act](read, by)
    assert not Grant.objects.filter(state=State.DRAFT).exists()
    assert Letter.objects.filter(kind=LetterKind.COMPLAINT).count() == 2


@pytest.mark.parametrize(("day", "field"), [(ON - DAY, "sent_on"), (ON + DAY, "sent_on")])
def test_a_wrong_day_of_sending_on_is_told(day: date, field: str) -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    with builders.act(a_leader_of(signe)) as by:
        ACTS["maintain"](complaint, by)
        with pytest.raises(errors.RefusedError) as refused:
            commands.send_on(complaint, sent_on=day, by=by, at=AT, on=ON)
    assert refused.value.field == field


def test_it_is_not_sent_on_before_it_was_reconsidered() -> None:
    signe = builders.a_caseworker()
    complaint, later = builders.a_complaint(by=signe), ON + 2 * DAY
    with builders.act(a_leader_of(signe)) as by:
        commands.maintain(
            complaint, reasons="Den står.", sending=builders.sending(), by=by, at=clock.at(later), on=later
        )
        with pytest.raises(errors.RefusedError, match=f"fra {days.text(later)} til i dag") as refused:
            commands.send_on(complaint, sent_on=later - DAY, by=by, at=clock.at(later), on=later)
    assert refused.value.field == "sent_on"


@pytest.mark.parametrize("role", [Role.MENTOR, Role.COORDINATOR, Role.CONTROLLER])
def test_other_roles_do_not_act(role: Role) -> None:
    complaint = builders.a_complaint()
    with builders.act(builders.give_role(builders.a_user(), role)) as by:
        for act in ACTS.values():
            with pytest.raises(errors.RefusedError, match="Din rolle"):
                act(complaint, by)


def test_a_caseworker_of_another_team_neither_reads_nor_acts() -> None:
    complaint = builders.a_complaint()
    mads = builders.a_caseworker("Mads")
    assert not access.complaints_visible_to(builders.actor(mads), on=ON).exists()
    with builders.act(mads) as by, pytest.raises(errors.RefusedError, match="ikke adgang"):
        ACTS["maintain"](complaint, by)


def test_the_desk_says_what_waits_and_a_late_one_waits_for_the_leader() -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe, on=LAST + DAY)
    colleague = builders.actor(procedure.a_colleague(signe))
    seen = access.complaints_visible_to(builders.actor(signe), on=ON)
    assert queries.waiting(seen, by=colleague, for_leader=False) == ()
    (waits,) = queries.waiting(seen, by=colleague, for_leader=True)
    assert (waits.record, waits.due) == (("complaint", complaint.uuid), complaint.reconsider_by)
    with builders.act(a_leader_of(signe)) as by:
        ACTS["accept"](complaint, by)
        assert [one.what for one in queries.waiting(seen, by=colleague, for_leader=False)] == [
            "Klage: Se på afgørelsen igen"
        ]
        ACTS["maintain"](complaint, by)
        assert "Ankestyrelsen" in queries.waiting(seen, by=colleague, for_leader=False)[0].what
        ACTS["send_on"](complaint, by)
    assert queries.waiting(seen, by=colleague, for_leader=True) == ()


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("grants_complaint_says_something", "text = ''"),
        ("grants_complaint_late_is_accepted_or_sent_on", "last_day = received_on - 1"),
        ("grants_complaint_reconsidered_has_reasons", "state = 'maintained'"),
        ("grants_complaint_changed_has_draft", "state = 'changed', reasons = 'x', reconsidered_at = now(), "
         "reconsidered_by_id = received_by_id"),
        ("grants_complaint_sent_on_has_day", "state = 'sent_on'"),
        ("grants_complaint_sent_on_has_day", "state = 'sent_on', sent_on = received_on - 1"),
        ("grants_complaint_answered_has_outcome", "state = 'answered', sent_on = received_on"),
        ("grants_complaint_answered_has_outcome", "state = 'answered', sent_on = received_on, outcome = 'upheld'"),
        ("grants_complaint_withdrawn_has_day_and_way", "state = 'withdrawn'"),
        ("grants_complaint_withdrawn_has_day_and_way", "state = 'withdrawn', withdrawn_on = received_on - 1, "
         "withdrawn_way = 'phone', withdrawn_at = now(), withdrawn_by_id = received_by_id"),
    ],
)  # fmt: skip
def test_the_database_holds_what_a_complaint_must_have(constraint: str, change: str) -> None:
    builders.a_complaint()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE grants_complaint SET {change}")


def test_the_database_holds_that_one_goes_on_at_a_time() -> None:
    signe = builders.a_caseworker()
    complaint = builders.a_complaint(by=signe)
    with builders.act(a_leader_of(signe)) as by:
        for act in ROADS[ComplaintState.ANSWERED]:
            ACTS[act](complaint, by)
    builders.a_complaint(by=signe, grant=procedure.read_grant(complaint.grant))
    with (
        pytest.raises(IntegrityError, match="grants_one_complaint_at_a_time"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE grants_complaint SET state = 'received'")
