from django.db import migrations

# One that ran long before meetings were counted is in no trial any more.
COUNT = """
UPDATE matching_match AS match SET meetings = (
    SELECT least(count(DISTINCT visit.id), 32767) FROM visits_visit AS visit
    JOIN visits_segment AS segment ON segment.visit_id = visit.id
    WHERE visit.case_id = match.case_id AND visit.mentor_id = match.mentor_id AND visit.state <> 'replaced'
    AND segment.place NOT IN ('phone', 'message', 'preparation')
    AND (visit.starts_at AT TIME ZONE 'Europe/Copenhagen')::date >= match.first_day
    AND (visit.starts_at AT TIME ZONE 'Europe/Copenhagen')::date <= coalesce(match.last_day, 'infinity'::date)
) WHERE match.first_day IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("visits", "0004_annulled_because"), ("matching", "0007_continuation")]
    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
