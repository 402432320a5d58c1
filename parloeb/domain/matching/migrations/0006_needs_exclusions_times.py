import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.matching.lists


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_disqualification"),
        ("corps", "0004_papers"),
        ("matching", "0005_declines_talk"),
        ("people", "0013_setting_of_the_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="wishes",
            name="times",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("mon_morning", "mandag formiddag"),
                        ("mon_afternoon", "mandag eftermiddag"),
                        ("mon_evening", "mandag aften"),
                        ("tue_morning", "tirsdag formiddag"),
                        ("tue_afternoon", "tirsdag eftermiddag"),
                        ("tue_evening", "tirsdag aften"),
                        ("wed_morning", "onsdag formiddag"),
                        ("wed_afternoon", "onsdag eftermiddag"),
                        ("wed_evening", "onsdag aften"),
                        ("thu_morning", "torsdag formiddag"),
                        ("thu_afternoon", "torsdag eftermiddag"),
                        ("thu_evening", "torsdag aften"),
                        ("fri_morning", "fredag formiddag"),
                        ("fri_afternoon", "fredag eftermiddag"),
                        ("fri_evening", "fredag aften"),
                        ("sat_morning", "lørdag formiddag"),
                        ("sat_afternoon", "lørdag eftermiddag"),
                        ("sat_evening", "lørdag aften"),
                        ("sun_morning", "søndag formiddag"),
                        ("sun_afternoon", "søndag eftermiddag"),
                        ("sun_evening", "søndag aften"),
                    ],
                    max_length=13,
                ),
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.CreateModel(
            name="Needs",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("is_heavy", models.BooleanField()),
                ("with_children", models.BooleanField()),
                ("judged_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="matching.needs",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="NeededCompetence",
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
                    "needs",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="competences", to="matching.needs"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("family", "De er i familie"),
                            ("private", "De kender hinanden privat"),
                            ("conflict", "Der har været en konflikt"),
                            ("citizen_no", "Borgeren ønsker ikke mentoren"),
                            ("mentor_no", "Mentoren ønsker ikke forløbet"),
                            ("other", "Andet"),
                        ],
                        max_length=13,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("noted_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_because", models.CharField(blank=True, max_length=500)),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.citizen"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="corps.mentor"),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("citizen", "mentor"),
                        name="matching_excluded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("why", parloeb.domain.matching.lists.ExclusionReason["OTHER"]), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="matching_exclusion_other_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_because", ""), ("lifted_by", None)),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lifted_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matching_exclusion_lifted_whole",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="needs",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces", None)), fields=("case",), name="matching_needs_begin_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="neededcompetence",
            constraint=models.UniqueConstraint(fields=("needs", "field"), name="matching_needed_once"),
        ),
        migrations.AddConstraint(
            model_name="neededcompetence",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", (1, 2, 3))), name="matching_needed_level"
            ),
        ),
    ]
