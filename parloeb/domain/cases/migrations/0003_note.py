import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("told_on", models.DateField()),
                (
                    "teller",
                    models.CharField(
                        choices=[
                            ("citizen", "Borgeren"),
                            ("mentor", "Mentoren"),
                            ("health", "Læge eller behandler"),
                            ("employer", "Arbejdsgiver eller uddannelsessted"),
                            ("authority", "En anden myndighed"),
                            ("relative", "Pårørende"),
                            ("other", "En anden"),
                            ("step", "Ingen: et skridt i sagen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("told_by", models.CharField(blank=True, max_length=100)),
                ("subject", models.CharField(max_length=80)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="cases.note",
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
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="cases_note_says_something",
                    )
                ],
            },
        ),
    ]
