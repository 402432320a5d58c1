"""Hearing the citizen before a grant is decided."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import Letter, OutboxItem
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import queries as grant_queries
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.models import Grant, Hearing
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.commands import hearings as commands
from parloeb.domain.grants.procedure.queries import hearings as queries
from parloeb.domain.grants.states import HEARING_MOVES, HearingState, State
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, procedure

pytestmark = pytest.mark.django_db

LAST = ON + timedelta(days=14)
AFTER = LAST + timedelta(days=1)
SAID = commands.Answer("Det passer.", Way.PHONE, ON)

ACTS: Mapping[str, Callable[[Hearing, Actor], None]] = {
    "answer": lambda hearing, by: commands.answer(hearing, SAID, by=by, at=AT, on=ON),
    "close": lambda hearing, by: commands.close(hearing, by=by, at=AT, on=AFTER),
    "withdraw": lambda hearing, by: commands.withdraw(hearing, by=by, at=AT, on=ON),
}


def test_the_letter_says_which_facts_how_to_answer_and_until_when() -> None:
    hearing = builders.a_hearing()
    html = twin.to_html(stored.from_facts_json(hearing.letter.facts)).replace("\u00a0", " ")
    for text in (procedure.ADVERSE, "30. november 2026", "12 34 56 78", "Forvaltningsloven § 19"):
        assert text in html
    assert bytes(hearing.letter.pdf).startswith(b"%PDF")
    assert OutboxItem.objects.filter(letter=hearing.letter).count() == 1
    assert Event.objects.filter(name="hearing.opened", subject_uuid=hearing.uuid).count() == 1


def test_before_the_answer_a_refusal_is_refused_with_the_rules_sentence() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    for on in (ON, LAST):
        with pytest.raises(errors.RefusedError, match="Hør borgeren først"):
            procedure.refuse(hearing.grant, by=signe, on=on)
    assert "Hør borgeren" in grant_queries.why_not_refuse(hearing.grant, on=LAST)
    assert Letter.objects.count() == 1


def test_new_adverse_facts_without_a_hearing_refuse_the_refusal() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_hearing(by=signe)
    with builders.act(signe) as by:
        commands.withdraw(hearing, by=by, at=AT, on=ON)
    with pytest.raises(errors.RefusedError, match="Hør borgeren"):
        procedure.refuse(hearing.grant, by=signe, on=AFTER)


def test_after_the_answer_it_can_be_refused_and_keeps_the_day() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    builders.answer_hearing(hearing, by=signe, on=ON + timedelta(days=3))
    assert grant_queries.why_not_refuse(hearing.grant, on=ON + timedelta(days=3)) == ""
    procedure.refuse(hearing.grant, by=signe, on=ON + timedelta(days=4))
    grant = Grant.objects.get()
    assert (grant.state, grant.hearing_done_on) == (State.REFUSED, ON + timedelta(days=3))
    assert "FVL-19" in {finding["rule"] for finding in grant.basis["findings"]}


def test_after_the_last_day_it_can_be_refused_and_the_hearing_is_closed() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    procedure.refuse(hearing.grant, by=signe, on=AFTER)
    hearing.refresh_from_db()
    assert hearing.state == HearingState.CLOSED
    assert Grant.objects.get().hearing_done_on == LAST
    assert Event.objects.filter(name="hearing.closed", subject_uuid=hearing.uuid).count() == 1


def test_a_hearing_whose_letter_never_left_does_not_run_out() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_hearing(by=signe)
    with pytest.raises(errors.RefusedError, match="Hør borgeren"):
        procedure.refuse(hearing.grant, by=signe, on=AFTER)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError, match="ikke sendt"):
        commands.close(hearing, by=by, at=AT, on=AFTER)


def test_a_late_answer_counts_until_it_is_decided_and_not_after() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    with builders.act(signe) as by:
        commands.close(hearing, by=by, at=AT, on=AFTER)
    builders.answer_hearing(hearing, by=signe, on=AFTER)
    assert hearing.state == HearingState.ANSWERED
    procedure.refuse(hearing.grant, by=signe, on=AFTER)
    with pytest.raises(errors.RefusedError, match="afgjort"):
        builders.answer_hearing(hearing, by=signe, on=AFTER)


def test_what_is_granted_after_all_needs_no_answer() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    with builders.act(signe) as by:
        hearing = _open(grant, by=by)
        builders.decide(grant, by=by)
    hearing.refresh_from_db()
    assert (grant.state, hearing.state) == (State.GRANTED, HearingState.CLOSED)


@pytest.mark.parametrize("is_answered", [False, True])
@pytest.mark.parametrize("is_sent", [False, True])
def test_no_letter_of_a_hearing_leaves_after_the_decision(is_sent: bool, is_answered: bool) -> None:
    signe, citizen = builders.a_caseworker(), builders.a_citizen()
    builders.a_representative(citizen)
    grant = builders.a_drafted_grant(by=signe, citizen=citizen)
    with builders.act(signe) as by:
        hearing = _open(grant, by=by)
        copy = hearing.letter.copies.get()
        if is_sent:
            correspondence.post(hearing.letter, by=by, at=AT, on=ON)
        if is_answered:
            commands.answer(hearing, SAID, by=by, at=AT, on=ON)
        builders.decide(grant, by=by)
        hearing.letter.refresh_from_db()
        left = [hearing.letter] if is_sent else []
        for letter in (hearing.letter, copy):
            if letter not in left:
                with pytest.raises(errors.RefusedError, match="venter ikke"):
                    correspondence.post(letter, by=by, at=AT, on=ON)
    assert list(Letter.objects.filter(kind="hearing", state=LetterState.SENT)) == left
    assert Letter.objects.filter(kind="hearing", state=LetterState.CANCELLED).count() == 2 - len(left)
    assert OutboxItem.objects.filter(letter__kind="grant").count() == 2


def _open(grant: Grant, *, by: Actor, facts: str = procedure.ADVERSE, days: int = 14) -> Hearing:
    answer_by = ON + timedelta(days=days)
    return commands.open_hearing(
        grant, facts=facts, answer_by=answer_by, sending=builders.sending(), by=by, at=AT, on=ON
    )


@pytest.mark.parametrize(
    ("facts", "days", "field"), [(" \n", 14, "facts"), ("Noget", 0, "answer_by"), ("Noget", -1, "answer_by")]
)
def test_a_hearing_without_facts_or_time_is_refused_at_its_field(facts: str, days: int, field: str) -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError) as refused:
        _open(grant, by=by, facts=facts, days=days)
    assert refused.value.field == field
    assert not Hearing.objects.exists()
    assert not Letter.objects.exists()


def test_the_shortest_time_is_until_tomorrow() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    with builders.act(signe) as by:
        assert _open(grant, by=by, days=1).answer_by == builders.TOMORROW


def test_one_is_open_at_a_time_and_another_follows_the_first() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError, match="allerede ved at blive hørt"):
        _open(hearing.grant, by=by)
    builders.answer_hearing(hearing, by=signe)
    with builders.act(signe) as by:
        second = _open(hearing.grant, by=by)
    assert second.state == HearingState.OPEN
    with pytest.raises(errors.RefusedError, match="Hør borgeren"):
        procedure.refuse(hearing.grant, by=signe, on=LAST)


def test_nobody_is_heard_about_what_is_decided() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_grant(by=signe)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError, match="afgjort"):
        _open(grant, by=by)


def test_a_draft_is_not_dropped_while_the_citizen_is_heard() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_hearing(by=signe)
    with builders.act(signe) as by:
        with pytest.raises(errors.RefusedError, match="Fortryd partshøringen først"):
            grants.withdraw(hearing.grant, by=by, at=AT, on=ON)
        commands.withdraw(hearing, by=by, at=AT, on=ON)
        grants.withdraw(Grant.objects.get(), by=by, at=AT, on=ON)
    assert Grant.objects.get().state == State.WITHDRAWN


@pytest.mark.parametrize(("is_sent", "state"), [(False, LetterState.CANCELLED), (True, LetterState.SENT)])
def test_a_letter_called_back_in_time_never_leaves(is_sent: bool, state: LetterState) -> None:
    signe = builders.a_caseworker()
    hearing = (builders.a_sent_hearing if is_sent else builders.a_hearing)(by=signe)
    with builders.act(signe) as by:
        commands.withdraw(hearing, by=by, at=AT, on=ON)
    letter = Letter.objects.get()
    assert (hearing.state, letter.state) == (HearingState.WITHDRAWN, state)
    assert OutboxItem.objects.filter(letter=letter).exists() == is_sent


@pytest.mark.parametrize("state", HearingState)
@pytest.mark.parametrize("act", ACTS)
def test_every_act_in_every_state(state: HearingState, act: str) -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    reached = {HearingState.ANSWERED: "answer", HearingState.CLOSED: "close", HearingState.WITHDRAWN: "withdraw"}
    with builders.act(signe) as by:
        if state in reached:
            ACTS[reached[state]](hearing, by)
        if (state, act) in HEARING_MOVES:
            ACTS[act](hearing, by)
            assert hearing.state == HEARING_MOVES[state, act]
        else:
            with pytest.raises(errors.IllegalMoveError):
                ACTS[act](hearing, by)


@pytest.mark.parametrize("act", ACTS)
def test_of_two_at_once_the_second_is_told(act: str) -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    read = Hearing.objects.select_related("grant__case__citizen", "letter").get(pk=hearing.pk)
    with builders.act(signe) as by:
        ACTS["withdraw"](hearing, by)
        with pytest.raises(errors.OvertakenError):
            ACTS[act](read, by)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (commands.Answer(" ", Way.PHONE, ON), "text"),
        (commands.Answer("Ja", Way.PAGE, ON), "way"),
        (commands.Answer("Ja", Way.PHONE, builders.TOMORROW), "answered_on"),
        (commands.Answer("Ja", Way.PHONE, builders.YESTERDAY), "answered_on"),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(said: commands.Answer, field: str) -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    with builders.act(signe) as by, pytest.raises(errors.RefusedError) as refused:
        commands.answer(hearing, said, by=by, at=AT, on=ON)
    assert refused.value.field == field


def test_the_citizen_reads_and_answers_once_the_letter_has_left() -> None:
    signe, anna = builders.a_caseworker(), builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)
    hearing = builders.a_hearing(by=signe, citizen=builders.a_citizen(user=anna))
    seen = access.hearings_visible_to(builders.actor(anna), on=ON)
    assert not seen.exists()
    with builders.act(signe) as by:
        correspondence.post(hearing.letter, by=by, at=AT, on=ON)
    assert seen.get() == hearing
    assert [one.record for one in queries.to_answer(seen)] == [("hearing", hearing.uuid)]
    with builders.act(anna) as by:
        with pytest.raises(errors.RefusedError):
            commands.answer(hearing, SAID, by=by, at=AT, on=ON)
        commands.answer(hearing, commands.Answer("Nej.", Way.PAGE, ON), by=by, at=AT, on=ON)
    assert (hearing.state, hearing.written_by) == (HearingState.ANSWERED, anna)
    assert queries.to_answer(seen) == ()
    with builders.act(signe) as by:
        commands.open_hearing(
            hearing.grant, facts="Mere", answer_by=LAST, sending=builders.sending(), by=by, at=AT, on=ON
        )
    assert seen.count() == 1


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [Role.MENTOR, Role.COORDINATOR, Role.CONTROLLER])
def test_other_roles_neither_read_nor_act(role: Role, act: str) -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    other = builders.give_role(builders.a_user(), role)
    with builders.act(other) as by, pytest.raises(errors.RefusedError, match="Din rolle"):
        ACTS[act](hearing, by)
    assert not access.hearings_visible_to(builders.actor(other), on=ON).exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_caseworker_of_another_team_does_not_act(act: str) -> None:
    hearing = builders.a_sent_hearing()
    with builders.act(builders.a_caseworker("Mads")) as by, pytest.raises(errors.RefusedError, match="ikke adgang"):
        ACTS[act](hearing, by)


def test_a_hearing_letter_is_not_written_anew_with_another_day() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_hearing(by=signe)
    with builders.act(signe, on=builders.TOMORROW) as by, pytest.raises(errors.RefusedError, match="længere tid"):
        correspondence.rewrite(hearing.letter, keys=builders.keys(), by=by, at=AT, on=builders.TOMORROW)


def test_the_desk_tells_of_answers_and_of_last_days_that_passed() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    seen = access.hearings_visible_to(builders.actor(signe), on=ON)
    assert queries.to_follow_up(seen, on=LAST) == ()
    (late,) = queries.to_follow_up(seen, on=AFTER)
    assert (late.what, late.due) == ("Borgeren har ikke svaret på partshøringen", LAST)
    builders.answer_hearing(hearing, by=signe)
    (told,) = queries.to_follow_up(seen, on=ON)
    assert (told.what, told.due) == ("Borgeren har svaret på partshøringen", None)
    procedure.refuse(hearing.grant, by=signe)
    assert queries.to_follow_up(seen, on=AFTER) == ()


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("grants_hearing_has_facts_and_time", "answer_by = opened_on"),
        ("grants_hearing_has_facts_and_time", "facts = ''"),
        ("grants_hearing_answered_has_answer", "state = 'answered'"),
        (
            "grants_hearing_answered_has_answer",
            "state = 'answered', answer = 'x', answer_way = 'phone', written_at = now(), written_by_id = opened_by_id",
        ),
        ("grants_hearing_closed_has_moment", "state = 'closed'"),
        ("grants_hearing_closed_has_moment", "state = 'withdrawn'"),
    ],
)
def test_the_database_holds_what_a_hearing_must_have(constraint: str, change: str) -> None:
    builders.a_hearing()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE grants_hearing SET {change}")


def test_the_database_holds_that_one_is_open() -> None:
    signe = builders.a_caseworker()
    hearing = builders.a_sent_hearing(by=signe)
    builders.answer_hearing(hearing, by=signe)
    with builders.act(signe) as by:
        _open(hearing.grant, by=by)
    with (
        pytest.raises(IntegrityError, match="grants_one_open_hearing"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE grants_hearing SET state = 'open'")
