"""The invented municipality holds every state of every record, and is the same every time.

It is built once for this file in a copy of the database, where what was committed stays until the last test.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, models
from django.db.models import F
from pytest_django import DjangoDbBlocker

from parloeb.cli import demo_town, saying
from parloeb.cli.demo_town import awkward, building, cast, corps, paths, ready, story, town, words
from parloeb.config import embedded
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import State as AgreementState
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.companies.models import Placement
from parloeb.domain.corps.lists import Kind as MentorKind
from parloeb.domain.corps.lists import SparringForm
from parloeb.domain.corps.models import Lot, Mentor, Sparring
from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.corps.suppliers import queries as suppliers
from parloeb.domain.correspondence.models import Letter, LetterKind, OutboxItem, OwnText
from parloeb.domain.correspondence.rules import pdf
from parloeb.domain.correspondence.states import ItemState, LetterState
from parloeb.domain.followup import lists as followup_lists
from parloeb.domain.followup import queries as followup
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.grants import asking
from parloeb.domain.grants.models import Complaint, Grant, Hearing, Postponement, Request
from parloeb.domain.grants.states import ComplaintState, HearingState, RequestState
from parloeb.domain.grants.states import State as GrantState
from parloeb.domain.matching.handing_over import State as HandoverState
from parloeb.domain.matching.models import ChangeRequest, ContactChoice, FirstMeeting, Handover, Match, WordsToMentor
from parloeb.domain.matching.states import ChangeState
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.people import queries as people
from parloeb.domain.referrals.models import Amendment, Referral
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.reports.states import State as ReportState
from parloeb.domain.visits.lists import Outcome
from parloeb.domain.visits.models import InternalTime, Visit
from parloeb.domain.visits.states import State as VisitState
from parloeb.kernel import days
from parloeb.kernel.lists import Listed
from tests import builders
from tests.conftest import HOME

pytestmark = pytest.mark.long  # two minutes: it builds the whole town

# Nothing pauses a course or grants aftercare yet, so no course can stand there.
STAGES = set(Stage) - {Stage.PAUSED, Stage.AFTERCARE, Stage.REOPENED}

STATES = [
    (Referral, ReferralState),
    (Grant, GrantState),
    (Hearing, HearingState),
    (Complaint, ComplaintState),
    (Request, RequestState),
    (Match, MatchState),
    (ChangeRequest, ChangeState),
    (Handover, HandoverState),
    (Agreement, AgreementState),
    (Visit, VisitState),
    (MonthlyReport, ReportState),
    (OutboxItem, ItemState),
]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[int]:
    """The town, built in a copy of the tests' database; how many courses it has."""
    addresses = embedded.start(HOME)
    template = connection.settings_dict["NAME"]
    copy = f"{template}_town"
    with django_db_blocker.unblock():
        connection.close()
        embedded.make_database(addresses, copy, template=template)
        connection.settings_dict["NAME"] = copy
        try:
            yield demo_town.build(keys=builders.keys(), most_of_a_path=1, at=builders.AT)
        finally:  # a town that cannot be built is not left to whatever comes next
            connection.close()
            connection.settings_dict["NAME"] = template
    embedded.drop_database(addresses, copy)


def test_the_whole_town_has_about_three_hundred_courses() -> None:
    of_the_table = sum(path.count for path in paths.PATHS)
    named = len(awkward.COURSES) + len(list(ready.stories(first_number=1)))
    assert 290 <= of_the_table + named <= 320


@pytest.mark.django_db
def test_nothing_is_typeset_before_the_town_is_built_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typesetting starts threads, and a process that forks with threads stands still."""
    split: list[int] = []

    def refuse(*_: object) -> bytes:
        raise AssertionError("typeset before the fork")

    monkeypatch.setattr(pdf, "to_pdf", refuse)
    monkeypatch.setattr(building, "side_by_side", lambda town, parts: split.extend(len(part) for part in parts))
    built = demo_town.build(keys=builders.keys(), most_of_a_path=1, at=builders.AT, side_by_side=True)
    assert (len(split), sum(split)) == (2, built)


def test_every_story_became_one_case(built: int) -> None:
    assert Case.objects.filter(is_historic=False).count() == built


def test_a_few_courses_are_historic_and_nameless(built: int) -> None:
    historic = Case.objects.filter(is_historic=True).select_related("citizen")
    assert historic.count() >= 5
    assert {case.citizen.name for case in historic} == {""}
    assert Visit.objects.filter(case__in=historic).count() >= historic.count()


def test_citizens_are_in_companies_of_their_own_jobcentre(built: int) -> None:
    placed = Placement.objects.filter(case__is_historic=False)
    assert placed.count() >= 2
    assert not placed.exclude(company__jobcentre=F("case__jobcentre")).exists()
    assert Placement.objects.filter(case__is_historic=True).exists()


@pytest.mark.parametrize(("model", "states"), STATES, ids=lambda one: getattr(one, "__name__", ""))
def test_every_state_of_every_record_is_there(built: int, model: type[models.Model], states: type[Listed]) -> None:
    assert set(model._default_manager.values_list("state", flat=True)) == {state.value for state in states}


def test_every_stage_is_there_and_is_what_the_concluder_says(built: int) -> None:
    cases = list(Case.objects.all())
    assert {case.stage for case in cases} == {stage.value for stage in STAGES}
    assert [(case.number, case.stage) for case in cases if case.stage != followup.stage_of(case)] == []


def test_first_meetings_are_planned_moved_and_called_off_and_a_mentor_has_something_to_open(built: int) -> None:
    standing = FirstMeeting.objects.filter(replaced_by=None)
    assert {*standing.values_list("state", flat=True)} == {"planned", "cancelled"}
    assert standing.filter(state="planned", replaces__isnull=False).exists()
    assert WordsToMentor.objects.filter(read_at=None, match__isnull=False).exists()
    assert {*ContactChoice.objects.values_list("side", flat=True)} == {"citizen", "mentor"}


def test_courses_ended_for_every_reason_and_talks_decided_everything(built: int) -> None:
    reasons = {followup_lists.EndReason(reason) for reason in Closing.objects.values_list("reason", flat=True)}
    assert {followup_lists.group_of(reason) for reason in reasons} == set(followup_lists.EndGroup)
    assert reasons == set(followup_lists.EndReason)
    assert set(Talk.objects.values_list("decision", flat=True)) == {one.value for one in followup_lists.Decision}
    assert set(Closing.objects.values_list("wish", flat=True)) == {"", *(one.value for one in followup_lists.Wish)}


def test_visits_were_held_missed_cancelled_late_and_registered_late(built: int) -> None:
    assert set(Visit.objects.values_list("outcome", flat=True)) == {outcome.value for outcome in Outcome}
    assert Visit.objects.filter(is_late=True).exists()


def test_letters_were_sent_some_wait_for_the_post_and_one_was_written_anew(built: int) -> None:
    assert set(Letter.objects.values_list("state", flat=True)) == {state.value for state in LetterState}
    anew = Letter.objects.get(replaces__isnull=False, citizen__name="Hella Bruunsgård")
    assert anew.state == LetterState.SENT


def test_less_was_granted_than_asked_for_in_the_municipalitys_own_words(built: int) -> None:
    grant = Grant.objects.select_related("letter").get(case__citizen__name="Clara Højbjerg")
    assert [one.what for one in asking.refused(grant, purpose="")] == ["Timer om ugen"]
    letter = grant.letter
    assert letter
    assert (letter.kind, letter.state) == (LetterKind.PARTIAL, LetterState.SENT)
    assert words.HOURS in str(letter.facts)
    whole = Letter.objects.filter(kind=LetterKind.GRANT, case__jobcentre__name=cast.NORDBY)
    assert all(words.GRANTED_EXPLAINED in str(one.facts) for one in whole)
    assert len(whole) >= 5
    assert not OwnText.objects.exclude(jobcentre__name=cast.NORDBY).exists()


def test_who_acts_for_a_citizen_has_a_copy_waiting_for_the_post(built: int) -> None:
    copy = Letter.objects.get(representative__name="Birgit Lundtofte")
    assert copy.copy_of
    assert (copy.state, copy.copy_of.state) == (LetterState.READY, LetterState.SENT)
    assert copy.citizen.name == "Gerda Lundtofte"


def test_a_hearing_was_prolonged_and_still_waits_for_the_answer(built: int) -> None:
    hearing = Hearing.objects.get(grant__case__citizen__name="Freja Solbakke")
    postponed = Postponement.objects.get(hearing=hearing)
    assert (hearing.state, hearing.answer_by) == (HearingState.OPEN, postponed.new_day)
    assert postponed.new_day > max(postponed.former_day, builders.ON)
    assert (postponed.letter.kind, postponed.letter.state) == (LetterKind.POSTPONED, LetterState.SENT)


def test_referrals_were_amended_and_grants_renewed(built: int) -> None:
    assert Amendment.objects.exists()
    assert Grant.objects.exclude(assessment="").filter(state=GrantState.GRANTED).exists()


def test_the_mentors_are_of_every_kind(built: int) -> None:
    assert set(Mentor.objects.values_list("kind", flat=True)) == {kind.value for kind in MentorKind}
    assert Mentor.objects.filter(registration_key=None).count() == len(corps.MENTORS) >= 25


def test_whoever_takes_courses_may_have_new_ones_and_some_papers_end_soon(built: int) -> None:
    mentors = {mentor.name: mentor for mentor in Mentor.objects.filter(registration_key=None)}
    standing = papers.of(mentors.values(), on=builders.ON)
    stopped = {name for name, mentor in mentors.items() if standing[mentor.pk].stops}
    assert stopped == {"Nynne Forår", "Ulf Bertelskov"}
    assert not stopped & {row.name for row in corps.MENTORS if row.taking}
    assert {name for name, mentor in mentors.items() if standing[mentor.pk].warnings} == {
        "Anton Ravnsborg",
        "Bettina Skovgaard",
        "Oksana Koval",
        "Tove Ellegaard",
    }


def test_each_supplier_has_lots_with_prices_that_rose(built: int) -> None:
    rows = suppliers.lots(Lot.objects.all(), on=builders.ON)
    pairs = {(row.organisation, row.jobcentre) for row in corps.MENTORS if row.organisation in cast.SUPPLIERS}
    assert len(rows) == 2 * len(pairs) > 2
    assert {len(row.prices) for row in rows} == {2}
    assert all(row.price.endswith("i timen, momsfri") for row in rows)


def test_mentors_talked_of_everyday_matters_and_it_counts_as_internal_time(built: int) -> None:
    talks = Sparring.objects.prefetch_related("taking_part")
    assert {talk.form for talk in talks} == {form.value for form in SparringForm}
    for talk in talks:
        of_the_day = InternalTime.objects.filter(day=talk.held_on, kind="sparring", minutes__gte=talk.minutes)
        assert of_the_day.count() >= talk.taking_part.count()
    assert not talks.exclude(case=None).exists()


def test_twenty_awkward_ones_stand_there_by_name_and_say_what_is_awkward(built: int) -> None:
    assert len(awkward.COURSES) >= 20
    assert all(one.why.endswith(".") for one in awkward.COURSES)
    names = set(Case.objects.values_list("citizen__name", flat=True))
    assert {one.who.name for one in awkward.COURSES} <= names


def test_what_ran_out_has_run_out(built: int) -> None:
    lapsed = Agreement.objects.get(case__citizen__name="Pernille Skovbo")
    assert lapsed.in_force_to
    assert lapsed.in_force_to < builders.ON
    assert Grant.objects.filter(case=lapsed.case, last_day__gte=builders.ON).exists()
    assert not Grant.objects.filter(case__citizen__name="Tage Overgaard", last_day__gte=builders.ON).exists()


def test_the_course_of_the_leap_day_ended_on_the_day_the_month_lacks(built: int) -> None:
    grant = Grant.objects.order_by("first_day").filter(case__citizen__name="Rasmus Skudal")[0]
    assert grant.case.opened_on == date(2024, 2, 29)
    assert grant.first_day
    assert grant.last_day == days.last_day_of(grant.first_day, 6)


def test_each_of_the_cast_finds_something_to_click(built: int) -> None:
    assert Visit.objects.filter(case__citizen__name="Anna Borgstrøm", state=VisitState.REGISTERED).exists()
    assert MonthlyReport.objects.filter(
        match__case__citizen__name="Anna Borgstrøm", state=ReportState.DRAFT, offered_on__isnull=False
    ).exists()
    assert Match.objects.filter(
        case__citizen__name="Bo Egelykke", state=MatchState.ASKED, mentor__name="Mikkel Lundgreen"
    ).exists()
    assert MonthlyReport.objects.filter(match__case__citizen__name="Ella Frostholm", state=ReportState.SENT).exists()
    assert Grant.objects.filter(case__citizen__name="Georg Kastbjerg", state=GrantState.SUBMITTED).exists()
    assert Agreement.objects.filter(case__citizen__name="Henning Søholt", state=AgreementState.SIGNING).exists()
    assert Visit.objects.filter(case__citizen__name="Irma Stenfeldt", state=VisitState.QUESTIONED).exists()


def test_nothing_happened_today_or_later(built: int) -> None:
    assert not Visit.objects.filter(starts_at__date__gte=builders.ON).exists()
    assert not Case.objects.filter(opened_on__gte=builders.ON).exists()


def test_the_persons_to_be_are_the_cast_and_the_awkward_ones_first(built: int) -> None:
    shown = {person.name for person in people.persons(most_of_a_role=40)}
    assert {part.name for part in cast.STAFF} <= shown
    assert {one.who.name for one in ready.stories(first_number=1)} <= shown
    assert {one.who.name for one in awkward.COURSES if one.who.user} <= shown


def test_no_mentor_has_courses_of_two_jobcentres(built: int) -> None:
    assert not Match.objects.exclude(mentor__jobcentre=F("case__jobcentre")).exists()


def test_a_town_that_was_never_finished_is_not_served(tmp_path: Path) -> None:
    (tmp_path / "demo-unfinished").touch()
    with pytest.raises(saying.CannotError, match="mens den blev bygget"):
        demo_town.ensure(tmp_path, most_of_a_path=0, at=builders.AT)


def test_no_two_runs_differ() -> None:
    first, second = (list(story.of_the_table(first_number=32, most_of_a_path=demo_town.WHOLE)) for _ in range(2))
    assert first == second
    assert len({one.who.cpr for one in first}) == len(first) == sum(path.count for path in paths.PATHS)


@pytest.mark.parametrize(
    ("today", "leap_day"),
    [
        (date(2026, 11, 16), date(2024, 2, 29)),
        (date(2028, 3, 1), date(2024, 2, 29)),
        (date(2028, 12, 31), date(2028, 2, 29)),
    ],
)
def test_the_course_of_the_leap_day_begins_on_one_that_has_been(today: date, leap_day: date) -> None:
    assert town.latest_leap_day(today) == leap_day
