import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_disqualification"),
        ("corps", "0008_telling"),
        ("people", "0013_setting_of_the_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Sparring",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("noted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=200)),
                (
                    "kind",
                    models.CharField(choices=[("sparring", "Sparring"), ("supervision", "Supervision")], max_length=11),
                ),
                ("held_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "form",
                    models.CharField(
                        choices=[("individual", "En mentor"), ("group", "Gruppe"), ("telephone", "Telefon")],
                        max_length=10,
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("relation", "Forholdet til borgeren"),
                            ("role", "Rolle og grænser"),
                            ("method", "Metode"),
                            ("crisis", "Konflikt eller krise"),
                            ("cooperation", "Samarbejde med andre"),
                            ("strain", "Mentorens egen belastning"),
                            ("other", "Andet"),
                        ],
                        max_length=11,
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("case_reason", models.CharField(blank=True, max_length=200)),
                (
                    "case",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SparringMentor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sparring", to="corps.mentor"
                    ),
                ),
                (
                    "sparring",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taking_part", to="corps.sparring"
                    ),
                ),
            ],
            options={
                "ordering": ["sparring", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="sparring",
            index=models.Index(fields=["jobcentre", "-held_on"], name="corps_sparring_of_jobcentre"),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_because", ""), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="corps_sparring_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gt", 0), ("minutes__lte", 720)), name="corps_sparring_minutes"
            ),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("theme", "other"), _negated=True), models.Q(("text", ""), _negated=True), _connector="OR"
                ),
                name="corps_sparring_other_has_text",
            ),
        ),
        migrations.AddConstraint(
            model_name="sparring",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("case", None), ("case_reason", "")),
                    models.Q(("case__isnull", False), models.Q(("case_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="corps_sparring_case_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="sparringmentor",
            constraint=models.UniqueConstraint(fields=("sparring", "mentor"), name="corps_sparring_mentor_once"),
        ),
    ]
