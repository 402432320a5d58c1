"""Decisions about a grant that was decided: history stays, what is in force moves, and what does not fit is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import LetterKind
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.followup import queries as followup
from parloeb.domain.grants import chain, commands, force, modifying, queries, rechecking, settling
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant, Hearing
from parloeb.domain.grants.procedure.commands import hearings
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.grants.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import ON

pytestmark = pytest.mark.django_db

LATER = ON + timedelta(days=21)
REASON = "Asta er kommet i arbejde og kan selv."


@pytest.fixture
def grant(signe: User) -> Grant:
    return builders.a_grant(by=signe)


def _begin(of: Grant, kind: Kind, *, by: User, on: date = LATER) -> Grant:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        return modifying.begin(of, kind, by=actor, at=builders.at(on), on=on)


def _save(draft: Grant, typed: commands.Draft, *, by: User, on: date = LATER) -> None:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        commands.save(draft, typed, version=draft.version, by=actor, at=builders.at(on), on=on)


def _decide(draft: Grant, *, by: User, on: date = LATER, used: frozenset[date] = frozenset()) -> None:
    act = commands.stop if draft.kind in force.STOPS else commands.decide
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        act(draft, used=used, sending=builders.sending(), by=actor, at=builders.at(on), on=on)


def _shorten(of: Grant, last_day: date, *, by: User) -> Grant:
    draft = _begin(of, Kind.SHORTEN, by=by)
    _save(draft, commands.Draft(last_day=last_day, reason_text=REASON), by=by)
    _decide(draft, by=by)
    return draft


def _change(of: Grant, first_day: date, minutes: int, *, by: User, on: date = LATER) -> Grant:
    draft = _begin(of, Kind.CHANGE, by=by, on=on)
    typed = commands.Draft(
        first_day=first_day,
        last_day=draft.last_day,
        minutes_per_week=minutes,
        decisive_reason=draft.decisive_reason,
        reason_text=REASON,
    )
    _save(draft, typed, by=by, on=on)
    _decide(draft, by=by, on=on)
    return draft


def _words(grant: Grant) -> str:
    html = twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts))
    return html.replace("\u00a0", " ")


ENDS = ((2026, 12, 31), (2027, 1, 1))  # the last day of what is shortened, and the day after


def test_to_shorten_is_a_decision_of_its_own_and_the_first_keeps_what_it_said(signe: User, grant: Grant) -> None:
    said, last = _words(grant), grant.last_day
    stop = _shorten(grant, date(2026, 12, 31), by=signe)
    grant.refresh_from_db()
    assert (stop.state, stop.kind, stop.modifies) == (State.STOPPED, Kind.SHORTEN, grant)
    assert (grant.state, grant.last_day, _words(grant)) == (State.GRANTED, last, said)
    assert chain.in_force_of(grant) == Period(ON, date(2026, 12, 31))
    assert queries.stretches(grant.case) == ((Period(ON, date(2026, 12, 31)), 120),)
    assert [rechecking.of_all(on=date(year, month, day)).running for year, month, day in ENDS] == [1, 0]
    letter = builders.letter_of(stop)
    assert letter.kind == LetterKind.STOP
    assert letter.complaint_last_day == LATER + timedelta(weeks=4)
    for text in ("Din mentorstøtte slutter tidligere", "31. december 2026", "15. februar 2027", REASON, "du klage"):
        assert text in _words(stop)
    assert Event.objects.filter(name="grant.stopped", subject_uuid=stop.uuid).count() == 1


def test_hours_change_from_a_day_on_and_no_further_period_is_counted(signe: User, grant: Grant) -> None:
    change = _change(grant, date(2027, 1, 1), 60, by=signe)
    grant.refresh_from_db()
    assert queries.stretches(grant.case) == (
        (Period(ON, date(2026, 12, 31)), 120),
        (Period(date(2027, 1, 1), date(2027, 2, 15)), 60),
    )
    assert builders.letter_of(change).kind == LetterKind.CHANGE
    assert "Dine timer med mentor er ændret" in _words(change)
    assert rechecking.of_all(on=date(2027, 1, 2)).running == 1
    again = _change(change, date(2027, 2, 1), 30, by=signe)
    assert [minutes for _, minutes in queries.stretches(grant.case)] == [120, 60, 30]
    extended = _begin(again, Kind.EXTEND, by=signe)
    assert chain.earlier_periods(extended) == (Period(ON, date(2027, 2, 15)),)
    assert extended.first_day == date(2027, 2, 16)


def test_what_is_revoked_before_it_begins_leaves_what_was_in_force_before(signe: User, grant: Grant) -> None:
    change = _change(grant, date(2027, 1, 1), 60, by=signe)
    revoked = _begin(change, Kind.REVOKE, by=signe)
    _save(revoked, commands.Draft(reason_text=REASON), by=signe)
    _decide(revoked, by=signe)
    assert queries.stretches(grant.case) == ((Period(ON, date(2027, 2, 15)), 120),)
    assert "Det, der var bevilget før den, gælder igen." in _words(revoked)


def test_a_revoked_first_grant_grants_nothing_and_is_told_at_the_desk(signe: User) -> None:
    grant = builders.a_grant(by=signe, first_day=LATER + timedelta(days=7))
    revoked = _begin(grant, Kind.REVOKE, by=signe)
    _save(revoked, commands.Draft(reason_text=REASON), by=signe)
    _decide(revoked, by=signe)
    assert queries.stretches(grant.case) == ()
    grant.case.refresh_from_db()
    assert grant.case.stage == Stage.GRANTED
    told = followup.revoked(Grant.objects.all(), but=[State.DRAFT])
    assert [one.number for one in told] == [grant.case.number]
    builders.a_drafted_grant(by=signe, referral=grant.referral)
    assert followup.revoked(Grant.objects.all(), but=[State.DRAFT]) == ()


def test_a_mistake_is_corrected_backwards_with_the_reason_and_the_row_stays(signe: User, grant: Grant) -> None:
    draft = _begin(grant, Kind.CORRECT, by=signe)
    typed = commands.Draft(
        first_day=ON,
        last_day=date(2027, 2, 10),
        minutes_per_week=150,
        decisive_reason=draft.decisive_reason,
    )
    _save(draft, typed, by=signe)
    with pytest.raises(errors.RefusedError, match="hvilken fejl") as refused:
        _decide(draft, by=signe)
    assert refused.value.field == "mistake"
    draft.refresh_from_db()
    _save(draft, replace(typed, mistake="Timerne var skrevet forkert."), by=signe)
    _decide(draft, by=signe)
    grant.refresh_from_db()
    assert (grant.state, chain.in_force_of(grant)) == (State.GRANTED, None)
    assert queries.stretches(grant.case) == ((Period(ON, date(2027, 2, 10)), 150),)
    assert "Timerne var skrevet forkert." in _words(draft)


def test_fewer_hours_need_a_reason_and_more_do_not(signe: User, grant: Grant) -> None:
    draft = _begin(grant, Kind.CHANGE, by=signe)
    typed = commands.Draft(first_day=LATER, last_day=draft.last_day, minutes_per_week=60, decisive_reason="Fordi.")
    _save(draft, typed, by=signe)
    with pytest.raises(errors.RefusedError, match="Skriv begrundelsen") as refused:
        _decide(draft, by=signe)
    assert refused.value.field == "reason_text"
    draft.refresh_from_db()
    _save(draft, replace(typed, minutes_per_week=180), by=signe)
    _decide(draft, by=signe)
    assert draft.state == State.GRANTED


def test_a_visit_beyond_the_new_last_day_stops_the_shortening(signe: User, grant: Grant) -> None:
    draft = _begin(grant, Kind.SHORTEN, by=signe)
    _save(draft, commands.Draft(last_day=date(2026, 12, 31), reason_text=REASON), by=signe)
    with pytest.raises(errors.RefusedError, match="besøg 02-01-2027") as refused:
        _decide(draft, by=signe, used=frozenset({date(2026, 12, 1), date(2027, 1, 2)}))
    assert refused.value.field == "last_day"
    draft.refresh_from_db()
    assert (draft.state, draft.letter) == (State.DRAFT, None)


def test_a_shortening_that_is_decided_too_late_is_refused(signe: User, grant: Grant) -> None:
    draft = _begin(grant, Kind.SHORTEN, by=signe)
    _save(draft, commands.Draft(last_day=LATER, reason_text=REASON), by=signe)
    with pytest.raises(errors.RefusedError, match="tidligst slutte i dag"):
        _decide(draft, by=signe, on=LATER + timedelta(days=1))


def test_an_extension_of_what_was_corrected_meanwhile_is_refused(signe: User, grant: Grant) -> None:
    extension = _begin(grant, Kind.EXTEND, by=signe)
    Grant.objects.filter(pk=extension.pk).update(state=State.WITHDRAWN)
    _shorten(grant, date(2026, 12, 31), by=signe)
    Grant.objects.filter(pk=extension.pk).update(state=State.DRAFT)
    extension.refresh_from_db()
    typed = commands.Draft(
        first_day=date(2027, 1, 1),
        last_day=date(2027, 3, 31),
        minutes_per_week=60,
        decisive_reason="Fordi.",
        assessment="Asta skal holde fast.",
    )
    _save(extension, typed, by=signe)
    _decide(extension, by=signe)
    assert [period for period, _ in queries.stretches(grant.case)] == [
        Period(ON, date(2026, 12, 31)),
        Period(date(2027, 1, 1), date(2027, 3, 31)),
    ]


def test_what_a_draft_takes_over_is_not_counted_twice(signe: User, grant: Grant) -> None:
    assert queries.other_minutes(_begin(grant, Kind.CHANGE, by=signe), on=LATER) == 3 * 120


def test_a_correction_leaves_nothing_of_what_it_corrects(signe: User, grant: Grant) -> None:
    assert queries.other_minutes(_begin(grant, Kind.CORRECT, by=signe), on=LATER) == 0


def test_a_reason_is_asked_at_once_and_nobody_approves_the_own_request(signe: User, grant: Grant) -> None:
    draft = _begin(grant, Kind.SHORTEN, by=signe)
    with (
        builders.act(signe, Role.CASEWORKER, on=LATER) as by,
        pytest.raises(errors.RefusedError, match="nye sidste dag"),
    ):
        commands.submit(draft, by=by, at=builders.at(LATER), on=LATER)
    _save(draft, commands.Draft(last_day=date(2026, 12, 31), reason_text=REASON), by=signe)
    with builders.act(signe, Role.CASEWORKER, on=LATER) as by:
        commands.submit(draft, by=by, at=builders.at(LATER), on=LATER)
    with pytest.raises(errors.RefusedError, match="en anden skal afgøre den"):
        _decide(draft, by=signe)


@pytest.mark.parametrize("kind", [Kind.SHORTEN, Kind.REVOKE])
def test_what_stops_is_neither_granted_nor_refused(signe: User, kind: Kind) -> None:
    grant = builders.a_grant(by=signe, first_day=LATER + timedelta(days=7))
    draft = _begin(grant, kind, by=signe)
    with builders.act(signe, Role.CASEWORKER, on=LATER) as by:
        for act in (commands.decide, commands.refuse):
            with pytest.raises(errors.RefusedError, match="passer ikke"):
                act(draft, sending=builders.sending(), by=by, at=builders.at(LATER), on=LATER)


def test_a_change_is_not_refused_and_a_grant_is_not_stopped(signe: User, grant: Grant) -> None:
    change = _begin(grant, Kind.CHANGE, by=signe)
    with builders.act(signe, Role.CASEWORKER, on=LATER) as by, pytest.raises(errors.RefusedError, match="passer ikke"):
        commands.refuse(change, sending=builders.sending(), by=by, at=builders.at(LATER), on=LATER)
    with builders.act(signe, Role.CASEWORKER, on=LATER) as by, pytest.raises(errors.RefusedError, match="passer ikke"):
        commands.stop(change, used=frozenset(), sending=builders.sending(), by=by, at=builders.at(LATER), on=LATER)
    with builders.act(signe, Role.CASEWORKER, on=LATER) as by, pytest.raises(ValueError, match="registered"):
        commands.decide(change, sending=builders.sending(), by=by, at=builders.at(LATER), on=LATER)


def test_while_one_is_being_made_no_second_is_begun(signe: User, grant: Grant) -> None:
    _begin(grant, Kind.SHORTEN, by=signe)
    with pytest.raises(errors.RefusedError, match="allerede et udkast"):
        _begin(grant, Kind.CHANGE, by=signe)


def test_a_stranger_and_a_coordinator_begin_nothing(grant: Grant) -> None:
    stranger = builders.a_caseworker()
    with pytest.raises(errors.RefusedError, match="ikke adgang til sagen"):
        _begin(grant, Kind.SHORTEN, by=stranger)
    coordinator = builders.a_coordinator(jobcentre=grant.case.jobcentre)
    with builders.act(coordinator, Role.COORDINATOR, on=LATER) as by, pytest.raises(errors.RefusedError, match="rolle"):
        modifying.begin(grant, Kind.SHORTEN, by=by, at=builders.at(LATER), on=LATER)


def test_what_is_kept_as_in_force_is_what_all_decisions_come_to(signe: User, grant: Grant) -> None:
    change = _change(grant, date(2027, 1, 1), 60, by=signe)
    _shorten(change, date(2027, 1, 20), by=signe)
    kept = {
        one.pk: chain.in_force_of(one) for one in Grant.objects.filter(case=grant.case, in_force_from__isnull=False)
    }
    assert kept == force.in_force(chain.decided_of(grant.case_id))
    Grant.objects.filter(pk=change.pk).update(in_force_from=None, in_force_to=None)
    settling.settle(grant.case)
    change.refresh_from_db()
    assert chain.in_force_of(change) == Period(date(2027, 1, 1), date(2027, 1, 20))


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ("in_force_to = last_day + 1", "grants_in_force_within_granted"),
        ("in_force_from = first_day - 1", "grants_in_force_within_granted"),
        ("in_force_from = NULL", "grants_in_force_within_granted"),
        ("kind = 'change'", "grants_modifies_by_kind"),
        ("modifies_id = id", "grants_modifies_by_kind"),
        ("kind = 'shorten', modifies_id = id", "grants_stop_grants_nothing"),
        (
            "state = 'stopped', reason_text = 'x', in_force_from = NULL, in_force_to = NULL",
            "grants_stop_grants_nothing",
        ),
    ],
)
def test_the_database_refuses_what_no_decision_says(grant: Grant, facts: str, constraint: str) -> None:
    statement = f"UPDATE grants_grant SET {facts} WHERE id = %s"
    with connection.cursor() as sql, pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        sql.execute(statement, [grant.pk])


def test_the_citizen_is_heard_before_a_shortening_on_facts_that_are_new(signe: User, grant: Grant) -> None:
    draft = _begin(grant, Kind.SHORTEN, by=signe)
    last_day = LATER + timedelta(days=30)
    _save(draft, commands.Draft(last_day=last_day, reason_text=REASON, adverse_new_facts=True), by=signe)
    with pytest.raises(errors.RefusedError, match="Hør borgeren først"):
        _decide(draft, by=signe)
    with builders.act(signe, Role.CASEWORKER, on=LATER) as by:
        hearing = hearings.open_hearing(
            draft,
            facts="Skolen skriver, at støtten ikke bruges.",
            answer_by=LATER + timedelta(days=14),
            sending=builders.sending(),
            by=by,
            at=builders.at(LATER),
            on=LATER,
        )
        first = hearing.letter
        longer = NewDay(LATER + timedelta(days=21), "Asta er rejst.")
        hearings.prolong(hearing, longer, sending=builders.sending(), by=by, at=builders.at(LATER), on=LATER)
        assert hearing.letter != first
        correspondence.post(hearing.letter, by=by, at=builders.at(LATER), on=LATER)
    for letter in (first, hearing.letter):
        assert "om du skal have mindre støtte" in str(letter.facts).replace("\u00a0", " ")
    answered = Hearing.objects.select_related("grant__case__citizen", "letter").get(pk=hearing.pk)
    builders.answer_hearing(answered, by=signe, on=LATER)
    draft = Grant.objects.select_related("case__citizen", "referral", "modifies").get(pk=draft.pk)
    _decide(draft, by=signe)
    assert draft.state == State.STOPPED
