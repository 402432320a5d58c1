import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import parloeb.domain.cases.ranges


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("people", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Company",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("sector", models.CharField(blank=True, max_length=100)),
                (
                    "ownership",
                    models.CharField(
                        blank=True,
                        choices=[("public", "Offentlig"), ("private", "Privat"), ("association", "Forening")],
                        max_length=11,
                    ),
                ),
                (
                    "prior_experience",
                    models.CharField(blank=True, choices=[("yes", "Ja"), ("no", "Nej")], max_length=3),
                ),
                ("registration_key", models.CharField(max_length=100, null=True, unique=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="companies.company"
                    ),
                ),
            ],
            options={
                "ordering": ["first_day", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="company",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), ("registration_key__isnull", False), _connector="OR"
                ),
                name="companies_company_named_or_historic",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"),
                name="companies_placement_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("case_id")), "&&"),
                    (parloeb.domain.cases.ranges.OneOf(models.F("company_id")), "&&"),
                    (parloeb.domain.cases.ranges.Days(models.F("first_day"), models.F("last_day")), "&&"),
                ],
                name="companies_placement_once_a_day",
            ),
        ),
    ]
