"""The rows of the evaluation's tables, in their order (docs/formats/evaluation.md)."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.domain.referrals.lists import Benefit
from parloeb.kernel.lists import Listed


class Category(Listed):
    """The four categories of the 2008 registration."""

    HOME = "home", "I hjemmet"
    WORK = "work", "På arbejdspladsen"
    CONTACT = "contact", "Kontakt"
    OTHER = "other", "Andet"


class Band(Listed):
    """The five bands of the day, by clocks in Denmark; the night is 00.00 to 06.00."""

    MORNING = "06-09", "Kl. 6-9"
    FORENOON = "09-12", "Kl. 9-12"
    AFTERNOON = "12-17", "Kl. 12-17"
    EVENING = "17-24", "Kl. 17-24"
    NIGHT = "24-06", "Kl. 24-6"


class AgeGroup(Listed):
    """Whole years at the referral."""

    UNDER_20 = "under_20", "Under 20 år"
    TO_25 = "20-25", "20-25 år"
    TO_30 = "26-30", "26-30 år"
    TO_35 = "31-35", "31-35 år"
    TO_40 = "36-40", "36-40 år"
    OVER_40 = "over_40", "Over 40 år"


class BenefitGroup(Listed):
    """The benefits as the report of 2008 put them together."""

    PUBLIC_SUPPORT = "public_support", "Kontanthjælp og anden offentlig forsørgelse"
    UNEMPLOYMENT_OR_SICKNESS = "unemployment_or_sickness", "Dagpenge eller sygedagpenge"
    WAGE = "wage", "Løn"
    FLEKSJOB = "fleksjob", "Fleksjob"
    FAMILY = "family", "Familie, eller ingen ydelse"


GROUP_OF: Mapping[Benefit, BenefitGroup] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                Benefit.KONTANTHJAELP,
                Benefit.STARTHJAELP,
                Benefit.INTRODUKTIONSYDELSE,
                Benefit.REVALIDERING,
                Benefit.OTHER_PUBLIC,
                Benefit.LEDIGHEDSYDELSE,
                Benefit.JOBAFKLARING,
                Benefit.RESSOURCEFORLOEB,
                Benefit.FOERTIDSPENSION,
                Benefit.SU,
            ),
            BenefitGroup.PUBLIC_SUPPORT,
        ),
        Benefit.DAGPENGE: BenefitGroup.UNEMPLOYMENT_OR_SICKNESS,
        Benefit.SYGEDAGPENGE: BenefitGroup.UNEMPLOYMENT_OR_SICKNESS,
        Benefit.WAGE: BenefitGroup.WAGE,
        Benefit.FLEKSJOB: BenefitGroup.FLEKSJOB,
        Benefit.FAMILY: BenefitGroup.FAMILY,
        Benefit.NONE: BenefitGroup.FAMILY,
    }
)

# The first age of each group but the youngest.
AGES_FROM: tuple[tuple[int, AgeGroup], ...] = (
    (41, AgeGroup.OVER_40),
    (36, AgeGroup.TO_40),
    (31, AgeGroup.TO_35),
    (26, AgeGroup.TO_30),
    (20, AgeGroup.TO_25),
)


def age_group(age: int) -> AgeGroup:
    """The group of an age in whole years."""
    return next((group for first, group in AGES_FROM if age >= first), AgeGroup.UNDER_20)
