from django.db import migrations

# Until now no decision modified another, so that each was in force on all its days.
FILL = "UPDATE grants_grant SET in_force_from = first_day, in_force_to = last_day WHERE state = 'granted'"


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0008_decisions_that_modify"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
