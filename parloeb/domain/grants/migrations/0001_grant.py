import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.cases.ranges
import parloeb.domain.grants.states


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("correspondence", "0001_letter_and_outbox"),
        ("people", "0002_organisation_contact"),
        ("referrals", "0001_referral"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("submitted", "Forelagt teamlederen"),
                            ("granted", "Bevilget"),
                            ("refused", "Afslået"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default=parloeb.domain.grants.states.State["DRAFT"],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LAB_167_1", "LAB § 167, stk. 1"),
                            ("LAB_167_2", "LAB § 167, stk. 2 (udskrivning fra psykiatrisk indlæggelse)"),
                            ("LAB_167_3", "LAB § 167, stk. 3 (start på uddannelse)"),
                            ("INT_23d", "Integrationsloven § 23 d"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "target_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Nr. 1: dagpengemodtager"),
                            ("2", "Nr. 2: jobparat kontanthjælpsmodtager"),
                            ("3", "Nr. 3: aktivitetsparat kontanthjælpsmodtager"),
                            ("4", "Nr. 4: uddannelsesparat under 30 uden uddannelse"),
                            ("5", "Nr. 5: aktivitetsparat under 30 uden uddannelse"),
                            ("6", "Nr. 6: sygedagpengemodtager"),
                            ("7", "Nr. 7: i jobafklaringsforløb"),
                            ("8", "Nr. 8: i ressourceforløb"),
                            ("9", "Nr. 9: visiteret til fleksjob m.fl."),
                            ("10", "Nr. 10: revalidend"),
                            ("11", "Nr. 11: førtidspensionist"),
                            ("12", "Nr. 12: selvforsørgende ledig"),
                            ("13", "Nr. 13: ung under 18 med behov for indsats"),
                            ("none", "Ikke i en målgruppe efter § 6"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("activities", "Aktiviteter"),
                            ("offers", "Tilbud"),
                            ("ordinary_education", "Ordinær uddannelse"),
                            ("fleksjob", "Fleksjob"),
                            ("ordinary_work", "Ordinært arbejde"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decisive_reason", models.TextField(blank=True)),
                ("reason_text", models.TextField(blank=True)),
                ("assessment", models.TextField(blank=True)),
                ("adverse_new_facts", models.BooleanField(default=False)),
                ("hearing_done_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_as", models.CharField(blank=True, max_length=20)),
                ("basis", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="correspondence.letter",
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="referrals.referral"
                    ),
                ),
                (
                    "submitted_by",
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
            },
        ),
        migrations.CreateModel(
            name="GrantHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_day", models.DateField()),
                ("minutes_per_week", models.PositiveIntegerField()),
                (
                    "grant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="grants.grant"
                    ),
                ),
            ],
            options={
                "ordering": ["grant", "first_day"],
            },
        ),
        migrations.CreateModel(
            name="LocalPower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("caseworker", "caseworker"),
                            ("team_leader", "team_leader"),
                            ("coordinator", "coordinator"),
                            ("mentor", "mentor"),
                            ("supplier_admin", "supplier_admin"),
                            ("company_contact", "company_contact"),
                            ("citizen", "citizen"),
                            ("controller", "controller"),
                            ("evaluator", "evaluator"),
                            ("log_reviewer", "log_reviewer"),
                            ("administrator", "administrator"),
                            ("system", "system"),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_day", models.DateField()),
                ("periods", models.PositiveSmallIntegerField()),
                ("months", models.PositiveSmallIntegerField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["jobcentre", "role", "first_day"],
            },
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_day", None), ("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="grants_last_day_after_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.State["GRANTED"]), _negated=True),
                    models.Q(("first_day__isnull", False), ("last_day__isnull", False)),
                    _connector="OR",
                ),
                name="grants_granted_has_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                parloeb.domain.grants.states.State["GRANTED"],
                                parloeb.domain.grants.states.State["REFUSED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("letter__isnull", False),
                        models.Q(("decided_as", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_decided_has_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.State["REFUSED"]), _negated=True),
                    models.Q(("reason_text", ""), _negated=True),
                    _connector="OR",
                ),
                name="grants_refused_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [parloeb.domain.grants.states.State["DRAFT"], parloeb.domain.grants.states.State["SUBMITTED"]],
                    )
                ),
                fields=("case",),
                name="grants_one_open_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("state", parloeb.domain.grants.states.State["GRANTED"])),
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("case_id")), "&&"),
                    (parloeb.domain.cases.ranges.Days(models.F("first_day"), models.F("last_day")), "&&"),
                ],
                name="grants_no_two_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="granthours",
            constraint=models.UniqueConstraint(fields=("grant", "first_day"), name="grants_hours_from_a_day_once"),
        ),
        migrations.AddConstraint(
            model_name="granthours",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes_per_week__gt", 0), ("minutes_per_week__lte", 2220)),
                name="grants_hours_of_a_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="localpower",
            constraint=models.UniqueConstraint(
                fields=("jobcentre", "role", "first_day"), name="grants_power_from_a_day_once"
            ),
        ),
    ]
