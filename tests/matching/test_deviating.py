"""What a choice keeps of the suggestions, and what the years tell of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching import access
from parloeb.domain.matching.commands import proposing
from parloeb.domain.matching.lists import DeviationReason, SuggestedAs
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import deviating, matches
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db

# The names of a corps in the order in which they are suggested; the last two can, and are not.
NAMES = ("Mentor 1", "Mentor 2", "Mentor 3", "Frida Fri", "Mentor 5", "Mentor 6")


def _corps() -> tuple[builders.Course, dict[str, Mentor]]:
    course = builders.a_course()
    builders.has_hours(course.mentor, 1)  # who cannot
    kinds = {"Frida Fri": "volunteer"}
    return course, {
        name: builders.a_signed_mentor(
            name,
            jobcentre=course.case.jobcentre,
            weekly_minutes=2000 - 100 * number,
            kind=kinds.get(name, "municipality"),
        )
        for number, name in enumerate(NAMES)
    }


@pytest.mark.parametrize(
    ("name", "suggested_as"),
    [
        ("Mentor 1", SuggestedAs.FIRST),
        ("Mentor 2", SuggestedAs.SECOND),
        ("Mentor 3", SuggestedAs.THIRD),
        ("Frida Fri", SuggestedAs.LESS_OBVIOUS),
        ("Mentor 5", SuggestedAs.NOT_SUGGESTED),
    ],
)
def test_a_choice_keeps_where_the_mentor_stood_and_who_was_suggested(name: str, suggested_as: SuggestedAs) -> None:
    course, corps = _corps()
    match = builders.a_proposed_match(course, mentor=corps[name])
    match.refresh_from_db()
    assert match.suggested_as == suggested_as
    assert match.suggested == [corps[other].uuid for other in NAMES[:4]]
    reason = DeviationReason.KNOWS_BOTH if suggested_as is SuggestedAs.NOT_SUGGESTED else ""
    assert match.deviation_reason == reason
    assert Event.objects.get(name="match.proposed").reason == reason


def test_what_was_suggested_stays_as_it_was_when_the_corps_changes() -> None:
    course, corps = _corps()
    match = builders.a_proposed_match(course, mentor=corps["Mentor 5"])
    before = match.suggested
    builders.has_hours(Mentor.objects.get(name="Mentor 1"), 60)
    with builders.act(course.coordinator) as by:
        proposing.ask(match, by=by, at=AT, on=ON)
    match.refresh_from_db()
    assert (match.suggested, match.suggested_as) == (before, SuggestedAs.NOT_SUGGESTED)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"deviation_reason": None}, "deviation_reason"),
        ({"deviation_reason": DeviationReason.OTHER, "deviation_text": " "}, "deviation_text"),
    ],
)
def test_who_was_not_suggested_is_refused_without_a_reason(change: dict[str, object], field: str) -> None:
    course, corps = _corps()
    choice = replace(builders.CHOICE, **change)  # type: ignore[arg-type]
    with builders.act(course.coordinator) as by, pytest.raises(errors.RefusedError) as refused:
        proposing.propose(course.case, choice, mentor=corps["Mentor 6"], by=by, at=AT, on=ON)
    assert refused.value.field == field
    assert not Match.objects.exists()


def test_another_reason_is_kept_in_its_own_words_and_told_with_the_match() -> None:
    course, corps = _corps()
    choice = replace(builders.CHOICE, deviation_reason=DeviationReason.OTHER, deviation_text="Bor i samme by. ")
    with builders.act(course.coordinator) as by:
        match = proposing.propose(course.case, choice, mentor=corps["Mentor 6"], by=by, at=AT, on=ON)
        sheet = matches.sheet(access.visible_to(by, on=ON), match.uuid, reader=by.user_id)
    assert sheet
    told = dict(sheet.facts)
    assert told["Forslag"] == "Ikke blandt de foreslåede"
    assert told["Blev foreslået"] == "Mentor 1, Mentor 2, Mentor 3, Frida Fri"
    assert (told["Hvorfor en anden"], told["Mere om hvorfor en anden"]) == ("Andet", "Bor i samme by.")


def test_years_count_every_choice_and_leave_out_those_from_before_it_was_kept() -> None:
    course, corps = _corps()
    with builders.act(course.coordinator) as by:
        for name in ("Mentor 1", "Mentor 5", "Frida Fri"):
            match = proposing.propose(course.case, builders.CHOICE, mentor=corps[name], by=by, at=AT, on=ON)
            proposing.withdraw(match, by=by, at=AT, on=ON)
        (year,) = deviating.by_year(access.visible_to(by, on=ON))
        assert (year.year, year.choices, year.followed, year.has_share) == (2026, 3, 2, False)
        assert (year.stood[SuggestedAs.FIRST], year.stood[SuggestedAs.LESS_OBVIOUS]) == (1, 1)
        assert year.reasons == {DeviationReason.KNOWS_BOTH: 1}
        Match.objects.update(suggested_as="", deviation_reason="")
        assert deviating.by_year(access.visible_to(by, on=ON)) == ()


def test_a_choice_belongs_to_the_year_of_its_day_in_denmark() -> None:
    course, corps = _corps()
    match = builders.a_proposed_match(course, mentor=corps["Mentor 1"])
    Match.objects.filter(pk=match.pk).update(proposed_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    (year,) = deviating.by_year(Match.objects.all())
    assert year.year == 2027


@pytest.mark.parametrize(("choices", "has_share"), [(4, False), (5, True)])
def test_a_share_needs_five_choices(choices: int, has_share: bool) -> None:
    assert deviating.Year(2026, {SuggestedAs.FIRST: choices}).has_share is has_share


def test_the_choices_of_another_jobcentre_are_not_counted() -> None:
    course, corps = _corps()
    builders.a_proposed_match(course, mentor=corps["Mentor 1"])
    stranger = builders.actor(builders.a_coordinator(jobcentre=builders.a_jobcentre()), Role.COORDINATOR)
    assert deviating.by_year(access.visible_to(stranger, on=ON)) == ()
