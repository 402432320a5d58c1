import datetime as dt
import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import parloeb.domain.cases.ranges
import parloeb.domain.visits.lists
import parloeb.domain.visits.ranges
import parloeb.domain.visits.states


class Migration(migrations.Migration):
    dependencies = [
        ("corps", "0011_framework_prolongation"),
        ("visits", "0007_own_minutes_of_the_registered"),
    ]

    operations = [
        migrations.CreateModel(
            name="Occasion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "split",
                    models.CharField(
                        choices=[
                            ("alone", "Én borger"),
                            ("equal", "Delt ligeligt"),
                            ("written", "Delt, som mentoren har skrevet"),
                            ("unsplit", "Ikke delt"),
                        ],
                        default=parloeb.domain.visits.lists.Split["ALONE"],
                        max_length=7,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("standing", "Gælder"), ("replaced", "Rettet")],
                        default=parloeb.domain.visits.states.OccasionState["STANDING"],
                        max_length=8,
                    ),
                ),
                ("client_key", models.UUIDField(null=True, unique=True)),
                (
                    "mentor",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="corps.mentor"),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="visits.occasion",
                    ),
                ),
            ],
            options={"ordering": ["starts_at", "id"]},
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at__gte", models.F("starts_at")),
                    (
                        "ends_at__lte",
                        models.ExpressionWrapper(
                            models.F("starts_at") + models.Value(1440) * models.Value(dt.timedelta(minutes=1)),
                            output_field=models.DateTimeField(),
                        ),
                    ),
                ),
                name="visits_occasion_within_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["standing", "replaced"])), name="visits_occasion_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("split__in", ["alone", "equal", "written", "unsplit"])),
                name="visits_occasion_split",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", "standing"), models.Q(("split", "unsplit"), _negated=True)),
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("mentor_id")), "&&"),
                    (parloeb.domain.visits.ranges.Minutes(models.F("starts_at"), models.F("ends_at")), "&&"),
                ],
                name="visits_occasion_one_minute",
            ),
        ),
        migrations.AddField(
            model_name="visit",
            name="occasion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="visits",
                to="visits.occasion",
            ),
        ),
    ]
