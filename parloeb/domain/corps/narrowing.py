"""The mentors whom a coordinator looks for in the corps: by name, and by what they are and can."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from parloeb.domain.corps.models import Mentor
from parloeb.kernel import sorting


@dataclass(frozen=True)
class Wanted:
    """What is looked for, as codes of the lists; what is empty narrows nothing.

    `level` is the least of the competence. Who has no areas is there everywhere; who told no times may be there at any.
    """

    name: str = ""
    kind: str = ""
    profile: str = ""
    language: str = ""
    area: str = ""
    competence: str = ""
    level: int = 1
    time: str = ""
    organisation: UUID | None = None
    with_former: bool = False


def narrowed(mentors: QuerySet[Mentor], wanted: Wanted, *, on: date) -> QuerySet[Mentor]:
    """Those of the mentors who are looked for; who has left by the day only where `with_former` asks for them."""
    plain = {
        "kind": wanted.kind,
        "profile": wanted.profile,
        "organisation__uuid": wanted.organisation,
        "languages__contains": [wanted.language] if wanted.language else None,
    }
    found = mentors.filter(**{lookup: value for lookup, value in plain.items() if value})
    for word in sorting.search_key(wanted.name).split():
        found = found.filter(search_key__contains=word)
    for column, value in (("areas", wanted.area), ("times", wanted.time)):
        if value:
            found = found.filter(Q(**{f"{column}__len": 0}) | Q(**{f"{column}__contains": [value]}))
    if wanted.competence:
        found = found.filter(competences__field=wanted.competence, competences__level__gte=wanted.level)
    if not wanted.with_former:
        found = found.filter(Q(last_day=None) | Q(last_day__gte=on))
    return found


def to_choose_from(mentors: QuerySet[Mentor]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The areas of these mentors, and their organisations as (public id, name), both in Danish order."""
    areas, organisations = set(), {}
    rows = mentors.order_by("pk").values_list("areas", "organisation__uuid", "organisation__name")
    for covered, uuid, name in rows:
        areas.update(covered)
        if uuid:
            organisations[str(uuid)] = name
    named = sorted(organisations.items(), key=lambda pair: sorting.sort_key(pair[1]))
    return tuple(sorted(areas, key=sorting.sort_key)), tuple(named)
