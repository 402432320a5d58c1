from django.conf import settings
from django.db import migrations, models

import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("correspondence", "0006_invitation"),
        ("grants", "0014_what_is_offered_instead"),
        ("referrals", "0003_discharge_that_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="aftercare_last_day",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="aftercare_minutes",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("aftercare_last_day", None), ("aftercare_minutes", None)),
                    models.Q(
                        ("aftercare_last_day__isnull", False),
                        ("aftercare_minutes__gt", 0),
                        ("aftercare_minutes__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="grants_aftercare_is_hours_until_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.State["GRANTED"]), _negated=True),
                    ("aftercare_last_day", None),
                    ("aftercare_last_day__gt", models.F("last_day")),
                    _connector="OR",
                ),
                name="grants_aftercare_after_granted",
            ),
        ),
    ]
