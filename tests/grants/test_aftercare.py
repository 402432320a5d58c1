"""A grant with a pot of hours for the time after it: kept, judged, told in the letter, moved along, and lapsed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import aftercare, chain, commands, modifying, queries, telling
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.law.settings import Setting
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.lists import Source
from parloeb.journeys import discharging, redeciding
from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import FULL, ON

pytestmark = pytest.mark.django_db

ENDS = days.last_day_of(ON, 3)  # 15 February 2027
UNTIL = date(2027, 4, 30)
REASON = "Uden en mentor møder Asta ikke op."
A_DAY = timedelta(days=1)
POT = commands.Draft(
    first_day=ON, last_day=ENDS, minutes_per_week=120, decisive_reason=REASON, aftercare_minutes=180,
    aftercare_last_day=UNTIL,
)  # fmt: skip


def _save(draft: Grant, typed: commands.Draft, *, by: User, on: date = ON) -> None:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        commands.save(draft, typed, version=draft.version, by=actor, at=builders.at(on), on=on)


def _decide(draft: Grant, *, by: User, on: date = ON) -> None:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        redeciding.decide(draft, sending=builders.sending(), by=actor, at=builders.at(on), on=on)


def _begin(of: Grant, kind: Kind, *, by: User, on: date = ON) -> Grant:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        return modifying.begin(of, kind, by=actor, at=builders.at(on), on=on)


def _granted(by: User, typed: commands.Draft = POT) -> Grant:
    draft = builders.a_drafted_grant(by=by)
    _save(draft, typed, by=by)
    _decide(draft, by=by)
    return draft


def _words(grant: Grant) -> str:
    html = twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts))
    return html.replace("\u00a0", " ")


def test_a_pot_is_kept_with_the_grant_and_told_in_its_letter(signe: User) -> None:
    grant = _granted(signe)
    assert aftercare.period_of(grant) == Period(ENDS + A_DAY, UNTIL)
    assert aftercare.text(grant) == "3 timer i alt til og med 30-04-2027"
    for text in ("Efterværn bagefter", "3 timer i alt til og med 30. april 2027", "Det kaldes efterværn."):
        assert text in _words(grant)
    assert queries.stretches(grant.case) == ((Period(ON, ENDS), 120),)


def test_a_grant_without_a_pot_says_nothing_of_one(signe: User) -> None:
    grant = builders.a_grant(by=signe)
    assert aftercare.period_of(grant) is None
    assert aftercare.text(grant) == ""
    assert "fterværn" not in _words(grant)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        (replace(POT, aftercare_minutes=601), "aftercare_minutes", "højst være 10 timer"),
        (replace(POT, aftercare_last_day=ENDS), "aftercare_last_day", "efter støttens sidste dag, 15-02-2027"),
        (replace(POT, aftercare_last_day=date(2027, 5, 16)), "aftercare_last_day", "15-05-2027 .LAB § 167"),
        (
            replace(POT, last_day=date(2026, 12, 15), aftercare_last_day=date(2027, 3, 16)),
            "aftercare_last_day",
            "senest slutte 15-03-2027",
        ),
    ],
)
def test_a_pot_that_does_not_fit_is_not_granted(signe: User, typed: commands.Draft, field: str, sentence: str) -> None:
    draft = builders.a_drafted_grant(by=signe)
    _save(draft, typed, by=signe)
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        _decide(draft, by=signe)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("setting", "number", "field", "sentence"),
    [
        (Setting.AFTERCARE_HOURS, 2, "aftercare_minutes", "højst være 2 timer"),
        (Setting.AFTERCARE_MONTHS, 1, "aftercare_last_day", "senest slutte 15-03-2027"),
    ],
)
def test_how_large_and_how_long_a_pot_may_be_is_the_jobcentres_of_the_day(
    signe: User, setting: Setting, number: int, field: str, sentence: str
) -> None:
    draft = builders.a_drafted_grant(by=signe)
    _save(draft, POT, by=signe)
    builders.set_setting(draft.case.jobcentre, setting, number)
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        _decide(draft, by=signe)
    assert refusal.value.field == field


@pytest.mark.rule("LAB-167-1-MAX")
def test_pot_and_grant_share_the_six_months_to_the_day(signe: User) -> None:
    grant = _granted(signe, replace(POT, aftercare_last_day=days.last_day_of(ON, 6)))
    assert aftercare.period_of(grant) == Period(ENDS + A_DAY, date(2027, 5, 15))


@pytest.mark.rule("INT-23D")
def test_under_the_integration_act_the_local_limit_alone_counts(signe: User) -> None:
    referral = builders.a_sent_referral(by=signe, content=replace(FULL, legal_basis="INT_23d"))
    draft = builders.a_drafted_grant(by=signe, referral=referral)
    last = days.last_day_of(ON, 3)
    _save(draft, replace(POT, aftercare_last_day=days.months_after(last, 3)), by=signe)
    _decide(draft, by=signe)
    assert aftercare.period_of(draft) == Period(last + A_DAY, date(2027, 5, 15))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (replace(POT, aftercare_last_day=None), "aftercare_last_day"),
        (replace(POT, aftercare_minutes=None), "aftercare_minutes"),
    ],
)
def test_half_a_pot_is_not_saved(signe: User, typed: commands.Draft, field: str) -> None:
    draft = builders.a_drafted_grant(by=signe)
    with pytest.raises(errors.RefusedError) as refusal:
        _save(draft, typed, by=signe)
    assert refusal.value.field == field


def test_what_is_granted_after_it_ends_the_pot(signe: User) -> None:
    grant = _granted(signe)
    following = _begin(grant, Kind.EXTEND, by=signe)
    assert following.aftercare_minutes is None
    typed = commands.Draft(
        first_day=ENDS + A_DAY, last_day=date(2027, 5, 15), minutes_per_week=60, decisive_reason=REASON,
        assessment="Asta møder op de fleste dage.",
    )  # fmt: skip
    _save(following, typed, by=signe)
    _decide(following, by=signe)
    assert aftercare.period_of(grant) is None
    assert aftercare.text(grant).endswith("Bortfaldet, fordi der er bevilget videre.")


def test_a_change_keeps_the_pot_and_to_take_it_needs_a_reason(signe: User) -> None:
    grant = _granted(signe)
    change = _begin(grant, Kind.CHANGE, by=signe)
    assert (change.aftercare_minutes, change.aftercare_last_day) == (180, UNTIL)
    assert not chain.is_adverse(change, on=ON)
    _save(change, replace(POT, aftercare_minutes=120), by=signe)
    assert chain.is_adverse(change, on=ON)
    with pytest.raises(errors.RefusedError, match="Skriv begrundelsen"):
        _decide(change, by=signe)


def test_a_pot_is_as_long_after_a_shorter_grant_and_the_letter_says_until_when(signe: User) -> None:
    grant = _granted(signe)
    stop = _begin(grant, Kind.SHORTEN, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        typed = commands.Draft(last_day=date(2026, 12, 31), reason_text="Asta er kommet i arbejde.")
        commands.save(stop, typed, version=stop.version, by=by, at=builders.AT, on=ON)
        redeciding.stop(stop, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    grant.refresh_from_db()
    until = date(2026, 12, 31) + (UNTIL - ENDS)
    assert aftercare.period_of(grant) == Period(date(2027, 1, 1), until)
    assert aftercare.text(grant) == f"3 timer i alt til og med {days.text(until)}"
    assert f"3 timer i alt til og med {days.long_text(until)}" in _words(stop)
    course = telling.plan_of(Grant.objects.filter(pk=grant.pk))
    assert course
    assert [period for period, _ in course.kept] == [aftercare.period_of(grant)]


@pytest.mark.parametrize(("days_later", "says"), [(0, chain.NOTHING_CORRECTED), (1, "")])
def test_a_pot_that_followed_a_shorter_grant_is_no_correction_of_it(signe: User, days_later: int, says: str) -> None:
    grant = _granted(signe)
    stop = _begin(grant, Kind.SHORTEN, by=signe)
    _save(stop, commands.Draft(last_day=date(2026, 12, 31), reason_text="Asta er kommet i arbejde."), by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        redeciding.stop(stop, sending=builders.sending(), by=by, at=builders.AT, on=ON)
    draft = _begin(grant, Kind.CORRECT, by=signe)
    assert draft.aftercare_last_day
    draft.aftercare_last_day += days_later * A_DAY
    draft.mistake = "Tastefejl."
    assert chain.lacks_reason(draft, on=ON) == says


def test_nothing_is_said_of_a_pot_where_what_is_shortened_has_none(signe: User) -> None:
    stop = _begin(builders.a_grant(by=signe), Kind.SHORTEN, by=signe)
    stop.last_day = date(2026, 12, 31)
    assert aftercare.told(stop) is None


def test_a_pot_moves_with_the_discharge(signe: User) -> None:
    at, begins = ON + timedelta(days=42), ON + timedelta(days=14)
    referral = builders.a_sent_referral(by=signe, content=replace(FULL, legal_basis="LAB_167_2", discharge_on=at))
    draft = builders.a_drafted_grant(by=signe, referral=referral, first_day=begins)
    assert draft.last_day
    typed = replace(POT, first_day=begins, last_day=draft.last_day, aftercare_last_day=draft.last_day + timedelta(30))
    _save(draft, typed, by=signe)
    _decide(draft, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        moved = discharging.Moved(at + timedelta(days=14), Source.CITIZEN, "Trives ikke endnu.")
        move = discharging.move(draft, moved, by=by, at=builders.AT, on=ON)
    assert move
    assert move.last_day
    assert (move.aftercare_minutes, move.aftercare_last_day) == (180, move.last_day + timedelta(days=30))


def test_what_moved_away_leaves_no_pot_behind_it(signe: User) -> None:
    """Begun, then discharged so much later that nothing can be granted for a while: the pot moved along."""
    at, begins, on = ON + timedelta(days=42), ON + timedelta(days=14), ON + timedelta(days=28)
    referral = builders.a_sent_referral(by=signe, content=replace(FULL, legal_basis="LAB_167_2", discharge_on=at))
    draft = builders.a_drafted_grant(by=signe, referral=referral, first_day=begins)
    assert draft.last_day
    until = draft.last_day + timedelta(days=30)
    typed = replace(POT, first_day=begins, last_day=draft.last_day, aftercare_last_day=until)
    _save(draft, typed, by=signe)
    _decide(draft, by=signe)
    with builders.act(signe, Role.CASEWORKER, on=on) as by:
        moved = discharging.Moved(at + timedelta(days=120), Source.CITIZEN, "Trives ikke endnu.")
        move = discharging.move(draft, moved, by=by, at=builders.at(on), on=on)
    assert move
    _decide(move, by=signe, on=on)
    draft.refresh_from_db()
    assert (draft.in_force_to, move.first_day) == (on - A_DAY, days.months_after(at + timedelta(days=120), -3))
    assert aftercare.period_of(draft) is None
    assert [period for period, _ in aftercare.kept(draft.case)] == [aftercare.period_of(move)]
    course = telling.plan_of(Grant.objects.filter(case=draft.case))
    assert course
    assert [period for period, _ in course.kept] == [aftercare.period_of(move)]
    rows = queries.to_tell(Grant.objects.filter(case=draft.case))
    assert [part.pot is not None for row in rows if (part := telling.part(row))] == [False, True]


@pytest.mark.parametrize(
    "values", ["aftercare_minutes = 60", "aftercare_last_day = '2027-05-01'", "aftercare_minutes = 0",
               "aftercare_minutes = 60, aftercare_last_day = last_day"],
)  # fmt: skip
def test_the_database_keeps_a_pot_whole_and_after_its_grant(signe: User, values: str) -> None:
    builders.a_grant(by=signe)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="grants_aftercare"), transaction.atomic():
        cursor.execute(f"UPDATE grants_grant SET {values}")
