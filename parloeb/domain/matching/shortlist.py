"""The few whom a coordinator is shown first of those who can take a course: at most three, and one less obvious.

The three are the best fit by `ordering`. Whoever is always shown the best fit asks the same few mentors again and
again, so one more is shown by another measure, the first of these that finds somebody:

1. The load: who has fewer courses than each of the three; of several with equally few the best fit.
2. The profile: the best fit of a profile that none of the three has.
3. The employment: the best fit of a kind of employer that none of the three has.

Where none finds anybody, none is shown. No number is made of a mentor or a citizen: an order, and sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parloeb.domain.corps.lists import Kind, Profile
from parloeb.domain.matching import rules

MOST = 3


@dataclass(frozen=True)
class Shortlist:
    """Those who can: the suggested with the best fit first, the less obvious one and why, the others by fit."""

    suggested: tuple[rules.Candidate, ...] = ()
    less_obvious: rules.Candidate | None = None
    why: str = ""
    others: tuple[rules.Candidate, ...] = ()


def shortlist(ranked: Sequence[rules.Candidate]) -> Shortlist:
    """Of those who can take the course, with the best fit first, those who are suggested."""
    suggested, rest = ranked[:MOST], ranked[MOST:]
    found = _lightest(suggested, rest) or _other_profile(suggested, rest) or _other_employer(suggested, rest)
    if found is None:
        return Shortlist(tuple(suggested), others=tuple(rest))
    less_obvious, why = found
    others = tuple(candidate for candidate in rest if candidate is not less_obvious)
    return Shortlist(tuple(suggested), less_obvious, why, others)


def _lightest(
    suggested: Sequence[rules.Candidate], rest: Sequence[rules.Candidate]
) -> tuple[rules.Candidate, str] | None:
    lightest = min(rest, key=lambda candidate: candidate.courses, default=None)
    if lightest is None or lightest.courses >= min(candidate.courses for candidate in suggested):
        return None
    number = f"kun {lightest.courses} forløb" if lightest.courses else "ingen forløb"
    return lightest, f"Har {number} lige nu. Det er færre end hver af de foreslåede."


def _other_profile(
    suggested: Sequence[rules.Candidate], rest: Sequence[rules.Candidate]
) -> tuple[rules.Candidate, str] | None:
    known = {"", *(candidate.profile for candidate in suggested)}
    for candidate in rest:
        if candidate.profile not in known:
            return candidate, f"Ingen af de foreslåede er {Profile(candidate.profile).label.lower()}."
    return None


def _other_employer(
    suggested: Sequence[rules.Candidate], rest: Sequence[rules.Candidate]
) -> tuple[rules.Candidate, str] | None:
    known = {"", *(candidate.kind for candidate in suggested)}
    for candidate in rest:
        if candidate.kind not in known:
            return candidate, f"Ingen af de foreslåede er {Kind(candidate.kind).label.lower()}."
    return None
