from django.db import migrations

# The log knows when each was begun and put before the leader; there is no other place that does.
FILL = """
UPDATE grants_grant SET
    started_at = (
        SELECT min(at) FROM audit_event WHERE subject_uuid = grants_grant.uuid AND name = 'grant.started'
    ),
    submitted_at = CASE WHEN submitted_by_id IS NOT NULL THEN (
        SELECT max(at) FROM audit_event WHERE subject_uuid = grants_grant.uuid AND name = 'grant.submitted'
    ) END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_event"),
        ("grants", "0002_grant_begun_and_submitted"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
