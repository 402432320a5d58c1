import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.reports.lists


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0001_match"),
        ("reports", "0001_monthly_report"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="monthlyreport",
            name="own_column_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="monthlyreport",
            name="own_column_reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="monthlyreport",
            name="own_column_way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("self", "Skrevet af borgeren selv"),
                    ("paper", "Afskrevet fra papir"),
                    ("phone", "Sagt i telefonen"),
                ],
                max_length=5,
            ),
        ),
        migrations.AddConstraint(
            model_name="monthlyreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("own_column", ""),
                    models.Q(
                        ("offered_on__isnull", False),
                        ("own_column_at__isnull", False),
                        ("own_column_by__isnull", False),
                        models.Q(("own_column_way", ""), _negated=True),
                        models.Q(
                            ("own_column_way", parloeb.domain.reports.lists.OwnColumnWay["SELF"]),
                            models.Q(("own_column_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="reports_own_column_is_whole",
            ),
        ),
    ]
