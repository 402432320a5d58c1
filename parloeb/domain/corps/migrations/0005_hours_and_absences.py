import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.cases.ranges


class Migration(migrations.Migration):
    dependencies = [
        ("corps", "0004_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("holiday", "Ferie"), ("illness", "Sygdom"), ("leave", "Orlov")], max_length=7
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("registered_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="corps.mentor"
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["mentor", "first_day", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["holiday", "illness", "leave"])), name="corps_absence_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"
                        ),
                        name="corps_absence_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "holiday"), _negated=True), ("last_day__isnull", False), _connector="OR"
                        ),
                        name="corps_absence_holiday_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at", None), ("withdrawn_by", None)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="corps_absence_withdrawn_by_somebody",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        expressions=[
                            (parloeb.domain.cases.ranges.OneOf(models.F("mentor_id")), "&&"),
                            (parloeb.domain.cases.ranges.Days(models.F("first_day"), models.F("last_day")), "&&"),
                        ],
                        name="corps_absence_once_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_day", models.DateField()),
                ("weekly_minutes", models.PositiveIntegerField()),
                ("set_at", models.DateTimeField()),
                ("corrected_at", models.DateTimeField(null=True)),
                (
                    "corrected_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="corps.mentor"
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
                "ordering": ["mentor", "first_day", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_at", None)),
                        fields=("mentor", "first_day"),
                        name="corps_hours_from_a_day_once",
                    ),
                    models.CheckConstraint(condition=models.Q(("weekly_minutes__lte", 10080)), name="corps_hours_week"),
                    models.CheckConstraint(
                        condition=models.Q(("corrected_by", None), ("corrected_at__isnull", False), _connector="OR"),
                        name="corps_hours_corrected_at_a_moment",
                    ),
                ],
            },
        ),
    ]
