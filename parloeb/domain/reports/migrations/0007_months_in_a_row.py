import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import parloeb.domain.cases.ranges


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_one_month_each"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="monthlyreport", name="reports_month_once"),
        migrations.RemoveConstraint(model_name="monthlyreport", name="reports_month_begins_it"),
        migrations.AlterField(
            model_name="monthlyreport",
            name="first_month",
            field=models.DateField(),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        parloeb.domain.cases.ranges.OneOf(models.F("match_id")),
                        django.contrib.postgres.fields.ranges.RangeOperators.OVERLAPS,
                    ),
                    (
                        parloeb.domain.cases.ranges.Days(models.F("first_month"), models.F("month")),
                        django.contrib.postgres.fields.ranges.RangeOperators.OVERLAPS,
                    ),
                ],
                name="reports_month_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("first_month__day", 1), ("first_month__lte", models.F("month")), ("month__day", 1)),
                name="reports_month_begins_it",
            ),
        ),
    ]
