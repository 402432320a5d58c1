"""The mentor of a place against each purpose."""

import itertools

import pytest

from parloeb.domain.grants.rules import place
from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.domain.referrals.lists import Purpose

ODD = {
    (MentorKind.COMPANY, Purpose.ORDINARY_EDUCATION),
    (MentorKind.SCHOOL, Purpose.ORDINARY_WORK),
    (MentorKind.SCHOOL, Purpose.FLEKSJOB),
}


@pytest.mark.parametrize(("kind", "purpose"), list(itertools.product([*MentorKind, None], [*Purpose, None])))
def test_a_purpose_that_is_found_elsewhere_is_told(kind: MentorKind | None, purpose: Purpose | None) -> None:
    assert bool(place.doubt(kind, purpose)) == ((kind, purpose) in ODD)


def test_it_is_told_in_words() -> None:
    assert place.doubt(MentorKind.SCHOOL, Purpose.FLEKSJOB) == (
        "Pladsmentoren er ansat på et uddannelsessted, og støtten skal hjælpe med fleksjob. "
        "Se efter, om det er det rigtige sted."
    )
