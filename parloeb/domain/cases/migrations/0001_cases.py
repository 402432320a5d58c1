import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.cases.ranges


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE cases_case_number_seq", "DROP SEQUENCE cases_case_number_seq"),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=20, unique=True)),
                ("opened_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("referred", "Henvist"),
                            ("granted", "Bevilget"),
                            ("matching", "Finder mentor"),
                            ("trial", "Prøveperiode"),
                            ("running", "I gang"),
                            ("paused", "Pause"),
                            ("phasing_out", "Udfases"),
                            ("aftercare", "Efterværn"),
                            ("ended", "Afsluttet"),
                            ("reopened", "Genåbnet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("is_historic", models.BooleanField(default=False)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.citizen"
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("citizen", "citizen"),
                            ("caseworker", "caseworker"),
                            ("team", "team"),
                            ("coordination", "coordination"),
                            ("mentor", "mentor"),
                            ("supplier", "supplier"),
                            ("control", "control"),
                        ],
                        max_length=12,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("cut_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relations", to="cases.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.team"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("opened_on")), _connector="OR"),
                name="cases_case_ends_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "ended"), _negated=True), ("ended_on__isnull", False), _connector="OR"
                ),
                name="cases_case_ended_has_day",
            ),
        ),
        migrations.AddIndex(
            model_name="relation",
            index=models.Index(fields=["user", "kind", "case"], name="cases_relation_user"),
        ),
        migrations.AddIndex(
            model_name="relation",
            index=models.Index(fields=["team", "kind", "case"], name="cases_relation_team"),
        ),
        migrations.AddIndex(
            model_name="relation",
            index=models.Index(fields=["organisation", "kind", "case"], name="cases_relation_organisation"),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["citizen", "caseworker", "mentor"]),
                        ("organisation", None),
                        ("team", None),
                        ("user__isnull", False),
                    ),
                    models.Q(("kind__in", ["team"]), ("organisation", None), ("team__isnull", False), ("user", None)),
                    models.Q(
                        ("kind__in", ["coordination", "supplier", "control"]),
                        ("organisation__isnull", False),
                        ("team", None),
                        ("user", None),
                    ),
                    _connector="OR",
                ),
                name="cases_relation_to_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"),
                name="cases_relation_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("cut_at", None)),
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("case_id")), "&&"),
                    (
                        parloeb.domain.cases.ranges.OneOf(
                            django.db.models.functions.comparison.Coalesce(
                                models.F("user_id"), models.F("team_id"), models.F("organisation_id")
                            )
                        ),
                        "&&",
                    ),
                    (parloeb.domain.cases.ranges.OneOf(models.Func(models.F("kind"), function="hashtext")), "&&"),
                    (parloeb.domain.cases.ranges.Days(models.F("first_day"), models.F("last_day")), "&&"),
                ],
                name="cases_relation_once_a_day",
            ),
        ),
    ]
