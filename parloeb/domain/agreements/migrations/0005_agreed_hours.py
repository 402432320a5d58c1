import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import parloeb.domain.agreements.lists
import parloeb.domain.cases.ranges


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_goal_key_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="hours_kind",
            field=models.CharField(
                choices=[("even", "Det samme hver uge"), ("as_granted", "Som bevilget"), ("rows", "Trin")],
                default=parloeb.domain.agreements.lists.HoursKind["EVEN"],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="AgreedHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("minutes", models.PositiveIntegerField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="agreements.agreement"
                    ),
                ),
            ],
            options={
                "ordering": ["agreement", "first_day"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gt", 0),
                            models.Q(("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"),
                        ),
                        name="agreements_hours_have_days_and_minutes",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (parloeb.domain.cases.ranges.OneOf(models.F("agreement_id")), "&&"),
                            (parloeb.domain.cases.ranges.Days(models.F("first_day"), models.F("last_day")), "&&"),
                        ],
                        name="agreements_hours_once_a_day",
                    ),
                ],
            },
        ),
    ]
