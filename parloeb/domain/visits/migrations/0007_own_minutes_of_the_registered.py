from django.db import migrations


class Migration(migrations.Migration):
    """Whatever was registered until now was registered by the mentor."""

    dependencies = [
        ("visits", "0006_own_minutes"),
    ]

    operations = [
        migrations.RunSQL("UPDATE visits_internaltime SET own_minutes = minutes", reverse_sql=migrations.RunSQL.noop),
    ]
