"""Who can take a course and who cannot, with the reasons in Danish. A person chooses; these only say why."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from parloeb.domain.corps.lists import Field, Language
from parloeb.domain.matching.lists import EndReason
from parloeb.domain.matching.wishes import rules as wish_rules
from parloeb.domain.referrals.lists import ConsiderationKind, WishKind
from parloeb.kernel import days, numbers
from parloeb.kernel.periods import Period

# How long a mentor still sees the case after the last day, to finish what is to be written.
DAYS_AFTER = 14
# A mentor who has left sees nothing from the same moment on.
CUTTING = frozenset({EndReason.MENTOR_LEFT})
# After such an end the same two are not put together again.
PARTING = frozenset({EndReason.CITIZEN_WISH, EndReason.NO_FIT})

_LEVELS = {1: "Har nogen erfaring med", 2: "Har god erfaring med", 3: "Har særlig erfaring med"}

# What a mentor is told of the considerations before the yes: what matters for the answer, nothing of health.
_TOLD = {
    ConsiderationKind.INTERPRETER: "Der er brug for tolk eller et fælles sprog.",
    ConsiderationKind.ONLY_OFFICE: "Møderne skal holdes hos kommunen.",
    ConsiderationKind.TIMES_NOT_POSSIBLE: "Der er tider på dagen, som ikke er mulige.",
}


class Demand(enum.Enum):
    """What a mentor must meet to take a course, each by itself."""

    PERSON = enum.auto()
    PERIOD = enum.auto()
    HOURS = enum.auto()
    NOT_MALE = enum.auto()
    NOT_FEMALE = enum.auto()
    LANGUAGE = enum.auto()
    AREA = enum.auto()
    DECLINED = enum.auto()
    PARTED = enum.auto()
    TOLD_LANGUAGES = enum.auto()
    TOLD_SEX = enum.auto()
    TOLD_KINDS = enum.auto()
    TOLD_AREAS = enum.auto()


DEMAND_OF: Mapping[str, Demand] = MappingProxyType(
    {
        "languages": Demand.TOLD_LANGUAGES,
        "sex": Demand.TOLD_SEX,
        "kinds": Demand.TOLD_KINDS,
        "areas": Demand.TOLD_AREAS,
    }
)


@dataclass(frozen=True)
class Need:
    """What a course asks of its mentor. `fields` are competences wanted; `area` and `language` the coordinator names.

    `told` is what the citizen told since the referral. `deciders` are the keys of users who act for the authority in
    the case; `citizen_user` that of the citizen.
    """

    period: Period
    minutes_per_week: int
    fields: tuple[str, ...] = ()
    considerations: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    area: str = ""
    language: str = ""
    citizen_user: int | None = None
    deciders: frozenset[int] = frozenset()
    told: wish_rules.Content = wish_rules.NOTHING


@dataclass(frozen=True)
class Candidate:
    """A mentor as the match sees one. Minutes are a week's; `bound_minutes` are granted to other courses already.

    `competences` are (field, level). `declined_on` is the last no to this course, `parted_on` the day they parted.
    `courses` counts those that bind the mentor on the day; `profile` and `kind` are codes of the corps.
    """

    user: int
    first_day: date
    weekly_minutes: int
    last_day: date | None = None
    bound_minutes: int = 0
    sex: str = ""
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    competences: tuple[tuple[str, int], ...] = ()
    has_signed_secrecy: bool = False
    declined_on: date | None = None
    parted_on: date | None = None
    courses: int = 0
    profile: str = ""
    kind: str = ""

    @property
    def free_minutes(self) -> int:
        """Minutes a week that no course has; below zero where too much was granted."""
        return self.weekly_minutes - self.bound_minutes


def hindrances(need: Need, candidate: Candidate, *, on: date) -> tuple[str, ...]:
    """Why this mentor cannot take the course, a sentence each; empty for one who can."""
    return tuple(dict.fromkeys(unmet(need, candidate, on=on).values()))


def unmet(need: Need, candidate: Candidate, *, on: date) -> Mapping[Demand, str]:
    """The demands that this mentor does not meet, each with its sentence."""
    found = {
        Demand.PERSON: _unfit_person(need, candidate),
        Demand.PERIOD: _unavailable(need, candidate, on=on),
        Demand.HOURS: _too_busy(need, candidate),
        Demand.NOT_MALE: _wrong_sex(need, candidate, ConsiderationKind.NOT_MALE_MENTOR),
        Demand.NOT_FEMALE: _wrong_sex(need, candidate, ConsiderationKind.NOT_FEMALE_MENTOR),
        Demand.LANGUAGE: _no_common_language(need, candidate),
        Demand.AREA: _wrong_area(need, candidate),
        Demand.DECLINED: f"Sagde nej til forløbet {days.text(candidate.declined_on)}." if candidate.declined_on else "",
        Demand.PARTED: (
            f"Var mentor her, og de gik fra hinanden {days.text(candidate.parted_on)}." if candidate.parted_on else ""
        ),
    }
    found |= {
        DEMAND_OF[one.about]: (
            f"Det er ikke oplyst, om mentoren opfylder betingelsen: {one.wish}."
            if one.is_met is None
            else f"Opfylder ikke betingelsen: {one.wish}."
        )
        for one in _told(need, candidate)
        if one.is_must and not one.is_met
    }
    return {demand: sentence for demand, sentence in found.items() if sentence}


def reasons_for(need: Need, candidate: Candidate) -> tuple[str, ...]:
    """What speaks for the mentor: competences against barriers, wishes that are met, language, area, free hours."""
    levels = dict(candidate.competences)
    found = [f"{_LEVELS[levels[field]]}: {Field(field).label.lower()}." for field in need.fields if field in levels]
    found += [
        f"Opfylder ønsket: {WishKind(wish).label.lower()}." for wish in need.wishes if _meets(need, candidate, wish)
    ]
    if need.language and need.language in candidate.languages:
        found.append(f"Taler {Language(need.language).label.lower()}.")
    if need.area and wish_rules.covers(candidate.areas, (need.area,)):
        found.append(f"Dækker {need.area}.")
    found += [
        f"Opfylder {'betingelsen' if one.is_must else 'ønsket'}: {one.wish}."
        for one in _told(need, candidate)
        if one.is_met
    ]
    found.append(f"Har {numbers.free_hours_text(candidate.free_minutes)} om ugen.")
    return tuple(found)


def reservations(need: Need, candidate: Candidate) -> tuple[str, ...]:
    """What speaks against without hindering: no known competence, wishes that are not met, a language to solve,
    secrecy not signed yet.
    """
    levels = dict(candidate.competences)
    lacking = [Field(field).label.lower() for field in need.fields if field not in levels]
    found = [f"Har ingen kendt erfaring med: {', '.join(lacking)}."] if lacking else []
    found += [
        f"Opfylder ikke ønsket: {WishKind(wish).label.lower()}."
        for wish in need.wishes
        if _meets(need, candidate, wish) is False
    ]
    found += [
        f"Opfylder ikke ønsket: {one.wish}."
        if one.is_met is False
        else f"Det er ikke oplyst, om mentoren opfylder ønsket: {one.wish}."
        for one in _told(need, candidate)
        if not one.is_must and not one.is_met
    ]
    if ConsiderationKind.INTERPRETER in need.considerations and not (need.language or need.told.languages):
        found.append("Borgeren har brug for tolk eller et fælles sprog: vælg sproget, eller bestil tolk.")
    if not candidate.has_signed_secrecy:
        found.append("Har ikke skrevet under på tavshedspligten endnu. Det skal ske, før mentoren kan sige ja.")
    return tuple(found)


def rank(need: Need, candidate: Candidate) -> tuple[int, int, int]:
    """The order in which candidates are shown: most wanted competence, then wishes met, then free minutes."""
    levels = dict(candidate.competences)
    competence = sum(levels.get(field, 0) for field in need.fields)
    wishes = sum(bool(_meets(need, candidate, wish)) for wish in need.wishes)
    wishes += sum(bool(one.is_met) for one in _told(need, candidate))
    return (-competence, -wishes, -candidate.free_minutes)


def told_before_yes(considerations: tuple[str, ...]) -> tuple[str, ...]:
    """The considerations that a mentor is told with the question; those of health are left out."""
    return tuple(_TOLD[kind] for code in considerations if (kind := ConsiderationKind(code)) in _TOLD)


def _unfit_person(need: Need, candidate: Candidate) -> str:
    if need.citizen_user is not None and candidate.user == need.citizen_user:
        return "Er selv borgeren."
    if candidate.user in need.deciders:
        return "Træffer afgørelser i sagen som ansat."
    return ""


def _unavailable(need: Need, candidate: Candidate, *, on: date) -> str:
    first_day = max(on, need.period.first_day)
    if candidate.first_day > first_day:
        return f"Kan først fra {days.text(candidate.first_day)}."
    if candidate.last_day is not None and (need.period.last_day is None or candidate.last_day < need.period.last_day):
        return f"Holder op {days.text(candidate.last_day)}, før bevillingen slutter."
    return ""


def _too_busy(need: Need, candidate: Candidate) -> str:
    if candidate.free_minutes >= need.minutes_per_week:
        return ""
    free = max(0, candidate.free_minutes)
    needed = numbers.hours_text(numbers.hours_of(need.minutes_per_week))
    return f"Har {numbers.free_hours_text(free)} om ugen; forløbet har brug for {needed}."


def _wrong_sex(need: Need, candidate: Candidate, consideration: ConsiderationKind) -> str:
    if consideration not in need.considerations:
        return ""
    if candidate.sex and wish_rules.against(candidate.sex) is not consideration:
        return ""
    if not candidate.sex:
        return "Hensyn til køn, og mentorens køn er ikke oplyst."
    return f"Hensyn: {consideration.label.lower()}."


def _no_common_language(need: Need, candidate: Candidate) -> str:
    if not need.language or need.language in candidate.languages:
        return ""
    return f"Taler ikke {Language(need.language).label.lower()}."


def _wrong_area(need: Need, candidate: Candidate) -> str:
    if not need.area or not candidate.areas or wish_rules.covers(candidate.areas, (need.area,)):
        return ""
    return f"Dækker ikke {need.area}, kun {', '.join(candidate.areas)}."


def _meets(need: Need, candidate: Candidate, wish: str) -> bool | None:
    """Whether the mentor meets a wish; None where nothing that is known of mentors tells."""
    kind = WishKind(wish)
    if kind in wish_rules.SEX_OF:
        return candidate.sex == wish_rules.SEX_OF[kind]
    if kind is WishKind.SAME_LANGUAGE and need.language:
        return need.language in candidate.languages
    if kind is WishKind.NEAR and need.area:
        return wish_rules.covers(candidate.areas, (need.area,))
    return None


def _told(need: Need, candidate: Candidate) -> tuple[wish_rules.Met, ...]:
    """Each wish that the citizen told since the referral, held against the mentor."""
    offered = wish_rules.Offered(candidate.sex, candidate.kind, candidate.languages, candidate.areas)
    return wish_rules.held_against(need.told, offered)
