"""The mentors of a corps as the match sees them, whatever the course."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parloeb.domain.corps import queries as corps
from parloeb.domain.corps.availability import queries as availability
from parloeb.domain.corps.models import Competence, Mentor
from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.corps.telling import queries as telling
from parloeb.domain.corps.telling import rules as told
from parloeb.domain.matching import rules
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import choosing
from parloeb.domain.referrals import queries as referrals
from parloeb.kernel import errors

# What, how well, by which source, since when.
Rated = tuple[str, int, str, date]


@dataclass(frozen=True)
class Known:
    """A mentor with the facts for the rules, and what they come from."""

    mentor: Mentor
    candidate: rules.Candidate
    load: choosing.Load
    competences: tuple[Rated, ...]


def candidate(mentor: Mentor, *, on: date) -> rules.Candidate:
    """One mentor as the rules see one. Raises errors.RefusedError for a mentor whom nobody can ask."""
    found = known(Mentor.objects.filter(pk=mentor.pk), on=on)
    if not found:
        raise errors.RefusedError("Mentoren har ingen bruger og kan derfor ikke spørges.")
    return found[0].candidate


def known(mentors: Iterable[Mentor], *, on: date) -> tuple[Known, ...]:
    """Those of the mentors who can be asked at all, with their facts: in as many queries whatever their number."""
    able = corps.to_be_asked(mentors, on=on)
    keys = [mentor.pk for mentor in able]
    loads, competences, had = choosing.loads(keys, on=on), _competences(keys), _had(keys)
    standing, presence = papers.of(able, on=on), availability.presences(keys)
    lived, strains = telling.experience(keys), telling.strains(keys, on=on)
    found = []
    for mentor in able:
        if mentor.user_id is None:
            continue
        key, load = mentor.pk, loads.get(mentor.pk, choosing.Load())
        strain, paper = strains.get(key, told.Strain()), standing[key]
        candidate = rules.Candidate(
            user=mentor.user_id,
            first_day=mentor.first_day,
            last_day=mentor.last_day,
            weekly_minutes=presence[key].weekly_minutes(on),
            absences=presence[key].coming(on),
            later_weekly=presence[key].later_minutes(on),
            bound_minutes=load.minutes,
            later_bound=load.later,
            courses=load.courses,
            heavy_courses=load.heavy,
            sex=mentor.sex,
            languages=tuple(mentor.languages),
            areas=tuple(mentor.areas),
            times=tuple(mentor.times),
            meeting_places=tuple(mentor.meeting_places),
            profile=mentor.profile,
            kind=mentor.kind,
            competences=tuple((field, level) for field, level, *_ in competences[key]),
            had=had.get(key, {}),
            lived=tuple(sorted(lived.get(key, ()))),
            strain=strain.level or 0,
            wants_better_odds=strain.wants_better_odds,
            has_signed_secrecy=mentor.secrecy_signed_on is not None,
            stops=paper.stops,
            warnings=paper.warnings,
            has_children_certificate=paper.has_children_certificate,
        )
        found.append(Known(mentor, candidate, load, tuple(competences[key])))
    return tuple(found)


def _competences(mentors: Sequence[int]) -> Mapping[int, list[Rated]]:
    found: dict[int, list[Rated]] = defaultdict(list)
    rows = Competence.objects.filter(mentor__in=mentors)
    for mentor_id, what, level, source, since in rows.values_list("mentor", "field", "level", "source", "known_on"):
        found[mentor_id].append((what, level, source, since))
    return found


def _had(mentors: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    """By mentor, competence to how many courses with that barrier citizen and mentor went on with after they met."""
    matched = Match.objects.filter(mentor__in=mentors, confirmed_at__isnull=False).order_by()
    courses = set(matched.values_list("mentor", "case"))
    barriers = referrals.barriers_of({case_id for _, case_id in courses})
    had: dict[int, Counter[str]] = defaultdict(Counter)
    for mentor_id, case_id in courses:
        had[mentor_id].update(barriers.get(case_id, ()))
    return had
