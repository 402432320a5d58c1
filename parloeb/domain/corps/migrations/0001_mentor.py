import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mentor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("sort_key", models.CharField(blank=True, db_collation="C", max_length=400)),
                ("search_key", models.CharField(blank=True, db_collation="C", max_length=400)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("municipality", "Ansat i kommunen"),
                            ("supplier", "Ansat hos en leverandør"),
                            ("self_employed", "Selvstændig"),
                            ("company", "Ansat i virksomheden"),
                            ("school", "Ansat på uddannelsesstedet"),
                            ("volunteer", "Frivillig"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "profile",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("social", "Social mentor"),
                            ("company", "Virksomhedsmentor"),
                            ("education", "Uddannelsesmentor"),
                        ],
                        max_length=10,
                    ),
                ),
                ("sex", models.CharField(blank=True, choices=[("male", "Mand"), ("female", "Kvinde")], max_length=6)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("da", "Dansk"),
                                ("en", "Engelsk"),
                                ("ar", "Arabisk"),
                                ("bs", "Bosnisk, kroatisk eller serbisk"),
                                ("de", "Tysk"),
                                ("fa", "Farsi eller dari"),
                                ("ku", "Kurdisk"),
                                ("pl", "Polsk"),
                                ("ps", "Pashto"),
                                ("ro", "Rumænsk"),
                                ("ru", "Russisk"),
                                ("so", "Somali"),
                                ("ti", "Tigrinya"),
                                ("tr", "Tyrkisk"),
                                ("uk", "Ukrainsk"),
                                ("ur", "Urdu"),
                                ("vi", "Vietnamesisk"),
                            ],
                            max_length=2,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list, size=None
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("weekly_minutes", models.PositiveIntegerField()),
                ("secrecy_signed_on", models.DateField(null=True)),
                ("registration_key", models.CharField(max_length=100, null=True, unique=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "id"],
            },
        ),
        migrations.CreateModel(
            name="Competence",
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
                        ],
                        max_length=12,
                    ),
                ),
                ("known_on", models.DateField()),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="competences", to="corps.mentor"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="mentor",
            index=models.Index(fields=["jobcentre", "sort_key", "id"], name="corps_mentor_sorted"),
        ),
        migrations.AddConstraint(
            model_name="mentor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), ("registration_key__isnull", False), _connector="OR"
                ),
                name="corps_mentor_named_or_historic",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentor",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"),
                name="corps_mentor_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="mentor",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekly_minutes__lte", 10080)), name="corps_mentor_week"
            ),
        ),
        migrations.AddConstraint(
            model_name="mentor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["municipality", "supplier", "self_employed", "company", "school", "volunteer"])
                ),
                name="corps_mentor_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="competence",
            constraint=models.UniqueConstraint(fields=("mentor", "field"), name="corps_competence_once"),
        ),
        migrations.AddConstraint(
            model_name="competence",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", (1, 2, 3))), name="corps_competence_level"
            ),
        ),
    ]
