"""What pages are told of agreements."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.agreements import access, commands, queries, rules, telling, wording
from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.matching import access as matches
from parloeb.domain.matching.commands import meeting
from parloeb.domain.matching.models import Match
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AGREED, AT, ON

pytestmark = pytest.mark.django_db

ALL = Agreement.objects.all


def test_an_agreement_is_offered_and_takes_what_the_curve_grants_on_every_day_of_it() -> None:
    match = builders.a_running_match()
    grant = Grant.objects.get(case=match.case)
    for weeks, minutes in ((4, 180), (8, 60)):
        GrantHours.objects.create(grant=grant, first_day=ON + timedelta(weeks=weeks), minutes_per_week=minutes)
    bounds = queries.bounds_of(match)
    assert [granted.minutes_per_week for granted in bounds.granted] == [120, 180, 60]
    begun = queries.beginning(match, on=ON)
    assert (begun.hours_kind, begun.minutes_per_week) == ("as_granted", 180)
    assert [minutes for _, minutes in begun.hours] == [120, 180, 60]
    high = rules.Content(first_day=ON + timedelta(weeks=4), last_day=ON + timedelta(weeks=8, days=-1))
    taken = replace(high, minutes_per_week=180)
    assert not [lack for lack in rules.lacks(taken, bounds) if lack.field == "minutes_per_week"]
    longer = replace(taken, last_day=ON + timedelta(weeks=8))
    told = [lack.sentence for lack in rules.lacks(longer, bounds) if lack.field == "minutes_per_week"]
    assert told == [
        "Fra 11-01-2027 er der bevilget 1 time om ugen, så I kan ikke aftale 3 timer. "
        "Vælg »Som bevilget«, eller del timerne op i trin."
    ]


def test_a_sheet_tells_what_it_says_who_signed_and_who_is_next() -> None:
    signing = builders.a_presented_agreement()
    builders.sign_for_citizen(signing, way=Way.PAPER, reason="Ligger på sagen.")
    sheet = queries.sheet(ALL(), signing.agreement.uuid)
    assert sheet
    facts = dict(sheet.facts)
    assert facts["Timer om ugen"] == "1,5"
    assert facts["Mentoren hjælper med"].endswith("tandlæge; Komme op og få struktur på dagen")
    assert sheet.goals[0].text == builders.SUB_GOAL.text
    assert sheet.next_party is Party.MENTOR
    citizen, mentor, caseworker = sheet.signatures
    assert (citizen.who, citizen.way) == ("Signe Sand", "Borgeren selv, på papir")
    assert (mentor.when, mentor.is_next, caseworker.is_next) == ("", True, False)
    assert sheet.lacks == ()


def test_the_citizen_reads_the_own_words() -> None:
    agreement = builders.a_presented_agreement().agreement
    sheet = queries.sheet(ALL(), agreement.uuid, labels=wording.OWN_LABELS)
    assert sheet
    assert sheet.facts[0] == ("Det vil jeg gerne", AGREED.goal_own_words)
    assert set(wording.OWN_LABELS) == set(wording.LABELS)


def test_a_protected_name_is_masked_under_the_agreement_and_in_the_story() -> None:
    signing = builders.a_presented_agreement()
    Citizen.objects.update(is_protected=True)
    builders.sign(signing, Party.CITIZEN)
    sheet = queries.sheet(ALL(), signing.agreement.uuid)
    assert "Anna Borg" not in str(sheet)
    assert "Anna Borg" not in str(telling.told(telling.to_tell(ALL())))


def test_a_new_edition_shows_what_it_changes() -> None:
    first = builders.a_signed_agreement()
    second = builders.a_drafted_agreement(
        first.course, match=first.match, content=replace(AGREED, minutes_per_week=60), on=ON + timedelta(days=7)
    )
    sheet = queries.sheet(ALL(), second.agreement.uuid)
    assert sheet
    assert sheet.former
    assert sheet.former.uuid == first.agreement.uuid
    assert [change.label for change in sheet.changes] == ["Periode", "Timer om ugen"]
    assert [row.title for row in queries.rows(ALL())] == ["Mentoraftale nr. 2", "Mentoraftalen"]


def test_the_story_tells_each_step_and_a_voided_signature() -> None:
    signing = builders.a_presented_agreement()
    builders.sign(signing, Party.CITIZEN)
    with builders.act(signing.course.mentor_user, Role.MENTOR) as by:
        commands.change(signing.agreement, by=by, at=AT, on=ON)
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    for party in Party:
        builders.sign(signing, party)
    (told,) = telling.told(telling.to_tell(ALL()))
    assert [entry.title for entry in told.entries] == [
        "Mentoraftalen lagt til underskrift",
        "Borgeren skrev under på mentoraftalen",
        "Borgeren skrev under på mentoraftalen",
        "Mentoren skrev under på mentoraftalen",
        "Sagsbehandleren skrev under på mentoraftalen",
        "Mentoraftalen underskrevet af alle",
    ]
    assert told.entries[1].text.startswith("Bortfaldt")
    assert told.entries[5].text == "Gælder 16-11-2026 – 15-02-2027"


def test_it_waits_on_the_desk_of_the_one_whose_turn_it_is() -> None:
    signing = builders.a_presented_agreement()
    for party in Party:
        waits = {one: len(queries.waiting(ALL(), one)) for one in Party}
        assert waits == {one: int(one is party) for one in Party}
        builders.sign(signing, party)
    assert [queries.waiting(ALL(), one) for one in Party] == [(), (), ()]


def test_for_a_citizen_who_cannot_log_in_it_waits_on_the_caseworkers_desk() -> None:
    builders.a_presented_agreement()
    Citizen.objects.update(user=None)
    (waits,) = queries.waiting(ALL(), Party.CASEWORKER)
    assert waits.what == "Borgerens underskrift på mentoraftalen mangler"


def test_a_draft_waits_for_who_writes() -> None:
    signing = builders.a_drafted_agreement()
    assert [one.record for one in queries.drafts(ALL())] == [("agreement", signing.agreement.uuid)]
    assert [queries.waiting(ALL(), one) for one in Party] == [(), (), ()]


def test_a_match_in_which_both_want_to_go_on_waits_for_its_agreement() -> None:
    course = builders.a_course()
    match = builders.a_met_match(course)
    assert queries.missing(Match.objects.all()) == ()
    builders.both_go_on(match, by=course.coordinator)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        meeting.confirm(match, by=by, at=AT, on=ON)
    assert [one.record for one in queries.missing(Match.objects.all())] == [("new_agreement", course.case.uuid)]
    builders.a_started_agreement(course, match=match)
    assert queries.missing(Match.objects.all()) == ()


def test_what_an_agreement_lacks_for_hours_to_count_is_told_at_each_step() -> None:
    course = builders.a_course()
    case = course.case
    match = builders.a_met_match(course)
    assert queries.unsigned(case, on=ON) == ""
    builders.both_go_on(match, by=course.coordinator)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        meeting.confirm(match, by=by, at=AT, on=ON)
    assert queries.unsigned(case, on=ON) == "Der gælder ingen mentoraftale i dag."
    signing = builders.a_drafted_agreement(course, match=match)
    assert queries.unsigned(case, on=ON) == "Mentoraftalen er ikke lagt til underskrift."
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    builders.sign(signing, Party.CITIZEN)
    assert queries.unsigned(case, on=ON) == "Mentoren har ikke skrevet under på mentoraftalen."
    builders.sign(signing, Party.MENTOR)
    builders.sign(signing, Party.CASEWORKER)
    assert queries.unsigned(case, on=ON) == ""
    assert signing.agreement.last_day
    after = signing.agreement.last_day + timedelta(days=1)
    assert queries.unsigned(case, on=after) == "Der gælder ingen mentoraftale i dag."


def test_the_hours_of_a_sheet_are_read_once() -> None:
    match = builders.a_confirmed_match(course := builders.a_course())
    GrantHours.objects.create(
        grant=Grant.objects.get(case=match.case), first_day=ON + timedelta(weeks=6), minutes_per_week=60
    )
    content = replace(AGREED, hours_kind="as_granted")
    agreement = builders.a_signed_agreement(course, match=match, content=content).agreement
    with CaptureQueriesContext(connection) as taken:
        sheet = queries.sheet(ALL(), agreement.uuid)
    assert sheet
    assert "28. december 2026" in dict(sheet.facts)["Timer om ugen"]
    assert len([query for query in taken if 'FROM "agreements_agreedhours"' in query["sql"]]) == 1


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    signe = builders.a_caseworker()
    by = builders.actor(signe, Role.CASEWORKER)

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as taken:
            visible = access.visible_to(by, on=ON)
            queries.waiting(visible, Party.CITIZEN)
            queries.drafts(visible)
            queries.missing(matches.visible_to(by, on=ON))
        return len(taken)

    builders.a_presented_agreement(builders.a_course(caseworker=signe))
    one = counted()
    builders.a_presented_agreement(builders.a_course(caseworker=signe))
    assert counted() == one
