from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_case"),
        ("people", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="relation",
            name="cases_relation_to_one",
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
    ]
