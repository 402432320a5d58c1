import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0009_last_day_put_off"),
        ("grants", "0021_complaint_withdrawn"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="complaint",
            name="expected_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="request",
            name="expected_on",
            field=models.DateField(null=True),
        ),
        migrations.CreateModel(
            name="Postponement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_asked_for", models.BooleanField(default=False)),
                ("reason", models.TextField()),
                ("former_day", models.DateField()),
                ("new_day", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "complaint",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.complaint"
                    ),
                ),
                (
                    "hearing",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.hearing"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correspondence.letter"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.request"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("complaint", None), ("hearing__isnull", False), ("request", None)),
                            models.Q(("complaint__isnull", False), ("hearing", None), ("request", None)),
                            models.Q(("complaint", None), ("hearing", None), ("request__isnull", False)),
                            _connector="OR",
                        ),
                        name="grants_postponement_of_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("new_day__gt", models.F("former_day")), models.Q(("reason", ""), _negated=True)
                        ),
                        name="grants_postponement_is_later_with_reason",
                    ),
                ],
            },
        ),
    ]
