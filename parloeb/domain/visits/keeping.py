"""Keep an occasion with each citizen's visit, its parts and their topics, in one statement."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from parloeb.domain.people import prepared
from parloeb.domain.visits import rules
from parloeb.domain.visits.models import Occasion, Visit


def _columns(model: type[Model], *, but: str = "") -> Mapping[str, Any]:
    fields: list[Field[Any, Any]] = [field for field in model._meta.concrete_fields if not field.primary_key]
    return {str(field.column): field for field in fields if field.column != but}


OF_OCCASION = _columns(Occasion)
OF_VISIT = _columns(Visit, but="occasion_id")


def _array(column: str, field: Any) -> str:
    """The values of a column; without the length of its type, for a cast to that would cut and not refuse."""
    return f"%(each_{column})s::{field.db_type(connection).partition('(')[0]}[]"


_ARRAYS = ", ".join(_array(column, field) for column, field in OF_VISIT.items())

# An occasion that another was quicker than is told by an empty answer, not by an error that spoils the transaction.
KEEP = f"""
WITH occasion AS (
    INSERT INTO visits_occasion ({", ".join(OF_OCCASION)})
    VALUES ({", ".join(f"%({column})s" for column in OF_OCCASION)})
    ON CONFLICT DO NOTHING
    RETURNING id
), visit AS (
    INSERT INTO visits_visit (occasion_id, {", ".join(OF_VISIT)})
    SELECT occasion.id, each.*
    FROM occasion, unnest({_ARRAYS}) AS each
    RETURNING id, occasion_id, case_id
), segment AS (
    INSERT INTO visits_segment (visit_id, position, place, minutes)
    SELECT visit.id, part.position, part.place, part.minutes
    FROM visit
    JOIN unnest(%(part_cases)s::bigint[], %(positions)s::smallint[], %(places)s::varchar[], %(lengths)s::smallint[])
        AS part (case_id, position, place, minutes) USING (case_id)
    RETURNING id, visit_id, position
), topic AS (
    INSERT INTO visits_segmenttopic (segment_id, topic, minutes)
    SELECT segment.id, share.topic, share.minutes
    FROM segment
    JOIN visit ON visit.id = segment.visit_id
    JOIN unnest(%(topic_cases)s::bigint[], %(parts)s::smallint[], %(topics)s::varchar[], %(shares)s::smallint[])
        WITH ORDINALITY AS share (case_id, position, topic, minutes, number) USING (case_id, position)
    ORDER BY share.number
)
SELECT occasion_id, case_id, id FROM visit
"""  # noqa: S608 the names are the models' own


def keep(occasion: Occasion, visits: Sequence[tuple[Visit, tuple[rules.Part, ...]]]) -> bool:
    """Store a new occasion and the visit of each citizen with its parts, one for a case.

    False where its key, its minutes or the occasion that it replaces are another's by now.
    """
    parts = [
        (visit.case_id, position, part) for visit, of_one in visits for position, part in enumerate(of_one, start=1)
    ]
    shares = [(case, position, *share) for case, position, part in parts for share in part.topics]
    row: dict[str, Any] = {
        **{column: _stored(field, occasion) for column, field in OF_OCCASION.items()},
        **{f"each_{column}": [_stored(field, visit) for visit, _ in visits] for column, field in OF_VISIT.items()},
        "part_cases": [case for case, _, _ in parts],
        "positions": [position for _, position, _ in parts],
        "places": [part.place.value for _, _, part in parts],
        "lengths": [part.minutes for _, _, part in parts],
        "topic_cases": [case for case, _, _, _ in shares],
        "parts": [position for _, position, _, _ in shares],
        "topics": [topic.value for _, _, topic, _ in shares],
        "shares": [minutes for _, _, _, minutes in shares],
    }
    with prepared.cursor() as cursor:
        cursor.execute(KEEP, row)
        kept = {case: (of, pk) for of, case, pk in cursor.fetchall()}
    for visit, _ in visits if kept else ():
        visit.occasion_id, visit.pk = kept[visit.case_id]
        visit._state.adding = False  # noqa: SLF001 as Django's own save does
        occasion.pk = visit.occasion_id
    occasion._state.adding = not kept  # noqa: SLF001
    return bool(kept)


def _stored(field: Any, record: Model) -> Any:
    value = field.get_db_prep_save(getattr(record, field.attname), connection)
    return value.value if isinstance(value, Enum) else value
