import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.matching.states


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0008_handover"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("asked_by", models.CharField(choices=[("citizen", "Borgeren"), ("mentor", "Mentoren")], max_length=7)),
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
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("chemistry", "Vi passer ikke sammen"),
                            ("times", "Tiderne passer ikke"),
                            ("place", "Det er for langt væk, eller stedet passer ikke"),
                            ("needs", "Der er brug for noget andet, end mentoren kan"),
                            ("contact", "Vi får ikke den kontakt, vi har aftalt"),
                            ("safety", "Jeg er ikke tryg"),
                            ("life", "Der er sket noget i mit liv"),
                            ("other", "Andet"),
                        ],
                        max_length=9,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Venter på svar"),
                            ("searching", "Der ledes efter en ny mentor, og de fortsætter imens"),
                            ("settled", "De fortsætter sammen"),
                            ("parted", "Matchet er slut"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default=parloeb.domain.matching.states.ChangeState["ASKED"],
                        max_length=9,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    parloeb.domain.matching.states.ChangeState["ASKED"],
                                    parloeb.domain.matching.states.ChangeState["SEARCHING"],
                                ),
                            )
                        ),
                        fields=("match", "asked_by"),
                        name="matching_one_open_change",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        parloeb.domain.matching.states.ChangeState["SEARCHING"],
                                        parloeb.domain.matching.states.ChangeState["SETTLED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            models.Q(
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matching_change_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None),
                                (
                                    "state__in",
                                    (
                                        parloeb.domain.matching.states.ChangeState["ASKED"],
                                        parloeb.domain.matching.states.ChangeState["SEARCHING"],
                                    ),
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        (
                                            parloeb.domain.matching.states.ChangeState["ASKED"],
                                            parloeb.domain.matching.states.ChangeState["SEARCHING"],
                                        ),
                                    ),
                                    _negated=True,
                                ),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="matching_change_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_by__gte", models.F("asked_on"))), name="matching_change_deadline"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by__in", ["citizen", "mentor"])), name="matching_change_side"
                    ),
                ],
            },
        ),
    ]
