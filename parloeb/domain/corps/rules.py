"""What a mentor's description must hold."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.domain.corps.lists import Kind

MOST_WEEKLY_MINUTES = 7 * 24 * 60
LEVELS = (1, 2, 3)

# Whom the act calls the mentor's employer (LAB section 168), and whether the hours are paid.
LEGAL_KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MUNICIPALITY: "municipality",
        Kind.SUPPLIER: "external",
        Kind.SELF_EMPLOYED: "external",
        Kind.COMPANY: "company",
        Kind.SCHOOL: "school",
        Kind.VOLUNTEER: "external",
    }
)


def shown_name(name: str, *, registration_key: str | None) -> str:
    """The mentor's name for people, or the registration's key where no name is known."""
    if name:
        return name
    return f"Uden navn ({registration_key})" if registration_key else "Uden navn"


def is_internal(kind: Kind) -> bool:
    """Whether the match counts the mentor as the municipality's own."""
    return kind is Kind.MUNICIPALITY
