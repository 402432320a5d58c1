import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.grants.lists
import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("grants", "0006_complaint"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("access", "Aktindsigt"),
                            ("reasons", "Skriftlig begrundelse for en mundtlig afgørelse"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Venter på svar"), ("answered", "Besvaret")],
                        default=parloeb.domain.grants.states.RequestState["OPEN"],
                        max_length=10,
                    ),
                ),
                ("what", models.TextField()),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("page", "Skrevet på borgerens side"),
                            ("phone", "Sagt i telefonen"),
                            ("meeting", "Sagt ved en samtale"),
                            ("paper", "Modtaget på papir"),
                            ("mail", "Modtaget som mail"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField(null=True)),
                ("asked_on", models.DateField()),
                ("answer_by", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
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
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
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
                        condition=models.Q(models.Q(("what", ""), _negated=True), models.Q(("way", ""), _negated=True)),
                        name="grants_request_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on", None), ("kind", parloeb.domain.grants.lists.RequestKind["ACCESS"])),
                            models.Q(
                                ("asked_on__gte", models.F("decided_on")),
                                ("decided_on__isnull", False),
                                ("kind", parloeb.domain.grants.lists.RequestKind["REASONS"]),
                            ),
                            _connector="OR",
                        ),
                        name="grants_request_of_reasons_has_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", parloeb.domain.grants.states.RequestState["ANSWERED"]), _negated=True),
                            models.Q(
                                ("answered_on__gte", models.F("asked_on")),
                                ("answered_on__isnull", False),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grants_request_answered_has_answer",
                    ),
                ],
            },
        ),
    ]
