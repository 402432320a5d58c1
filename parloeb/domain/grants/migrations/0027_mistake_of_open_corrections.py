from django.db import migrations

# What a correction corrects has a field of its own; in those begun before it was, it stands where the reason does.
# Where a part was refused that field says why as well, and nobody but who wrote it can part the two.
MOVE = """
UPDATE grants_grant SET mistake = reason_text, reason_text = ''
WHERE kind = 'correct' AND state IN ('draft', 'submitted') AND mistake = '' AND reason_text <> ''
  AND asked_minutes_per_week IS NULL AND asked_last_day IS NULL AND asked_purpose = ''
"""


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0026_mistake_corrected"),
    ]

    operations = [migrations.RunSQL(MOVE, migrations.RunSQL.noop)]
