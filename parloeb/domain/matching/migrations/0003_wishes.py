import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_disqualification"),
        ("matching", "0002_decline_reason_as_long_as_its_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Wishes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("told_on", models.DateField()),
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
                ("sex", models.CharField(blank=True, choices=[("male", "Mand"), ("female", "Kvinde")], max_length=6)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                (
                    "musts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[("sex", "Køn"), ("kinds", "Ansættelse"), ("areas", "Område")], max_length=5
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("words", models.TextField(blank=True)),
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
                        related_name="replaced_by",
                        to="matching.wishes",
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
                    models.UniqueConstraint(
                        condition=models.Q(("replaces", None)), fields=("case",), name="matching_wishes_begin_once"
                    )
                ],
            },
        ),
    ]
