import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.matching.handing_over


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_disqualification"),
        ("matching", "0007_continuation"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Under skrivning"),
                            ("handed_over", "Klar til den nye mentor"),
                            ("acknowledged", "Læst af den nye mentor"),
                            ("overridden", "Tilsidesat af teamlederen"),
                        ],
                        default=parloeb.domain.matching.handing_over.State["DRAFT"],
                        max_length=12,
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("facts", models.JSONField(default=list)),
                ("health_agreed_on", models.DateField(null=True)),
                ("handed_over_at", models.DateTimeField(null=True)),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("overridden_at", models.DateTimeField(null=True)),
                ("overridden_because", models.CharField(blank=True, max_length=500)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "former",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
                (
                    "handed_over_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "overridden_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receiving",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="HandoverWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "author",
                    models.CharField(
                        choices=[
                            ("mentor", "Den tidligere mentor"),
                            ("coordinator", "Mentorkoordinatoren"),
                            ("citizen", "Borgeren"),
                        ],
                        max_length=11,
                    ),
                ),
                ("works", models.CharField(blank=True, max_length=1000)),
                ("avoid", models.CharField(blank=True, max_length=1000)),
                ("written_at", models.DateTimeField()),
                ("struck_at", models.DateTimeField(null=True)),
                (
                    "handover",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="words", to="matching.handover"
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
            },
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            parloeb.domain.matching.handing_over.State["DRAFT"],
                            parloeb.domain.matching.handing_over.State["HANDED_OVER"],
                        ),
                    )
                ),
                fields=("case",),
                name="matching_handover_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(fields=("receiving",), name="matching_handover_received_once"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                parloeb.domain.matching.handing_over.State["HANDED_OVER"],
                                parloeb.domain.matching.handing_over.State["ACKNOWLEDGED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(("handed_over_at__isnull", False), ("handed_over_by__isnull", False)),
                    _connector="OR",
                ),
                name="matching_handover_handed_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("acknowledged_at__isnull", False),
                        ("receiving__isnull", False),
                        ("state", parloeb.domain.matching.handing_over.State["ACKNOWLEDGED"]),
                    ),
                    models.Q(
                        models.Q(("state", parloeb.domain.matching.handing_over.State["ACKNOWLEDGED"]), _negated=True),
                        ("acknowledged_at", None),
                    ),
                    _connector="OR",
                ),
                name="matching_handover_read_by_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("overridden_at__isnull", False),
                        ("overridden_by__isnull", False),
                        ("state", parloeb.domain.matching.handing_over.State["OVERRIDDEN"]),
                        models.Q(("overridden_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", parloeb.domain.matching.handing_over.State["OVERRIDDEN"]), _negated=True),
                        ("overridden_at", None),
                        ("overridden_because", ""),
                        ("overridden_by", None),
                    ),
                    _connector="OR",
                ),
                name="matching_handover_overridden_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverwords",
            constraint=models.UniqueConstraint(fields=("handover", "author"), name="matching_handover_words_once"),
        ),
        migrations.AddConstraint(
            model_name="handoverwords",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("struck_at", None),
                        models.Q(
                            models.Q(("works", ""), _negated=True),
                            models.Q(("avoid", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("author", parloeb.domain.matching.handing_over.Author["CITIZEN"]),
                        ("avoid", ""),
                        ("struck_at__isnull", False),
                        ("works", ""),
                    ),
                    _connector="OR",
                ),
                name="matching_handover_words_or_struck",
            ),
        ),
    ]
