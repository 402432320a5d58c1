"""What became of the courses that mentors had to the end, and what is said of so many and of so few."""

from dataclasses import replace

import pytest

from parloeb.domain.corps.models import Mentor
from parloeb.domain.followup.lists import EndReason
from parloeb.domain.followup.models import Closing
from parloeb.domain.matching import lists
from parloeb.domain.matching.experience import Ended, told
from parloeb.domain.matching.models import Match
from parloeb.journeys import experience
from tests import builders
from tests.builders import FULL, ON

TOO_FEW = "det er for få til at sige, hvordan det gik."


@pytest.mark.parametrize(
    ("ended", "said"),
    [
        (
            Ended(1, 1),
            "1 forløb med gæld og økonomi er afsluttet hos mentoren; det er for få til at sige, hvordan det gik.",
        ),
        (
            Ended(4, 4),
            "4 forløb med gæld og økonomi er afsluttet hos mentoren; det er for få til at sige, hvordan det gik.",
        ),
        (Ended(5, 0), "0 af 5 afsluttede forløb med gæld og økonomi endte med, at borgeren klarer sig bedre."),
        (Ended(9, 7), "7 af 9 afsluttede forløb med gæld og økonomi endte med, at borgeren klarer sig bedre."),
    ],
)
def test_fewer_than_five_are_counted_and_not_judged(ended: Ended, said: str) -> None:
    assert told("debt", ended) == said


@pytest.mark.django_db
def test_a_course_counts_for_the_mentor_who_was_there_at_its_end() -> None:
    course = builders.a_course(content=replace(FULL, barriers=("debt", "abuse")))
    running = builders.a_running_match(course)
    ended = Match.objects.filter(pk=running.pk)
    assert experience.ended(Mentor.objects.all()) == {}
    ended.update(
        state="ended", end_reason=lists.EndReason.COURSE_ENDED, ended_by="authority", last_day=ON, closed_at=builders.AT
    )
    assert experience.ended(Mentor.objects.all()) == {}
    closing = Closing.objects.create(case=course.case, ended_on=ON, reason=EndReason.JOB)
    mentor = course.mentor.uuid
    assert experience.ended(Mentor.objects.all()) == {mentor: {"debt": Ended(1, 1), "abuse": Ended(1, 1)}}
    Closing.objects.filter(pk=closing.pk).update(reason=EndReason.LOST_CONTACT)
    assert experience.ended(Mentor.objects.all()) == {mentor: {"debt": Ended(1, 0), "abuse": Ended(1, 0)}}
    ended.update(end_reason=lists.EndReason.MENTOR_WISH)
    assert experience.ended(Mentor.objects.all()) == {}
