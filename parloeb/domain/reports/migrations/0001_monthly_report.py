import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.reports.states


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("matching", "0001_match"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthlyReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("month", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("sent", "Sendt"),
                            ("returned", "Spurgt tilbage"),
                            ("read", "Læst"),
                        ],
                        default=parloeb.domain.reports.states.State["DRAFT"],
                        max_length=8,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("development", models.TextField(blank=True)),
                ("wellbeing", models.TextField(blank=True)),
                ("goals", models.TextField(blank=True)),
                ("appointments", models.TextField(blank=True)),
                ("risks", models.TextField(blank=True)),
                (
                    "recommendation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("go_on", "Fortsæt som nu"),
                            ("adjust", "Fortsæt, men justér"),
                            ("phase_out", "Begynd at trappe ned"),
                            ("stop", "Stop"),
                        ],
                        max_length=9,
                    ),
                ),
                ("drafted", models.JSONField(default=dict)),
                ("minutes", models.PositiveIntegerField(default=0)),
                ("visits", models.PositiveSmallIntegerField(default=0)),
                ("no_shows", models.PositiveSmallIntegerField(default=0)),
                ("offered_on", models.DateField(null=True)),
                ("own_column", models.TextField(blank=True)),
                ("own_column_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("question", models.TextField(blank=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["month", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("match", "month"), name="reports_month_once"),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="reports_month_begins_it"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", parloeb.domain.reports.states.State["DRAFT"]),
                            models.Q(
                                ("offered_on__isnull", False),
                                ("sent_at__isnull", False),
                                ("sent_by__isnull", False),
                                models.Q(("development", ""), _negated=True),
                                models.Q(("recommendation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reports_sent_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", parloeb.domain.reports.states.State["RETURNED"]), _negated=True),
                            models.Q(("question", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reports_returned_has_question",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", parloeb.domain.reports.states.State["READ"]), _negated=True),
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="reports_read_has_reader",
                    ),
                ],
            },
        ),
    ]
