"""Who can take a course and who cannot, with the reasons in Danish. A person chooses; these only say why."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from parloeb.domain.corps.lists import Field, Language
from parloeb.domain.corps.lists import MeetingPlace as CorpsPlace
from parloeb.domain.law import settings
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import spans
from parloeb.domain.matching.lists import EndReason
from parloeb.domain.matching.wishes import rules as wish_rules
from parloeb.domain.referrals.lists import ConsiderationKind, MeetingPlace
from parloeb.kernel import days, numbers
from parloeb.kernel.periods import Period

# How long a mentor still sees the case after the last day, to finish what is to be written.
DAYS_AFTER = 14
# A mentor who has left sees nothing from the same moment on.
CUTTING = frozenset({EndReason.MENTOR_LEFT})
# After such an end the same two are not put together again.
PARTING = frozenset({EndReason.CITIZEN_WISH, EndReason.NO_FIT, EndReason.TRIAL})

# What a mentor is told of the considerations before the yes: what matters for the answer, nothing of health.
_TOLD = {
    ConsiderationKind.INTERPRETER: "Der er brug for tolk eller et fælles sprog.",
    ConsiderationKind.ONLY_OFFICE: "Møderne skal holdes hos kommunen.",
    ConsiderationKind.TIMES_NOT_POSSIBLE: "Der er tider på dagen, som ikke er mulige.",
}

# The experience that is asked for before the yes: nothing that tells of health or crime.
_ASKED_FOR = frozenset(
    {Field.STRUCTURE, Field.DEBT, Field.HOUSING, Field.FAMILY, Field.STUDY_START, Field.COMPANY_CONTACT}
)


class Demand(enum.Enum):
    """What a mentor must meet to take a course, each by itself."""

    PERSON = enum.auto()
    EXCLUDED = enum.auto()
    PAPERS = enum.auto()
    CHILDREN = enum.auto()
    PERIOD = enum.auto()
    HOURS = enum.auto()
    PLACES = enum.auto()
    HEAVY = enum.auto()
    NOT_MALE = enum.auto()
    NOT_FEMALE = enum.auto()
    LANGUAGE = enum.auto()
    AREA = enum.auto()
    MEETING_PLACE = enum.auto()
    DECLINED = enum.auto()
    PARTED = enum.auto()
    TOLD_LANGUAGES = enum.auto()
    TOLD_SEX = enum.auto()
    TOLD_KINDS = enum.auto()
    TOLD_AREAS = enum.auto()
    TOLD_TIMES = enum.auto()


DEMAND_OF: Mapping[str, Demand] = MappingProxyType(
    {
        "languages": Demand.TOLD_LANGUAGES,
        "sex": Demand.TOLD_SEX,
        "kinds": Demand.TOLD_KINDS,
        "areas": Demand.TOLD_AREAS,
        "times": Demand.TOLD_TIMES,
    }
)
# What a mentor has only so much of: where a whole list is matched at once it is shared out, and hinders nobody before.
SHARED_OUT = frozenset({Demand.HOURS, Demand.PLACES, Demand.HEAVY})


@dataclass(frozen=True)
class History:
    """What was before between a citizen and mentors, by the mentor's user.

    `declined` is the day of the last no to this course, `parted` that on which two parted who are not put together
    again, `excluded` why the two may not meet. `former` had the citizen last and
    could have again, None where nobody. `for_odds` is the day on which one answered this course with a wish for better
    odds.
    """

    declined: Mapping[int, date] = field(default_factory=dict)
    parted: Mapping[int, date] = field(default_factory=dict)
    excluded: Mapping[int, str] = field(default_factory=dict)
    former: int | None = None
    for_odds: Mapping[int, date] = field(default_factory=dict)


NO_HISTORY = History()


@dataclass(frozen=True)
class Limits:
    """What a jobcentre set: how many courses, and heavy ones, a mentor has at once (0 courses: no limit), and how many
    days of absence at the beginning of a course are told.
    """

    heavy: int = settings.SHIPPED[Setting.HEAVY_PLACES]
    courses: int = settings.SHIPPED[Setting.MOST_COURSES]
    absence_days: int = settings.SHIPPED[Setting.ABSENCE_DAYS]


@dataclass(frozen=True)
class Need:
    """What a course asks of its mentor. `needs` are competence to the level needed (1 to 3); `area` and `language` the
    coordinator names, `meeting_place` the referral.

    `told` is what the citizen told since the referral. `deciders` are the keys of users who act for the authority in
    the case; `citizen_user` that of the citizen. `with_children`: the mentor comes near children. `is_judged`:
    somebody said what is needed, beyond what the referral tells. `later_minutes`: where the minutes change later.
    """

    period: Period
    minutes_per_week: int
    later_minutes: spans.Steps = ()
    needs: Mapping[str, int] = field(default_factory=dict)
    considerations: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    area: str = ""
    meeting_place: str = ""
    language: str = ""
    citizen_user: int | None = None
    deciders: frozenset[int] = frozenset()
    told: wish_rules.Content = wish_rules.NOTHING
    is_heavy: bool = False
    with_children: bool = False
    waiting_days: int = 0
    history: History = NO_HISTORY
    limits: Limits = Limits()
    is_judged: bool = False

    def left(self, *, on: date) -> Period:
        """What is left of the course from a day on."""
        last_day = self.period.last_day
        first_day = max(on, self.period.first_day)
        return Period(first_day, None if last_day is None else max(first_day, last_day))


@dataclass(frozen=True)
class Candidate:
    """A mentor as the match sees one, whatever the course. Minutes are a week's; `bound_minutes` are granted already.

    `competences` are (field, level). `courses` counts those that bind the mentor on the day, `heavy_courses` the heavy
    of them; `profile` and `kind` are codes of the corps. `stops` are sentences on papers that stop a new match,
    `warnings` on what is to be known. `had` is field to the number of courses with it until now, `lived` what the
    mentor has lived through and lets others read. `strain` is 1 to 5 by the mentor's own word, 0 where none was
    told. `absences` are those of which days are left. `later_weekly` and `later_bound`: where hours and what is granted
    of them change later.
    """

    user: int
    first_day: date
    weekly_minutes: int
    last_day: date | None = None
    bound_minutes: int = 0
    sex: str = ""
    languages: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    meeting_places: tuple[str, ...] = ()
    competences: tuple[tuple[str, int], ...] = ()
    has_signed_secrecy: bool = False
    courses: int = 0
    heavy_courses: int = 0
    profile: str = ""
    kind: str = ""
    stops: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    has_children_certificate: bool = False
    had: Mapping[str, int] = field(default_factory=dict)
    lived: tuple[str, ...] = ()
    strain: int = 0
    wants_better_odds: bool = False
    absences: tuple[Period, ...] = ()
    later_weekly: spans.Steps = ()
    later_bound: spans.Steps = ()

    def free_on(self, day: date) -> int:
        """Minutes a week that no course has on a day that is not past."""
        weekly = spans.on_day(self.weekly_minutes, self.later_weekly, day)
        return weekly - spans.on_day(self.bound_minutes, self.later_bound, day)

    def least_free(self, within: Period) -> tuple[date, int]:
        """The fewest minutes a week that are free on a day of a period, and the first such day."""
        changes = spans.days_of_change(within, self.later_weekly, self.later_bound)
        return min(((day, self.free_on(day)) for day in changes), key=lambda one: one[1])

    @property
    def free_minutes(self) -> int:
        """Minutes a week that no course has; below zero where too much was granted."""
        return self.weekly_minutes - self.bound_minutes

    @property
    def offered(self) -> wish_rules.Offered:
        """What of the mentor wishes are held against."""
        return wish_rules.Offered(self.sex, self.kind, self.languages, self.areas, self.times, self.lived)


def hindrances(need: Need, candidate: Candidate, *, on: date) -> tuple[str, ...]:
    """Why this mentor cannot take the course, a sentence each; empty for one who can."""
    return tuple(dict.fromkeys(unmet(need, candidate, on=on).values()))


def unmet(need: Need, candidate: Candidate, *, on: date) -> Mapping[Demand, str]:
    """The demands that this mentor does not meet, each with its sentence."""
    parted = need.history.parted.get(candidate.user)
    found = {
        Demand.PERSON: _unfit_person(need, candidate),
        Demand.EXCLUDED: need.history.excluded.get(candidate.user, ""),
        Demand.PAPERS: " ".join(candidate.stops),
        Demand.CHILDREN: _without_childrens_certificate(need, candidate),
        Demand.PERIOD: _unavailable(need, candidate, on=on),
        Demand.HOURS: _too_busy(need, candidate, on=on),
        Demand.PLACES: _too_many_courses(need, candidate),
        Demand.HEAVY: _too_many_heavy(need, candidate),
        Demand.NOT_MALE: _wrong_sex(need, candidate, ConsiderationKind.NOT_MALE_MENTOR),
        Demand.NOT_FEMALE: _wrong_sex(need, candidate, ConsiderationKind.NOT_FEMALE_MENTOR),
        Demand.LANGUAGE: _no_common_language(need, candidate),
        Demand.AREA: _wrong_area(need, candidate),
        Demand.MEETING_PLACE: _meets_elsewhere(need, candidate),
        Demand.DECLINED: _answered_no(need, candidate),
        Demand.PARTED: f"Var mentor for borgeren, og de gik fra hinanden {days.text(parted)}." if parted else "",
    }
    found |= {
        DEMAND_OF[one.about]: (
            f"Det er ikke oplyst, om mentoren opfylder betingelsen: {one.wish}."
            if one.is_met is None
            else f"Opfylder ikke betingelsen: {one.wish}."
        )
        for one in wish_rules.held_against(wish_rules.asked(need.told), candidate.offered)
        if one.is_must and not one.is_met and not _asked_first(one)
    }
    return {demand: sentence for demand, sentence in found.items() if sentence}


def place_of(need: Need) -> CorpsPlace | None:
    """Where the mentor must be able to come; None where it does not matter. A consideration goes before a wish."""
    if ConsiderationKind.ONLY_OFFICE in need.considerations:
        return CorpsPlace.OFFICE
    return CorpsPlace(need.meeting_place) if need.meeting_place not in ("", MeetingPlace.ANY) else None


def told_before_yes(considerations: tuple[str, ...]) -> tuple[str, ...]:
    """The considerations that a mentor is told with the question; those of health are left out."""
    return tuple(_TOLD[kind] for code in considerations if (kind := ConsiderationKind(code)) in _TOLD)


def asked_for_before_yes(needs: Mapping[str, int]) -> tuple[str, ...]:
    """The experience that a mentor is asked for with the question, in words; of health or crime nothing is told."""
    return tuple(Field(field).label for field in needs if field in _ASKED_FOR)


def _asked_first(one: wish_rules.Met) -> bool:
    """Whether it is no hindrance that nobody knows: a mentor is asked of the own times before the choice."""
    return one.about == "times" and one.is_met is None


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


def _too_busy(need: Need, candidate: Candidate, *, on: date) -> str:
    """The first day of what is left of the course on which the mentor has too few hours."""
    left = need.left(on=on)
    for day in spans.days_of_change(left, candidate.later_weekly, candidate.later_bound, need.later_minutes):
        free, needed = candidate.free_on(day), spans.on_day(need.minutes_per_week, need.later_minutes, day)
        if free < needed:
            since = "" if day == left.first_day else f" fra {days.text(day)}"
            asked = numbers.hours_text(numbers.hours_of(needed))
            return f"Har {numbers.free_hours_text(max(0, free))} om ugen{since}; forløbet har brug for {asked}."
    return ""


def _answered_no(need: Need, candidate: Candidate) -> str:
    declined, for_odds = need.history.declined.get(candidate.user), need.history.for_odds.get(candidate.user)
    if for_odds:
        return f"Bad om et forløb med bedre odds, da dette blev tilbudt {days.text(for_odds)}."
    return f"Sagde nej til forløbet {days.text(declined)}." if declined else ""


def _too_many_courses(need: Need, candidate: Candidate) -> str:
    if not need.limits.courses or candidate.courses < need.limits.courses:
        return ""
    return f"Har {candidate.courses} forløb. Her må en mentor højst have {need.limits.courses} ad gangen."


def _too_many_heavy(need: Need, candidate: Candidate) -> str:
    if not need.is_heavy or candidate.heavy_courses < need.limits.heavy:
        return ""
    has = "1 tungt forløb" if candidate.heavy_courses == 1 else f"{candidate.heavy_courses} tunge forløb"
    return f"Har {has}. Her må en mentor højst have {need.limits.heavy} ad gangen."


def _without_childrens_certificate(need: Need, candidate: Candidate) -> str:
    if not need.with_children or candidate.has_children_certificate:
        return ""
    return "Har ingen børneattest, der gælder, og forløbet kræver en."


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


def _meets_elsewhere(need: Need, candidate: Candidate) -> str:
    place = place_of(need)
    if place is None or not candidate.meeting_places or place in candidate.meeting_places:
        return ""
    return f"Kan ikke mødes her: {place.label[0].lower()}{place.label[1:]}."


def _wrong_area(need: Need, candidate: Candidate) -> str:
    if not need.area or not candidate.areas or wish_rules.covers(candidate.areas, (need.area,)):
        return ""
    return f"Dækker ikke {need.area}, kun {', '.join(candidate.areas)}."
