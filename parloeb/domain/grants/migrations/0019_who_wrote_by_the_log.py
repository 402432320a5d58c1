from django.db import migrations

# The log knows who wrote each draft last; there is no other place that does.
FILL = """
UPDATE grants_grant SET written_by_id = (
    SELECT people_user.id FROM audit_event JOIN people_user ON people_user.uuid = audit_event.user_uuid
    WHERE audit_event.subject_uuid = grants_grant.uuid AND audit_event.name IN ('grant.started', 'grant.saved')
    ORDER BY audit_event.id DESC LIMIT 1
)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_event"),
        ("grants", "0018_special_reason_and_writer"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
