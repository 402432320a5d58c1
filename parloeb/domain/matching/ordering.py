"""The one order of mentors for a course: the score of `suggesting.scoring`, by the weights of the jobcentre."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.matching import reasons, rules
from parloeb.domain.matching.suggesting import naming, scoring
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, WaitingList, Wish
from parloeb.domain.matching.suggesting.scoring import Weights
from parloeb.domain.matching.wishes import rules as wish_rules
from parloeb.kernel import numbers


@dataclass(frozen=True)
class Counted:
    """One part of the order for a pair: its name, its points as text, and the fact behind them."""

    label: str
    points: str
    fact: str


@dataclass(frozen=True)
class Ranked:
    """A candidate with what counted, in hundredths of a point by the name of the part."""

    candidate: rules.Candidate
    points: dict[str, int]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.points.values())


def weights_of(local: Settings) -> Weights:
    """The weights that hold at a jobcentre on a day."""
    return Weights(
        need_met=local.number(Setting.WEIGHT_NEED),
        experience=local.number(Setting.WEIGHT_EXPERIENCE),
        lived=local.number(Setting.WEIGHT_LIVED),
        wish=local.number(Setting.WEIGHT_WISH),
        area=local.number(Setting.WEIGHT_AREA),
        same_mentor=local.number(Setting.WEIGHT_SAME_MENTOR),
        strain=local.number(Setting.WEIGHT_STRAIN),
        days_a_point=local.number(Setting.WEIGHT_WAITING_DAYS),
    )


def ranked(need: rules.Need, candidates: Iterable[rules.Candidate], *, weights: Weights) -> tuple[Ranked, ...]:
    """The candidates with the highest score first; of equal scores who has most free hours, then as they came."""
    given = tuple(candidates)
    parts = scoring.parts(waiting_list([need], given), weights=weights)
    found = [
        Ranked(candidate, {name: int(part[0, column]) for name, part in parts.items()})
        for column, candidate in enumerate(given)
    ]
    return tuple(sorted(found, key=lambda one: (-one.total, -one.candidate.free_minutes)))


def total(one: Ranked) -> str:
    """What the parts add up to, as text; the waiting that is the same for every mentor is left out."""
    return naming.points(Decimal(one.total - one.points[scoring.WAITING]) / scoring.SCALE)


def counted(need: rules.Need, one: Ranked) -> tuple[Counted, ...]:
    """Each part that gave points, with the fact behind it. Waiting is left out: it is the same for every mentor."""
    given = waiting_list([need], [one.candidate])
    citizen, mentor = given.citizens[0], given.mentors[0]
    return tuple(
        Counted(part.label, naming.points(Decimal(one.points[part.name]) / scoring.SCALE), part.fact(citizen, mentor))
        for part in scoring.PARTS
        if one.points[part.name] and part.name != scoring.WAITING
    )


def waiting_list(needs: Sequence[rules.Need], candidates: Sequence[rules.Candidate]) -> WaitingList:
    """The courses and the mentors as the score sees them, each by its number; hard rules are not in it."""
    # The score takes areas letter by letter, so each is written as the first who asks for it wrote it.
    asked = tuple(need.area for need in needs if need.area)
    citizens = tuple(_citizen(number, need, asked) for number, need in enumerate(needs))
    return WaitingList(citizens, tuple(_mentor(candidate, asked) for candidate in candidates))


def _citizen(number: int, need: rules.Need, asked: Sequence[str]) -> Citizen:
    soft = (Wish(one.wish, one.any_of) for one in reasons.asked(need) if not one.is_must)
    return Citizen(
        id=str(number),
        hours_per_week=numbers.hours_of(need.minutes_per_week),
        languages=(need.language,) if need.language else need.told.languages,
        heavy=need.is_heavy,
        waiting_days=need.waiting_days,
        areas=wish_rules.spelled((need.area,), asked) if need.area else (),
        needs=need.needs,
        same_mentor_as_before="" if need.history.former is None else str(need.history.former),
        wishes=tuple(dict.fromkeys(soft)),
    )


def _mentor(candidate: rules.Candidate, asked: Sequence[str]) -> Mentor:
    return Mentor(
        id=str(candidate.user),
        free_hours=numbers.hours_of(max(0, candidate.free_minutes)),
        free_places=0,
        languages=candidate.languages,
        areas=wish_rules.spelled(candidate.areas, asked),
        competences=dict(candidate.competences),
        offers=candidate.offered.codes,
        courses=candidate.had,
        lived=candidate.lived,
        strain=candidate.strain,
        odds=candidate.wants_better_odds,
    )
