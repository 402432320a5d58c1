"""An agreement that reaches beyond what is granted: what is read of it, and who is told to write it anew."""

from datetime import date, timedelta

import pytest
from django.test import Client

from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import State
from parloeb.domain.grants import commands, modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.matching.models import Match
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from tests import builders
from tests.builders import AT, ON, visits
from tests.builders.matching import Course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

TASK = "Mentoraftalen går ud over bevillingen: lav den om"
SHORTENED_TO = date(2026, 12, 20)
REASON = "Anna er kommet i arbejde og kan selv."


@pytest.fixture
def pair() -> Course:
    return visits.a_pair()


def stop(pair: Course, kind: Kind, *, of: Grant, last_day: date | None = None) -> None:
    of.refresh_from_db()
    with builders.act(pair.caseworker, Role.CASEWORKER) as by:
        draft = modifying.begin(of, kind, by=by, at=AT, on=ON)
        typed = commands.Draft(last_day=last_day, reason_text=REASON)
        commands.save(draft, typed, version=draft.version, by=by, at=AT, on=ON)
        commands.stop(draft, used=frozenset(), sending=builders.sending(), by=by, at=AT, on=ON)


def extend(pair: Course) -> Grant:
    assert pair.grant.last_day
    draft = builders.a_drafted_grant(
        by=pair.caseworker,
        referral=Referral.objects.get(case=pair.case),
        first_day=pair.grant.last_day + timedelta(days=1),
        assessment="Støtten er stadig afgørende.",
    )
    with builders.act(pair.caseworker, Role.CASEWORKER) as by:
        builders.decide(draft, by=by)
    return draft


def caseworker_of(pair: Course) -> Client:
    return builders.logged_in(pair.caseworker, Role.CASEWORKER)


def text(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def case_page(pair: Course) -> str:
    return text(caseworker_of(pair), f"/sager/{pair.case.uuid}/")


def min_plan(pair: Course) -> str:
    agreement = Agreement.objects.get(case=pair.case, state=State.SIGNED)
    return caseworker_of(pair).get(f"/mentoraftaler/{agreement.uuid}/min-plan.csv").content.decode("utf-8-sig")


def test_what_is_left_of_the_grant_is_all_that_min_plan_and_the_citizen_read(pair: Course) -> None:
    assert "Varighed;01-10-2026 – 31-12-2026" in min_plan(pair)
    stop(pair, Kind.SHORTEN, of=pair.grant, last_day=SHORTENED_TO)
    assert "Varighed;01-10-2026 – 20-12-2026" in min_plan(pair)
    own = text(builders.logged_in(pair.citizen_user, Role.CITIZEN), "/min-side/")
    assert "til og med <strong>20-12-2026</strong>" in own
    assert "01-10-2026 – 20-12-2026" in own
    assert "31-12-2026" not in own


def test_the_case_and_the_desk_ask_for_a_new_agreement_until_it_is_signed(pair: Course) -> None:
    new = f"/mentoraftaler/ny/{pair.case.uuid}/"
    assert TASK not in case_page(pair)
    stop(pair, Kind.SHORTEN, of=pair.grant, last_day=SHORTENED_TO)
    assert f'<a href="{new}">{TASK}. Der er bevilget til og med 20-12-2026.</a>' in case_page(pair)
    desk = text(caseworker_of(pair), "/")
    assert TASK in desk
    assert new in desk

    builders.a_drafted_agreement(pair, match=Match.objects.get(case=pair.case))
    assert TASK not in text(caseworker_of(pair), "/")
    assert TASK in case_page(pair)


def test_a_new_agreement_within_the_grant_ends_the_task(pair: Course) -> None:
    stop(pair, Kind.SHORTEN, of=pair.grant, last_day=SHORTENED_TO)
    builders.a_signed_agreement(pair, match=Match.objects.get(case=pair.case))
    assert TASK not in text(caseworker_of(pair), "/")
    assert TASK not in case_page(pair)
    assert "Varighed;16-11-2026 – 20-12-2026" in min_plan(pair)


def test_an_extension_that_is_revoked_leaves_the_days_before_it(pair: Course) -> None:
    longer = extend(pair)
    builders.a_signed_agreement(pair, match=Match.objects.get(case=pair.case))
    assert TASK not in text(caseworker_of(pair), "/")
    assert "– 31-12-2026" not in min_plan(pair)
    stop(pair, Kind.REVOKE, of=longer)
    assert TASK in text(caseworker_of(pair), "/")
    assert TASK in case_page(pair)
    assert "Varighed;16-11-2026 – 31-12-2026" in min_plan(pair)


def test_the_citizen_is_not_asked_to_write_the_agreement_anew(pair: Course) -> None:
    stop(pair, Kind.SHORTEN, of=pair.grant, last_day=SHORTENED_TO)
    citizen = builders.logged_in(pair.citizen_user, Role.CITIZEN)
    assert TASK not in text(citizen, f"/sager/{pair.case.uuid}/")
    assert TASK not in text(citizen, "/min-side/")
