"""The finer reasons of an end, and the groups that every table counts them in."""

import pytest

from parloeb.domain.followup import lists
from parloeb.domain.followup.lists import EndGroup, EndReason


@pytest.mark.parametrize("group", EndGroup)
def test_each_group_of_2008_is_a_reason_by_the_same_name(group: EndGroup) -> None:
    reason = EndReason(group.value)
    assert (lists.group_of(reason), reason.label) == (group, group.label)


@pytest.mark.parametrize(
    ("reason", "group"),
    [
        (EndReason.JOB, EndGroup.IMPROVED),
        (EndReason.EDUCATION, EndGroup.IMPROVED),
        (EndReason.SELF_SUPPORTING, EndGroup.IMPROVED),
        (EndReason.OTHER_MEASURE, EndGroup.INSUFFICIENT),
        (EndReason.RIGHT_RAN_OUT, EndGroup.OTHER),
        (EndReason.DIED, EndGroup.OTHER),
    ],
)
def test_a_finer_reason_counts_in_its_group(reason: EndReason, group: EndGroup) -> None:
    assert lists.group_of(reason) is group


def test_every_reason_has_a_group() -> None:
    assert {lists.group_of(reason) for reason in EndReason} == set(EndGroup)
