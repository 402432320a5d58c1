from django.db import migrations

# Each power was a pair in a table of its own; the log knows when it was set.
FILL = """
INSERT INTO people_localsetting (uuid, jobcentre_id, setting, first_day, number, set_by_id, set_at)
SELECT gen_random_uuid(), power.jobcentre_id, pair.setting, power.first_day, pair.number, NULL, coalesce(
    (SELECT min(at) FROM audit_event WHERE subject_uuid = power.uuid AND name = 'power.set'), now()
)
FROM grants_localpower AS power
CROSS JOIN LATERAL (
    VALUES
        (CASE power.role WHEN 'caseworker' THEN 'caseworker_periods' ELSE 'leader_periods' END, power.periods),
        (CASE power.role WHEN 'caseworker' THEN 'caseworker_months' ELSE 'leader_months' END, power.months)
) AS pair (setting, number)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_event"),
        ("people", "0005_local_setting"),
        ("grants", "0015_aftercare"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
