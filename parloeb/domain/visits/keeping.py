"""Keep a visit with its parts and their topics, in one statement."""

from typing import Any

from django.db import connection

from parloeb.domain.people import prepared
from parloeb.domain.visits import rules
from parloeb.domain.visits.models import Visit

COLUMNS = {str(field.column): field for field in Visit._meta.concrete_fields if not field.primary_key}

# A visit that another was quicker than is told by an empty answer, not by an error that spoils the transaction.
KEEP = f"""
WITH visit AS (
    INSERT INTO visits_visit ({", ".join(COLUMNS)})
    VALUES ({", ".join(f"%({column})s" for column in COLUMNS)})
    ON CONFLICT DO NOTHING
    RETURNING id
), segment AS (
    INSERT INTO visits_segment (visit_id, position, place, minutes)
    SELECT visit.id, part.position, part.place, part.minutes
    FROM visit, unnest(%(positions)s::smallint[], %(places)s::varchar[], %(lengths)s::smallint[])
        AS part (position, place, minutes)
    RETURNING id, position
), topic AS (
    INSERT INTO visits_segmenttopic (segment_id, topic, minutes)
    SELECT segment.id, share.topic, share.minutes
    FROM segment
    JOIN unnest(%(parts)s::smallint[], %(topics)s::varchar[], %(shares)s::smallint[])
        WITH ORDINALITY AS share (position, topic, minutes, number) USING (position)
    ORDER BY share.number
)
SELECT id FROM visit
"""  # noqa: S608 the names are the model's own


def keep(visit: Visit, parts: tuple[rules.Part, ...]) -> bool:
    """Store a new visit; False where its key, its minutes or the visit that it replaces are another's by now."""
    row: dict[str, Any] = {
        column: field.get_db_prep_save(getattr(visit, field.attname), connection) for column, field in COLUMNS.items()
    }
    numbered = list(enumerate(parts, start=1))
    shares = [(position, topic.value, minutes) for position, part in numbered for topic, minutes in part.topics]
    row |= {
        "positions": [position for position, _ in numbered],
        "places": [part.place.value for part in parts],
        "lengths": [part.minutes for part in parts],
        "parts": [position for position, _, _ in shares],
        "topics": [topic for _, topic, _ in shares],
        "shares": [minutes for _, _, minutes in shares],
    }
    with prepared.cursor() as cursor:
        cursor.execute(KEEP, row)
        kept = cursor.fetchone()
    if kept is None:
        return False
    visit.pk = kept[0]
    visit._state.adding = False  # noqa: SLF001 as Django's own save does
    return True
