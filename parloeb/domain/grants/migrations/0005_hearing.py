import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0003_hearing_and_complaint_letters"),
        ("grants", "0004_grant_has_its_moments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Venter på borgerens svar"),
                            ("answered", "Besvaret"),
                            ("closed", "Afsluttet uden svar"),
                            ("withdrawn", "Fortrudt"),
                        ],
                        default=parloeb.domain.grants.states.HearingState["OPEN"],
                        max_length=10,
                    ),
                ),
                ("facts", models.TextField()),
                ("answer_by", models.DateField()),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("answer", models.TextField(blank=True)),
                (
                    "answer_way",
                    models.CharField(
                        blank=True,
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
                ("answered_on", models.DateField(null=True)),
                ("written_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="grants.grant"
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correspondence.letter"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", parloeb.domain.grants.states.HearingState["OPEN"])),
                        fields=("grant",),
                        name="grants_one_open_hearing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("facts", ""), _negated=True), ("answer_by__gt", models.F("opened_on"))
                        ),
                        name="grants_hearing_has_facts_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", parloeb.domain.grants.states.HearingState["ANSWERED"]), _negated=True),
                            models.Q(
                                ("answered_on__gte", models.F("opened_on")),
                                ("written_at__isnull", False),
                                ("written_by__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("answer_way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="grants_hearing_answered_has_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        parloeb.domain.grants.states.HearingState["CLOSED"],
                                        parloeb.domain.grants.states.HearingState["WITHDRAWN"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="grants_hearing_closed_has_moment",
                    ),
                ],
            },
        ),
    ]
