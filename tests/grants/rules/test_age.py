"""The target group against the age, in the year before the boundary, at it, and after."""

import pytest

from parloeb.domain.grants.rules import age
from parloeb.domain.referrals.lists import Education, TargetGroup

SHORT, TRADE = Education.PRIMARY_OR_NONE, Education.VOCATIONAL


@pytest.mark.parametrize(
    ("group", "years", "education", "is_asked"),
    [
        ("4", 29, SHORT, False), ("4", 30, SHORT, True), ("4", 31, SHORT, True),
        ("5", 29, None, False), ("5", 30, None, True),
        ("13", 17, None, False), ("13", 18, None, True),
        ("2", 29, SHORT, True), ("2", 30, SHORT, False), ("2", 29, TRADE, False), ("2", 29, None, False),
        ("3", 29, Education.UPPER_SECONDARY, True), ("3", 29, Education.NOT_ASKED, False), ("3", 30, SHORT, False),
        ("6", 17, None, False), ("11", 80, None, False), ("none", 80, None, False),
        ("5", None, None, False), (None, 40, None, False),
    ],
)  # fmt: skip
def test_group_and_age_are_held_against_each_other(
    group: str | None, years: int | None, education: Education | None, is_asked: bool
) -> None:
    assert bool(age.doubt(TargetGroup(group) if group else None, years, education)) == is_asked


def test_it_is_asked_with_the_group_and_the_paragraph() -> None:
    assert age.doubt(TargetGroup.TG5, 30, None) == (
        "Borgeren er fyldt 30 år, og målgruppen er for unge under 30 år. Passer målgruppe nr. 5 (LAB § 6)?"
    )
