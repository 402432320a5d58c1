from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0005_partial_grant"),
        ("grants", "0010_what_is_in_force_never_overlaps"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="asked_last_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="asked_minutes_per_week",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="asked_purpose",
            field=models.CharField(
                blank=True,
                choices=[
                    ("activities", "Aktiviteter"),
                    ("offers", "Tilbud"),
                    ("ordinary_education", "Ordinær uddannelse"),
                    ("fleksjob", "Fleksjob"),
                    ("ordinary_work", "Ordinært arbejde"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("asked_last_day", None),
                    ("last_day", None),
                    ("asked_last_day__gt", models.F("last_day")),
                    _connector="OR",
                ),
                name="grants_asked_is_more",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "granted"), _negated=True),
                    models.Q(("reason_text", ""), _negated=True),
                    models.Q(("asked_last_day", None), ("asked_minutes_per_week", None), ("asked_purpose", "")),
                    _connector="OR",
                ),
                name="grants_partial_has_reason",
            ),
        ),
    ]
