import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_citizen_version"),
    ]

    operations = [
        migrations.CreateModel(
            name="LocalSetting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "setting",
                    models.CharField(
                        choices=[
                            ("caseworker_periods", "Sagsbehandleren: perioder i et forløb"),
                            ("caseworker_months", "Sagsbehandleren: højst så mange måneder ad gangen"),
                            ("leader_periods", "Teamlederen: perioder i et forløb, sagsbehandlerens talt med"),
                            ("leader_months", "Teamlederen: højst så mange måneder ad gangen"),
                            ("months", "Normal længde af en bevilling i måneder"),
                            ("months_activities", "Normal længde i måneder: aktiviteter"),
                            ("months_offers", "Normal længde i måneder: tilbud"),
                            ("months_ordinary_education", "Normal længde i måneder: ordinær uddannelse"),
                            ("months_fleksjob", "Normal længde i måneder: fleksjob"),
                            ("months_ordinary_work", "Normal længde i måneder: ordinært arbejde"),
                            ("contact_days", "Kontaktvarsel efter så mange dage uden kontakt"),
                            ("report_day", "Sidste dag for månedsrapporten: dag i måneden efter"),
                        ],
                        max_length=30,
                    ),
                ),
                ("first_day", models.DateField()),
                ("number", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["jobcentre", "first_day", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jobcentre", "setting", "first_day"), name="people_setting_from_a_day_once"
                    )
                ],
            },
        ),
    ]
