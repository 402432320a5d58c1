"""What a cell says: numbers as Danes write them, and a word where a number is withheld."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from parloeb.domain.companies.lists import Ownership, PriorExperience
from parloeb.domain.corps.lists import Sex
from parloeb.domain.evaluation.lists import AgeGroup, Band, BenefitGroup, Category
from parloeb.domain.evaluation.rules import UNKNOWN
from parloeb.domain.followup.lists import EndGroup
from parloeb.domain.referrals.lists import Benefit, Education, Track
from parloeb.kernel import numbers
from parloeb.kernel.lists import Listed

HIDDEN = "skjult"
NOTHING = "–"

TITLES: Mapping[str, str] = MappingProxyType(
    {
        "sex": "Køn",
        "age": "Alder",
        "education": "Uddannelse",
        "benefit": "Forsørgelse",
        "track": "Spor",
        "end_reason": "Årsag til afslutning",
        "agreed_places": "Aftalte pladser",
        "sector": "Branche",
        "ownership": "Ejerform",
        "prior_experience": "Tidligere erfaring",
    }
)


def labels(entries: type[Listed]) -> dict[str, str]:
    """The Danish label of every code of a list, and of what is not known."""
    return {**{entry.value: entry.label for entry in entries}, UNKNOWN: "Uoplyst"}


LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "track": labels(Track),
        "sex": labels(Sex),
        "age": labels(AgeGroup),
        "education": labels(Education),
        "benefit": labels(Benefit),
        "benefit_group": labels(BenefitGroup),
        "end_reason": labels(EndGroup),
        "category": labels(Category),
        "band": labels(Band),
        "ownership": labels(Ownership),
        "prior_experience": labels(PriorExperience),
    }
)


def count(number: int) -> str:
    """A count, with dots between the thousands."""
    return numbers.decimal_text(Decimal(number))


def amount(number: float | None) -> str:
    """Hours or another number with at most two decimals; a dash where there is none."""
    return NOTHING if number is None else numbers.hours_text(Decimal(repr(number)))


def percent(number: float | None) -> str:
    """A percentage of 0 to 100 with one decimal; a dash where there is none."""
    return NOTHING if number is None else numbers.percent_text(Decimal(repr(number)) / 100)


def share(part: int, whole: int) -> str:
    """A part of a whole as a percentage."""
    return percent(100 * part / whole if whole else None)
