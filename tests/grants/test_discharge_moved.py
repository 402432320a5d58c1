"""The day of a discharge moves: kept once with who told of it, and the support follows by a decision of its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import LetterKind
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import chain, commands, modifying, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant, Hearing
from parloeb.domain.grants.procedure.commands import hearings
from parloeb.domain.grants.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.lists import Source
from parloeb.domain.referrals.models import Amendment
from parloeb.journeys import discharging, redeciding
from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import FULL, ON, procedure

pytestmark = pytest.mark.django_db

# Granted on 16 November for three months from 1 December, for a discharge on 4 January.
ADMITTED, AT = date(2026, 11, 2), date(2027, 1, 4)
BEGINS, ENDS = date(2026, 12, 1), date(2027, 2, 28)
AT_DISCHARGE = replace(FULL, legal_basis="LAB_167_2", hospitalised_on=ADMITTED, discharge_on=AT)
LATER = AT + timedelta(days=28)
WHY = "Afdelingen vil se tiden an."
BEGUN = date(2026, 12, 15)


@pytest.fixture
def grant(signe: User) -> Grant:
    return builders.a_grant_at_discharge(by=signe, content=AT_DISCHARGE, first_day=BEGINS)


def _move(
    grant: Grant, day: date, *, by: User, on: date = ON, source: Source = Source.HOSPITAL, reason: str = WHY
) -> Grant | None:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        moved = discharging.Moved(day, source, reason)
        return discharging.move(grant, moved, by=actor, at=builders.at(on), on=on)


def _decide(draft: Grant, *, by: User, on: date = ON) -> None:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        redeciding.decide(draft, sending=builders.sending(), by=actor, at=builders.at(on), on=on)


def _words(grant: Grant) -> str:
    html = twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts))
    return html.replace("\u00a0", " ")


def test_what_has_not_begun_moves_whole_by_a_decision_of_its_own(signe: User, grant: Grant) -> None:
    said = _words(grant)
    draft = _move(grant, LATER, by=signe)
    assert draft
    assert (draft.kind, draft.modifies, draft.state) == (Kind.MOVE, grant, State.DRAFT)
    assert chain.period_of(draft) == Period(date(2026, 12, 29), days.last_day_of(date(2026, 12, 29), 3))
    _decide(draft, by=signe)
    grant.refresh_from_db()
    assert (grant.state, grant.first_day, grant.discharge_on, _words(grant)) == (State.GRANTED, BEGINS, AT, said)
    assert chain.in_force_of(grant) is None
    assert queries.stretches(grant.case) == ((Period(date(2026, 12, 29), date(2027, 3, 28)), 120),)
    assert draft.discharge_on == LATER
    assert builders.letter_of(draft).kind == LetterKind.CHANGE
    for text in ("Din mentorstøtte er flyttet", "fra 4. januar 2027 til 1. februar 2027", "29. december 2026"):
        assert text in _words(draft)
    assert Event.objects.filter(name="referral.discharge_moved").count() == 1


def test_what_has_begun_keeps_its_days_and_the_right_goes_past_the_caseworkers_power(signe: User, grant: Grant) -> None:
    draft = _move(grant, AT + timedelta(days=14), by=signe, on=BEGUN)
    assert draft
    assert chain.whole_period(draft, on=BEGUN) == Period(BEGINS, ENDS + timedelta(days=14))
    _decide(draft, by=signe, on=BEGUN)
    grant.refresh_from_db()
    assert chain.in_force_of(grant) == Period(BEGINS, BEGUN - timedelta(days=1))
    assert chain.in_force_of(draft) == Period(BEGUN, ENDS + timedelta(days=14))
    extended = _begin(draft, Kind.EXTEND, by=signe, on=BEGUN)
    assert chain.earlier_periods(extended) == (Period(BEGINS, ENDS + timedelta(days=14)),)


@pytest.mark.rule("LAB-167-1-MAX", "LAB-167-2-MIN")
def test_the_whole_period_is_held_against_the_act_and_not_the_rest_of_it(signe: User) -> None:
    half = days.last_day_of(BEGINS, 6)
    grant = builders.a_grant_at_discharge(by=signe, content=AT_DISCHARGE, first_day=BEGINS, months=5)
    draft = _move(grant, LATER, by=signe, on=BEGUN)
    assert draft
    assert draft.last_day == date(2027, 5, 28)
    said = {one.rule: one for one in queries.said_of(draft, on=BEGUN)}
    assert said["LAB-167-1-MAX"].values["last_day_allowed"] == half.isoformat()
    assert said["LAB-167-2-MIN"].values["days_granted"] == (date(2027, 5, 28) - BEGINS).days + 1
    draft.last_day = half + timedelta(days=1)
    assert {one.rule: one for one in queries.said_of(draft, on=BEGUN)}["LAB-167-1-MAX"].outcome == "block"


def test_the_day_is_kept_with_who_told_of_it(signe: User, grant: Grant) -> None:
    _move(grant, LATER, by=signe)
    kept = Amendment.objects.get()
    assert (kept.field, kept.old, kept.new) == ("discharge_on", "04-01-2027", "01-02-2027")
    assert (kept.reason, kept.source) == (WHY, Source.HOSPITAL)
    grant.refresh_from_db()
    assert grant.referral.discharge_on == LATER
    assert grant.discharge_on == AT


@pytest.mark.parametrize(
    ("day", "reason", "field", "sentence"),
    [
        (ADMITTED - timedelta(days=1), WHY, "discharge_on", r"før indlæggelsen, 02-11-2026 \(LAB § 167, stk\. 2\)"),
        (AT, WHY, "discharge_on", "står allerede til 04-01-2027"),
        (date(2036, 12, 15), WHY, "discharge_on", r"mere end 2 år fremme\. Er årstallet rigtigt\?"),
        (LATER, " ", "reason", "hvorfor"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(
    signe: User, grant: Grant, day: date, reason: str, field: str, sentence: str
) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        _move(grant, day, by=signe, reason=reason)
    assert refusal.value.field == field
    grant.refresh_from_db()
    assert grant.referral.discharge_on == AT
    assert not Grant.objects.filter(kind=Kind.MOVE).exists()


def test_a_discharge_on_the_day_of_admission_is_no_mistake(signe: User, grant: Grant) -> None:
    _move(grant, ADMITTED, by=signe)
    grant.refresh_from_db()
    assert grant.referral.discharge_on == ADMITTED


def test_a_referral_with_a_discharge_before_the_admission_is_not_saved(signe: User) -> None:
    backwards = replace(AT_DISCHARGE, discharge_on=ADMITTED - timedelta(days=1))
    with pytest.raises(errors.RefusedError, match="før indlæggelsen") as refusal:
        builders.a_sent_referral(by=signe, content=backwards)
    assert refusal.value.field == "discharge_on"


def test_the_database_keeps_a_discharge_after_its_admission(grant: Grant) -> None:
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="discharged_after"), transaction.atomic():
        cursor.execute("UPDATE referrals_referral SET discharge_on = hospitalised_on - 1")


def test_support_is_moved_one_grant_after_the_other(signe: User, grant: Grant) -> None:
    """Later, so that what comes last moves first; the grant in between would share its days otherwise."""
    following = _begin(grant, Kind.EXTEND, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        typed = commands.Draft(
            first_day=following.first_day,
            last_day=date(2027, 5, 31),
            minutes_per_week=60,
            decisive_reason="Uden en mentor møder Asta ikke op.",
            assessment="Hverdagen skal falde på plads efter udskrivningen.",
        )
        commands.save(following, typed, version=following.version, by=by, at=builders.AT, on=ON)
    _decide(following, by=signe)
    draft = _move(grant, LATER, by=signe)
    assert draft
    assert draft.modifies == following
    _decide(draft, by=signe)
    assert modifying.to_move(case=grant.case, on=ON) == (grant,)
    last = _begin(grant, Kind.MOVE, by=signe)
    _decide(last, by=signe)
    assert modifying.to_move(case=grant.case, on=ON) == ()
    assert [period for period, _ in queries.stretches(grant.case)] == [
        Period(date(2026, 12, 29), date(2027, 3, 28)),
        Period(date(2027, 3, 29), date(2027, 6, 28)),
    ]


def test_nothing_moves_while_the_day_stands(signe: User, grant: Grant) -> None:
    with pytest.raises(errors.RefusedError, match="stadig 04-01-2027"):
        _begin(grant, Kind.MOVE, by=signe)


def test_support_that_no_discharge_was_the_reason_for_does_not_follow_one(signe: User) -> None:
    ordinary = builders.a_grant(by=signe)
    with pytest.raises(errors.RefusedError, match="ikke bevilget ved en udskrivning"):
        _begin(ordinary, Kind.MOVE, by=signe)


def test_a_draft_for_the_day_before_gives_way_to_the_next(signe: User, grant: Grant) -> None:
    first = _move(grant, LATER, by=signe)
    second = _move(Grant.objects.get(pk=grant.pk), LATER + timedelta(days=14), by=signe)
    assert first
    assert second
    first.refresh_from_db()
    assert (first.state, second.state) == (State.WITHDRAWN, State.DRAFT)
    assert second.first_day == date(2027, 1, 12)
    third = _move(Grant.objects.get(pk=grant.pk), AT, by=signe)
    assert third is None  # as it was granted
    assert not Grant.objects.filter(state=State.DRAFT).exists()


AGAIN = LATER + timedelta(days=14)
SAID_AGAIN = "Udskrivningen er flyttet igen, fra 01-02-2027 til 15-02-2027, efter at udkastet blev skrevet."


def _hear(draft: Grant, *, by: User) -> None:
    with builders.act(by, Role.CASEWORKER) as actor:
        answer_by = ON + timedelta(days=14)
        hearings.open_hearing(
            draft, facts=WHY, answer_by=answer_by, sending=builders.sending(), by=actor, at=builders.AT, on=ON
        )


def _submit(draft: Grant, *, by: User) -> None:
    with builders.act(by, Role.CASEWORKER) as actor:
        commands.submit(draft, by=actor, at=builders.AT, on=ON)


@pytest.mark.parametrize(("stands", "state"), [(_hear, State.DRAFT), (_submit, State.SUBMITTED)])
def test_the_day_is_kept_while_the_citizen_is_heard_or_the_leader_has_the_draft(
    signe: User, grant: Grant, stands: Callable[..., None], state: State
) -> None:
    draft = _move(grant, LATER, by=signe)
    assert draft
    stands(draft, by=signe)
    assert "flyttet igen" not in queries.waiting(Grant.objects.all(), state)[0].what
    assert _move(Grant.objects.get(pk=grant.pk), AGAIN, by=signe) == draft
    draft = procedure.read_grant(draft)
    assert (draft.state, draft.referral.discharge_on, Grant.objects.count()) == (state, AGAIN, 2)
    (row,) = queries.waiting(Grant.objects.all(), state)
    assert row.what.endswith("(udskrivningen er flyttet igen)")
    leader = builders.a_leader(team=procedure.team_of(signe)) if state is State.SUBMITTED else signe
    with builders.act(leader) as by, pytest.raises(errors.RefusedError, match=SAID_AGAIN) as refusal:
        redeciding.decide(draft, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    assert refusal.value.field == "first_day"


def _save_for_the_new_day(draft: Grant, *, by: User) -> None:
    begins = date(2027, 1, 12)
    with builders.act(by) as actor:
        typed = commands.Draft(
            first_day=begins,
            last_day=days.last_day_of(begins, 3),
            minutes_per_week=120,
            decisive_reason=draft.decisive_reason,
        )
        commands.save(draft, typed, version=draft.version, by=actor, at=builders.AT, on=ON)


def test_a_draft_that_is_saved_for_the_day_of_now_may_be_decided(signe: User, grant: Grant) -> None:
    draft = _move(grant, LATER, by=signe)
    assert draft
    _hear(draft, by=signe)
    _move(Grant.objects.get(pk=grant.pk), AGAIN, by=signe)
    draft = procedure.read_grant(draft)
    _save_for_the_new_day(draft, by=signe)
    draft = procedure.read_grant(draft)
    assert "flyttet igen" not in queries.waiting(Grant.objects.all(), State.DRAFT)[0].what
    _decide(draft, by=signe)
    assert "fra 4. januar 2027 til 15. februar 2027" in _words(procedure.read_grant(draft))


def _heard(draft: Grant, *, by: User, is_answered: bool) -> None:
    _hear(draft, by=by)
    hearing = Hearing.objects.select_related("grant__case__citizen", "letter").get()
    with builders.act(by, Role.CASEWORKER) as actor:
        correspondence.post(hearing.letter, by=actor, at=builders.AT, on=ON)
    hearing = Hearing.objects.select_related("grant__case__citizen", "letter").get()
    if is_answered:
        procedure.answer_hearing(hearing, by=by)
        return
    closed_on = hearing.answer_by + timedelta(days=1)
    with builders.act(by, Role.CASEWORKER, on=closed_on) as actor:
        hearings.close(hearing, by=actor, at=builders.at(closed_on), on=closed_on)


@pytest.mark.rule("FVL-19")
@pytest.mark.parametrize("is_answered", [True, False])
def test_a_draft_on_which_the_citizen_was_heard_stands_when_the_day_moves_again(
    signe: User, grant: Grant, is_answered: bool
) -> None:
    draft = _move(grant, LATER, by=signe)
    assert draft
    _heard(draft, by=signe, is_answered=is_answered)
    assert _move(Grant.objects.get(pk=grant.pk), AGAIN, by=signe) == draft
    draft = procedure.read_grant(draft)
    assert draft.state == State.DRAFT
    (row,) = queries.waiting(Grant.objects.all(), State.DRAFT)
    assert row.what.endswith("(udskrivningen er flyttet igen)")
    _save_for_the_new_day(draft, by=signe)
    draft = procedure.read_grant(draft)
    _decide(draft, by=signe)
    words = _words(procedure.read_grant(draft))
    assert "fra 4. januar 2027 til 15. februar 2027" in words
    assert ("Du svarede den 16. november 2026:</p>\n<p>Det passer.</p>" in words) is is_answered


def test_a_draft_whose_hearing_was_called_back_gives_way(signe: User, grant: Grant) -> None:
    draft = _move(grant, LATER, by=signe)
    assert draft
    _hear(draft, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        hearings.withdraw(Hearing.objects.get(), by=by, at=builders.AT, on=ON)
    second = _move(Grant.objects.get(pk=grant.pk), AGAIN, by=signe)
    assert second
    assert second != draft


def test_the_day_is_kept_where_another_draft_stands_in_the_way(signe: User, grant: Grant) -> None:
    _begin(grant, Kind.SHORTEN, by=signe)
    assert _move(grant, LATER, by=signe) is None
    assert modifying.to_move(case=grant.case, on=ON) == (grant,)


def test_support_that_lies_as_it_should_waits_for_nobody(signe: User, grant: Grant) -> None:
    """The same hours the whole way, begun, and discharged sooner."""
    assert _move(grant, AT - timedelta(days=7), by=signe, on=BEGUN) is None
    assert modifying.to_move(case=grant.case, on=BEGUN) == ()


def test_what_follows_a_moved_discharge_waits_for_its_caseworker(signe: User, grant: Grant) -> None:
    assert modifying.waiting_to_move(Grant.objects.all(), on=ON) == ()
    draft = _move(grant, LATER, by=signe)
    assert draft
    assert modifying.waiting_to_move(Grant.objects.all(), on=ON) == ()  # the draft waits instead
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.withdraw(draft, by=by, at=builders.AT, on=ON)
    (row,) = modifying.waiting_to_move(Grant.objects.all(), on=ON)
    assert (row.record, row.since, row.due) == (("grant", grant.uuid), ON, ENDS)
    Case.objects.filter(pk=grant.case_id).update(ended_on=ON)
    assert modifying.waiting_to_move(Grant.objects.all(), on=ON) == ()


def test_a_visit_keeps_its_grant_when_support_moves(signe: User, grant: Grant) -> None:
    draft = _move(grant, LATER, by=signe)
    assert draft
    with (
        builders.act(signe, Role.CASEWORKER) as by,
        pytest.raises(errors.RefusedError, match="registreret et besøg 02-12-2026"),
    ):
        commands.decide(draft, used=[date(2026, 12, 2)], sending=builders.sending(), by=by, at=builders.at(ON), on=ON)


def test_a_move_that_has_not_begun_is_taken_back_and_the_first_days_are_in_force_again(
    signe: User, grant: Grant
) -> None:
    draft = _move(grant, LATER, by=signe)
    assert draft
    _decide(draft, by=signe)
    back = _begin(draft, Kind.REVOKE, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        typed = commands.Draft(reason_text="Dagen var alligevel rigtig.")
        commands.save(back, typed, version=back.version, by=by, at=builders.AT, on=ON)
        commands.stop(back, used=(), sending=builders.sending(), by=by, at=builders.AT, on=ON)
    grant.refresh_from_db()
    assert chain.in_force_of(grant) == Period(BEGINS, ENDS)


def _begin(of: Grant, kind: Kind, *, by: User, on: date = ON) -> Grant:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        return modifying.begin(of, kind, by=actor, at=builders.at(on), on=on)
