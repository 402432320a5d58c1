"""What became of the courses that mentors had to the end: asked of follow-up, for whoever finds the next mentor."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.corps.models import Mentor
from parloeb.domain.followup import queries as followup
from parloeb.domain.matching.experience import Ended
from parloeb.domain.matching.queries import matches
from parloeb.domain.referrals import queries as referrals


def ended(mentors: QuerySet[Mentor]) -> Mapping[UUID, Mapping[str, Ended]]:
    """By mentor and barrier the courses that ended, in three queries whatever their number.

    A course counts for the mentor who was there at its end. One that ended without a reason counts for nobody.
    """
    courses = matches.to_the_end(mentors)
    cases = {case for _, case in courses}
    improved, barriers = followup.improved(cases), referrals.barriers_of(cases)
    number: dict[UUID, Counter[str]] = defaultdict(Counter)
    better: dict[UUID, Counter[str]] = defaultdict(Counter)
    for mentor, case in courses:
        if case in improved:
            number[mentor].update(barriers.get(case, ()))
            better[mentor].update(barriers.get(case, ()) if improved[case] else ())
    return {
        mentor: {field: Ended(count, better[mentor][field]) for field, count in fields.items()}
        for mentor, fields in number.items()
    }
