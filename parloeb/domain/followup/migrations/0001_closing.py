import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_relation_to_one_target"),
    ]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("ended_on", models.DateField()),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("improved", "Borgeren klarer sig bedre"),
                            ("insufficient_referred_on", "Støtten slog ikke til, henvist videre"),
                            ("lost_contact", "Kontakten gik tabt"),
                            ("declined", "Borgeren ønskede ikke mentor"),
                            ("moved", "Flyttet"),
                            ("other", "Andet"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "",
                                    "improved",
                                    "insufficient_referred_on",
                                    "lost_contact",
                                    "declined",
                                    "moved",
                                    "other",
                                ],
                            )
                        ),
                        name="followup_closing_reason",
                    )
                ],
            },
        ),
    ]
