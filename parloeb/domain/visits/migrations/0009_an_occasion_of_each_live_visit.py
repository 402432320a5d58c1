from django.db import migrations

# Visits that were told to be shared may have the same minutes each in full: nobody knows how they would be shared.
GIVE = """
WITH live AS MATERIALIZED (
    SELECT id AS visit_id, gen_random_uuid() AS uuid, mentor_id, starts_at, ends_at, client_key,
        CASE WHEN is_shared THEN 'unsplit' ELSE 'alone' END AS split,
        CASE WHEN state = 'replaced' THEN 'replaced' ELSE 'standing' END AS state
    FROM visits_visit WHERE registration_key IS NULL
), given AS (
    INSERT INTO visits_occasion (uuid, mentor_id, starts_at, ends_at, split, state, client_key)
    SELECT uuid, mentor_id, starts_at, ends_at, split, state, client_key FROM live ORDER BY visit_id
    RETURNING id, uuid
)
UPDATE visits_visit AS visit SET occasion_id = given.id
FROM given JOIN live USING (uuid) WHERE visit.id = live.visit_id
"""

FOLLOW = """
UPDATE visits_occasion AS occasion SET supersedes_id = former.occasion_id
FROM visits_visit AS visit JOIN visits_visit AS former ON former.id = visit.supersedes_id
WHERE visit.occasion_id = occasion.id AND former.occasion_id IS NOT NULL
"""


class Migration(migrations.Migration):
    """Whatever was registered until now was one citizen's."""

    dependencies = [("visits", "0008_occasion")]
    operations = [migrations.RunSQL([GIVE, FOLLOW], migrations.RunSQL.noop)]
