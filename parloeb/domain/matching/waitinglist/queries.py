"""The best choice for all who wait, and what one choice costs the others, as rows of finished strings."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching import obstacles, ordering, reasons, rules, spans
from parloeb.domain.matching.board import finding
from parloeb.domain.matching.queries import candidates, needing
from parloeb.domain.matching.suggesting import forcing, naming, scoring
from parloeb.domain.matching.suggesting.instance import NOBODY
from parloeb.domain.matching.waitinglist import numbered
from parloeb.domain.matching.waitinglist.standing import Remembered, Solved
from parloeb.domain.people import queries as people
from parloeb.domain.people.models import Organisation
from parloeb.kernel import numbers

_WAITING = (Stage.GRANTED, Stage.MATCHING)
_OWN_ALONE = "Står uden mentor i det bedste samlede valg."
_FULL = "De, der kan, har ikke timer eller plads nok til alle: her er det, der er ledigt, brugt på andre, der venter."


@dataclass(frozen=True)
class Listed:
    """The waiting courses of a jobcentre and its corps, each in a fixed order, with what is known of them."""

    cases: tuple[Case, ...]
    needs: tuple[rules.Need, ...]
    known: tuple[candidates.Known, ...]
    solved: Solved

    def chosen(self, row: int) -> candidates.Known | None:
        """The mentor whom the best choice gives a course; None for nobody."""
        column = int(self.solved.solution.chosen[row])
        return None if column == NOBODY else self.known[column]


@dataclass(frozen=True)
class CourseRow:
    """One course in the best choice for all. `mentor` is empty for nobody; `place` says where the mentor stands for the
    course alone.
    """

    case_uuid: UUID
    number: str
    name: str
    citizen: UUID
    waited: int
    waited_text: str
    mentor: str
    place: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """The best choice for all who wait at a jobcentre: who gets somebody, who does not, and how good it is proved."""

    jobcentre: str
    placed: tuple[CourseRow, ...]
    unplaced: tuple[CourseRow, ...]
    proof: str


@dataclass(frozen=True)
class CostRow:
    """What it means that a course gets this mentor: a sentence for its citizen and one for the others, and which of
    these gets whom instead of whom.
    """

    mentor: str
    uuid: UUID
    own: str
    others: str
    changes: tuple[tuple[UUID, str, str], ...]


def listed(
    waiting: QuerySet[Case],
    jobcentre: Organisation,
    *,
    proposer: int | None,
    remembered: Remembered,
    left: Callable[[], float],
    on: date,
) -> Listed:
    """The waiting list of a jobcentre, solved. `waiting` are the cases; `proposer` the key of who chooses in them."""
    found = list(
        waiting.filter(jobcentre=jobcentre, stage__in=_WAITING, is_historic=False)
        .exclude(pk__in=finding.standing_matches().values("case"))
        .select_related("citizen")
        .order_by("pk")
    )
    needs = needing.needs_of(found, on=on)
    cases = tuple(case for case in found if case.pk in needs)
    own = frozenset({proposer}) if proposer is not None else frozenset()
    asked = tuple(replace(needs[case.pk], deciders=needs[case.pk].deciders | own) for case in cases)
    known = candidates.known(Mentor.objects.filter(jobcentre=jobcentre).order_by("pk"), on=on)
    weights = ordering.weights_of(people.settings_on(jobcentre.pk, on))
    instance = numbered.numbered(asked, [_as_if_yes(one) for one in known], weights=weights, on=on)
    courses, mentors = tuple(case.pk for case in cases), tuple(one.mentor.pk for one in known)
    solved = remembered.solve(jobcentre.pk, courses, mentors, instance, left=left)
    return Listed(cases, asked, known, solved)


def together(found: Listed, jobcentre: Organisation, *, shown: Collection[int], on: date) -> Together:
    """The best choice in rows, the longest waiting first. `shown` are the keys of the cases that are told of."""
    rows_shown = [row for row, case in enumerate(found.cases) if case.pk in shown]
    order = sorted(rows_shown, key=lambda row: -found.needs[row].waiting_days)
    rows = [_row(found, row, on=on) for row in order]
    return Together(
        jobcentre=jobcentre.name,
        placed=tuple(row for row in rows if row.mentor),
        unplaced=tuple(row for row in rows if not row.mentor),
        proof=_proof(found.solved),
    )


def costs(
    found: Listed, case: Case, mentors: Iterable[UUID], *, left: Callable[[], float]
) -> tuple[CostRow, ...] | None:
    """What each of these mentors would cost the others, least first; None where the course does not wait.

    What the course itself has of the mentor is told apart: it is no cost to the others.
    """
    row = next((number for number, one in enumerate(found.cases) if one.pk == case.pk), None)
    if row is None:
        return None
    columns = {one.mentor.uuid: column for column, one in enumerate(found.known)}
    asked = [columns[uuid] for uuid in mentors if uuid in columns]
    priced = forcing.cost_of(found.solved.instance, found.solved.solution, citizen=row, mentors=asked, left=left)
    told = ((cost.loses - _gives_up(found, row, cost), cost) for cost in priced.values())
    return tuple(_cost(found, row, cost, lost) for lost, cost in sorted(told, key=lambda one: one[0]))


def _as_if_yes(known: candidates.Known) -> rules.Candidate:
    """The mentor as if every open question were answered with a yes: what it is about is not given away twice."""
    one, would_be = known.candidate, known.load.open
    if would_be is None:
        return one
    return replace(
        one,
        bound_minutes=one.bound_minutes + would_be.minutes,
        later_bound=spans.summed(
            [(one.bound_minutes, one.later_bound), (would_be.minutes, would_be.later)], after=date.min
        ),
        courses=one.courses + would_be.courses,
        heavy_courses=one.heavy_courses + would_be.heavy,
    )


def _row(found: Listed, row: int, *, on: date) -> CourseRow:
    case, need, chosen = found.cases[row], found.needs[row], found.chosen(row)
    return CourseRow(
        case_uuid=case.uuid,
        number=case.number,
        name=str(case.citizen),
        citizen=case.citizen.uuid,
        waited=need.waiting_days,
        waited_text=numbers.days_text(need.waiting_days),
        mentor=str(chosen.mentor) if chosen else "",
        place=_place(found, row),
        reasons=reasons.reasons_for(need, chosen.candidate) if chosen else _why_nobody(found, row, on=on),
    )


def _place(found: Listed, row: int) -> str:
    """Whether somebody with room would fit the course better, were it alone, and what that one does here."""
    chosen = int(found.solved.solution.chosen[row])
    scores = found.solved.instance.scores[row]
    if chosen == NOBODY:
        return ""
    instance = found.solved.instance
    start = (instance.free_hours, instance.free_places, instance.free_heavy)
    better = int(((scores > scores[chosen]) & instance.fits(start, row)).sum())
    if not better:
        return "Ingen, der har plads, passer bedre."
    who = "Én mentor passer" if better == 1 else f"{better} mentorer passer"
    return f"{who} bedre til forløbet alene, men bruges bedre hos andre."


def _why_nobody(found: Listed, row: int, *, on: date) -> tuple[str, ...]:
    able = [one.candidate for one in found.known]
    return obstacles.obstacles(found.needs[row], able, on=on) or (_FULL,)


def _proof(solved: Solved) -> str:
    total, bound = solved.instance.total(solved.solution.chosen), solved.solution.bound
    if total >= bound:
        return "Det er bevist, at intet samlet valg er bedre."
    return f"Et andet samlet valg kan højst være {_points(bound - total)} bedre. Længere tids regning kan finde det."


def _cost(found: Listed, row: int, cost: forcing.Cost, lost: int) -> CostRow:
    """`lost` is what the others lose of the total."""
    mentor = found.known[cost.mentor].mentor
    return CostRow(
        mentor=str(mentor),
        uuid=mentor.uuid,
        own=_own(_gives_up(found, row, cost)) if found.chosen(row) else _OWN_ALONE,
        others=_others(lost, is_best=cost.is_best),
        changes=tuple(
            (
                found.cases[change.citizen].citizen.uuid,
                str(found.cases[change.citizen].citizen),
                f"{_named(found.known, change.after)} i stedet for {_named(found.known, change.before)}",
            )
            for change in cost.changes
        ),
    )


def _gives_up(found: Listed, row: int, cost: forcing.Cost) -> int:
    """How much lower the course's own score is with the mentor than in the best choice for all; higher below 0."""
    scores, chosen = found.solved.instance.scores[row], int(found.solved.solution.chosen[row])
    return int(scores[chosen] if chosen != NOBODY else 0) - int(scores[cost.mentor])


def _own(gives_up: int) -> str:
    if gives_up == 0:
        return "Passer lige så godt som i det bedste samlede valg."
    than = "ringere" if gives_up > 0 else "bedre"
    return f"Passer {_points(abs(gives_up))} {than} end i det bedste samlede valg."


def _others(lost: int, *, is_best: bool) -> str:
    if lost == 0:
        return "Det koster ikke de andre noget."
    if lost < 0:
        return f"De andre får det {'' if is_best else 'mindst '}{_points(-lost)} bedre tilsammen."
    return f"De andre får det {'' if is_best else 'højst '}{_points(lost)} ringere tilsammen."


def _named(known: Sequence[candidates.Known], column: int | None) -> str:
    return "ingen" if column is None else str(known[column].mentor)


def _points(hundredths: int) -> str:
    return naming.points(Decimal(hundredths) / scoring.SCALE)
