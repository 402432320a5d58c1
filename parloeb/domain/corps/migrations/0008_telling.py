import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corps", "0007_lots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="competence",
            name="source",
            field=models.CharField(
                choices=[
                    ("own_word", "Oplyst af mentoren"),
                    ("course", "Kursus"),
                    ("education", "Uddannelse"),
                    ("coordinator", "Vurderet af koordinatoren"),
                    ("courses_run", "Har haft forløb med det"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="FormerCompetence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("structure", "Struktur på dagen"),
                            ("anxiety", "Angst og fobi"),
                            ("depression", "Depression"),
                            ("development", "Udviklings- eller personlighedsforstyrrelse"),
                            ("abuse", "Misbrug"),
                            ("learning", "Indlæringsvanskeligheder"),
                            ("crime", "Kriminalitet og løsladelse"),
                            ("physical", "Fysisk helbred"),
                            ("debt", "Gæld og økonomi"),
                            ("housing", "Bolig"),
                            ("family", "Familie"),
                            ("discharge", "Udskrivning fra psykiatrien"),
                            ("study_start", "Studiestart"),
                            ("company_contact", "Kontakt til virksomheder"),
                        ],
                        max_length=20,
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("own_word", "Oplyst af mentoren"),
                            ("course", "Kursus"),
                            ("education", "Uddannelse"),
                            ("coordinator", "Vurderet af koordinatoren"),
                            ("courses_run", "Har haft forløb med det"),
                        ],
                        max_length=12,
                    ),
                ),
                ("known_on", models.DateField()),
                ("ended_at", models.DateTimeField()),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_competences",
                        to="corps.mentor",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", (1, 2, 3))), name="corps_former_competence_level"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LivedExperience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("structure", "Struktur på dagen"),
                            ("anxiety", "Angst og fobi"),
                            ("depression", "Depression"),
                            ("development", "Udviklings- eller personlighedsforstyrrelse"),
                            ("abuse", "Misbrug"),
                            ("learning", "Indlæringsvanskeligheder"),
                            ("crime", "Kriminalitet og løsladelse"),
                            ("physical", "Fysisk helbred"),
                            ("debt", "Gæld og økonomi"),
                            ("housing", "Bolig"),
                            ("family", "Familie"),
                            ("discharge", "Udskrivning fra psykiatrien"),
                            ("study_start", "Studiestart"),
                            ("company_contact", "Kontakt til virksomheder"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sharing",
                    models.CharField(
                        choices=[
                            ("seen", "Må ses af koordinatoren"),
                            ("own", "Kun for mig selv: ingen ser det, og det tæller ikke med"),
                        ],
                        max_length=7,
                    ),
                ),
                ("told_on", models.DateField()),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lived_experience", to="corps.mentor"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("mentor", "field"), name="corps_lived_experience_once"),
                    models.CheckConstraint(
                        condition=models.Q(("sharing__in", ["seen", "own"])), name="corps_lived_experience_sharing"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OddsWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("wished_at", models.DateTimeField()),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="odds_wishes", to="corps.mentor"
                    ),
                ),
            ],
            options={
                "ordering": ["mentor", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("last_day", None)), fields=("mentor",), name="corps_odds_wish_one_at_a_time"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"
                        ),
                        name="corps_odds_wish_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StrainRating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("day", models.DateField()),
                ("level", models.PositiveSmallIntegerField()),
                ("rated_at", models.DateTimeField()),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="strain_ratings", to="corps.mentor"
                    ),
                ),
            ],
            options={
                "ordering": ["mentor", "day"],
                "constraints": [
                    models.UniqueConstraint(fields=("mentor", "day"), name="corps_strain_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", (1, 2, 3, 4, 5))), name="corps_strain_level"
                    ),
                ],
            },
        ),
    ]
