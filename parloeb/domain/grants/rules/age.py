"""The target group against the age: LAB section 6 names both, and neither stops the other, as the group is decided."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.domain.referrals.lists import Education, TargetGroup

_ADULT, _OF_AGE = 18, 30

# The groups of the young end the day somebody turns so old.
_BELOW: Mapping[TargetGroup, int] = MappingProxyType(
    {TargetGroup.TG4: _OF_AGE, TargetGroup.TG5: _OF_AGE, TargetGroup.TG13: _ADULT}
)
# They begin with 30 years, or with an education that one can live of.
_FROM_THIRTY = frozenset({TargetGroup.TG2, TargetGroup.TG3})
_NO_QUALIFICATION = frozenset({Education.PRIMARY_OR_NONE, Education.UPPER_SECONDARY})


def doubt(group: TargetGroup | None, age: int | None, education: Education | None) -> str:
    """What to ask where group and age, in whole years, do not fit; empty where they do, or one is not known."""
    if group is None or age is None:
        return ""
    below = _BELOW.get(group)
    if below and age >= below:
        return f"Borgeren er fyldt {below} år, og målgruppen er for unge under {below} år. {_ask(group)}"
    if group in _FROM_THIRTY and age < _OF_AGE and education in _NO_QUALIFICATION:
        return f"Borgeren er under {_OF_AGE} år uden en erhvervskompetencegivende uddannelse. {_ask(group)}"
    return ""


def _ask(group: TargetGroup) -> str:
    return f"Passer målgruppe {group.label[:1].lower()}{group.label[1:].split(':')[0]} (LAB § 6)?"
