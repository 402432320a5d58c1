"""Where nobody can take a course: which demand stands in the way, and what contradicts itself whoever comes."""

import itertools
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from parloeb.domain.corps.lists import Language
from parloeb.domain.matching import rules
from parloeb.domain.matching.rules import Demand
from parloeb.domain.matching.wishes import rules as wishes
from parloeb.domain.referrals.lists import ConsiderationKind, WishKind
from parloeb.kernel import numbers

NOBODY = "Der er ingen i korpset, der kan spørges."
MANY = "Intet krav, og heller ikke to krav sammen, står alene i vejen. Se herunder, hvad der hindrer hver af dem."


def obstacles(need: rules.Need, candidates: Iterable[rules.Candidate], *, on: date) -> tuple[str, ...]:
    """Per demand how many could take the course without it, most first; empty where somebody can as it is.

    Only where no single demand stands in the way are pairs of demands told. What the law, a paper or an earlier no
    closes (`Demand.PERSON`, `EXCLUDED`, `PAPERS`, `DECLINED`, `PARTED`) is no demand of the course: nobody is counted
    without it.
    """
    failed = [frozenset(rules.unmet(need, candidate, on=on)) for candidate in candidates]
    if not failed:
        return (NOBODY,)
    if frozenset() in failed:
        return ()
    texts = _texts(need)
    return _told(failed, texts, together=1) or _told(failed, texts, together=2) or (MANY,)


def contradictions(need: rules.Need) -> tuple[str, ...]:
    """Pairs of considerations and wishes of which no mentor at all could meet both, a sentence each."""
    no_man, no_woman = ConsiderationKind.NOT_MALE_MENTOR, ConsiderationKind.NOT_FEMALE_MENTOR
    woman, man = WishKind.WOMAN, WishKind.MAN
    found = []
    if {no_man, no_woman} <= set(need.considerations):
        found.append(f"Hensynene »{no_man.label}« og »{no_woman.label}« modsiger hinanden. Ingen kan opfylde begge.")
    if {woman, man} <= set(need.wishes):
        found.append(f"Ønskerne »{woman.label}« og »{man.label}« modsiger hinanden. Kun ét af dem kan opfyldes.")
    for wish, consideration in ((woman, no_woman), (man, no_man)):
        if wish in need.wishes and consideration in need.considerations:
            found.append(
                f"Ønsket »{wish.label}« og hensynet »{consideration.label}« modsiger hinanden. Hensynet går forud."
            )
    against = wishes.against(need.told.sex)
    if against and against in need.considerations:
        told = wishes.SEXES[need.told.sex]
        found.append(f"Det, borgeren har fortalt (»{told}«), og hensynet »{against.label}« modsiger hinanden.")
    return tuple(found)


def _told(failed: Collection[frozenset[Demand]], texts: Mapping[Demand, str], *, together: int) -> tuple[str, ...]:
    lifted = itertools.combinations(texts, together)
    could = [(sum(unmet <= set(demands) for unmet in failed), demands) for demands in lifted]
    return tuple(
        f"Uden {'både ' if together > 1 else ''}{' og '.join(texts[demand] for demand in demands)} kunne "
        f"{number} {'mentor' if number == 1 else 'mentorer'} tage forløbet."
        for number, demands in sorted(could, key=lambda one: -one[0])
        if number
    )


def _texts(need: rules.Need) -> Mapping[Demand, str]:
    """The demands that the course could do without, as they are named after "uden"."""
    texts = {
        Demand.HOURS: f"kravet om {numbers.free_hours_text(need.minutes_per_week)} om ugen",
        Demand.PLACES: f"loftet over forløb ad gangen ({need.limits.courses})",
        Demand.HEAVY: f"loftet over tunge forløb ad gangen ({need.limits.heavy})",
        Demand.CHILDREN: "kravet om en børneattest",
        Demand.PERIOD: f"kravet om at kunne hele perioden {need.period}",
        Demand.NOT_MALE: f"hensynet »{ConsiderationKind.NOT_MALE_MENTOR.label}«",
        Demand.NOT_FEMALE: f"hensynet »{ConsiderationKind.NOT_FEMALE_MENTOR.label}«",
    }
    if need.language:
        texts[Demand.LANGUAGE] = f"kravet om at tale {Language(need.language).label.lower()}"
    if need.area:
        texts[Demand.AREA] = f"kravet om at dække {need.area}"
    if place := rules.place_of(need):
        texts[Demand.MEETING_PLACE] = f"mødestedet »{place.label}«"
    conditions = (one for one in wishes.asked(need.told) if one.is_must)
    return texts | {rules.DEMAND_OF[one.about]: f"betingelsen »{one.wish}«" for one in conditions}
