import datetime as dt

import django.contrib.postgres.constraints
from django.db import migrations, models

import parloeb.domain.cases.ranges
import parloeb.domain.visits.ranges

_END = models.ExpressionWrapper(
    models.F("starts_at") + models.F("minutes") * models.Value(dt.timedelta(minutes=1)),
    output_field=models.DateTimeField(),
)


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0009_an_occasion_of_each_live_visit"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="visit", name="visits_visit_ends_after_its_minutes"),
        migrations.RemoveConstraint(model_name="visit", name="visits_visit_has_a_source"),
        migrations.RemoveConstraint(model_name="visit", name="visits_one_mentor_one_minute"),
        migrations.RemoveField(model_name="visit", name="client_key"),
        migrations.RemoveField(model_name="visit", name="is_shared"),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", _END),
                    models.Q(("ends_at__gt", _END), ("occasion__isnull", False)),
                    _connector="OR",
                ),
                name="visits_visit_ends_after_its_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("occasion__isnull", False), ("registered_by__isnull", False), ("registration_key", None)),
                    models.Q(("occasion", None), ("registration_key__isnull", False)),
                    _connector="OR",
                ),
                name="visits_visit_has_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("occasion", None), models.Q(("state", "replaced"), _negated=True)),
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("mentor_id")), "&&"),
                    (parloeb.domain.visits.ranges.Minutes(models.F("starts_at"), models.F("ends_at")), "&&"),
                ],
                name="visits_imported_one_minute",
            ),
        ),
    ]
