import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_disqualification"),
        ("corps", "0002_mentor_version"),
        ("matching", "0004_suggested"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeclinesTalk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("held_on", models.DateField()),
                (
                    "talked_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("citizen", "Borgeren"),
                                ("caseworker", "Sagsbehandleren"),
                                ("mentors", "Mentorerne, der sagde nej"),
                                ("leader", "Teamlederen"),
                            ],
                            max_length=10,
                        ),
                        size=None,
                    ),
                ),
                ("changes", models.TextField()),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="match",
            name="reminded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(("reminded_at", None), ("reminded_at__gt", models.F("asked_at")), _connector="OR"),
                name="matching_reminded_was_asked",
            ),
        ),
        migrations.AddField(
            model_name="declinestalk",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="declinestalk",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="declinestalk",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("talked_with", []), _negated=True), models.Q(("changes", ""), _negated=True)
                ),
                name="matching_talk_has_people_and_changes",
            ),
        ),
    ]
