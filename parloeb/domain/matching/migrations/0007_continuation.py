import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0006_needs_exclusions_times"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="match",
            name="meetings",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="match",
            name="end_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("course_ended", "Forløbet er slut"),
                    ("citizen_wish", "Borgeren ønskede en anden mentor"),
                    ("mentor_wish", "Mentoren ønskede at stoppe"),
                    ("mentor_left", "Mentoren er holdt op"),
                    ("no_fit", "De passede ikke sammen"),
                    ("trial", "Stoppede i prøven"),
                    ("other", "Andet"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Continuation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("side", models.CharField(choices=[("citizen", "Borgeren"), ("mentor", "Mentoren")], max_length=7)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("yes", "Ja, jeg vil gerne fortsætte"),
                            ("doubt", "Jeg er i tvivl"),
                            ("no", "Nej, jeg vil helst ikke fortsætte"),
                        ],
                        max_length=5,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("talk", "Ved en samtale"),
                            ("phone", "I telefonen"),
                            ("paper", "På papir"),
                            ("own_page", "På sin egen side"),
                        ],
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "doubt", "no"]), ("side__in", ["citizen", "mentor"])),
                        name="matching_continuation_known",
                    )
                ],
            },
        ),
    ]
