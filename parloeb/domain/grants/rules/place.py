"""The mentor of a place: which purposes are found where one works or learns."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.domain.referrals.lists import Purpose

# Activities and offers are anywhere. The act ties no purpose to a place, so what does not fit is told and stops nobody.
_ELSEWHERE: Mapping[MentorKind, frozenset[Purpose]] = MappingProxyType(
    {
        MentorKind.COMPANY: frozenset({Purpose.ORDINARY_EDUCATION}),
        MentorKind.SCHOOL: frozenset({Purpose.ORDINARY_WORK, Purpose.FLEKSJOB}),
    }
)


def doubt(kind: MentorKind | None, purpose: Purpose | None) -> str:
    """What to look at where a mentor of that place is for that purpose; empty where they fit, or one is not known."""
    if kind is None or purpose is None or purpose not in _ELSEWHERE.get(kind, ()):
        return ""
    return (
        f"Pladsmentoren er {kind.label.lower()}, og støtten skal hjælpe med {purpose.label.lower()}. "
        "Se efter, om det er det rigtige sted."
    )
