import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.agreements.lists
import parloeb.domain.agreements.states
import parloeb.domain.cases.ranges


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("matching", "0001_match"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("signing", "Til underskrift"),
                            ("signed", "Underskrevet af alle"),
                            ("replaced", "Erstattet af en ny aftale"),
                            ("dropped", "Slettet"),
                        ],
                        default=parloeb.domain.agreements.states.State["DRAFT"],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("goal_own_words", models.TextField(blank=True)),
                ("goal", models.TextField(blank=True)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("minutes_per_week", models.PositiveIntegerField(null=True)),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("twice_a_week", "To gange om ugen"),
                            ("weekly", "Hver uge"),
                            ("fortnightly", "Hver anden uge"),
                            ("monthly", "Hver måned"),
                            ("as_needed", "Efter behov"),
                        ],
                        max_length=12,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                (
                    "tasks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("economy", "Økonomi: regninger, budget, betalingsaftaler"),
                                ("housing", "Bolig"),
                                ("lawyer_court", "Følge med til advokat eller ret"),
                                ("treatment", "Kontakt til behandling"),
                                ("illness_talk", "Samtale om egen sygdom"),
                                ("family_talk", "Samtale om familie og fagfolk"),
                                ("going_along", "Følge med til læge, kommune eller tandlæge"),
                                ("fetching", "Hente og bringe"),
                                ("digital", "Hjælp med computer og digital selvbetjening"),
                                ("post", "Læse post"),
                                ("hygiene", "Hygiejne og udseende"),
                                ("morning", "Komme op og få struktur på dagen"),
                                ("transport", "Offentlig transport"),
                                ("employer", "Kontakt til og råd til arbejdsgiver"),
                                ("diagnoses", "Information til arbejdsgiver om diagnoser"),
                                ("job_search", "Jobsøgning"),
                                ("interviews", "Deltage i jobsamtaler"),
                                ("company_talks", "Samtaler mellem borger og virksomhed"),
                                ("appointments", "Holde aftaler"),
                                ("preparing", "Forberedelse til arbejde"),
                                ("work_aftercare", "Efterværn på arbejdspladsen"),
                                ("colleagues", "Samtaler med kolleger"),
                            ],
                            max_length=14,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("reporting", models.TextField(blank=True)),
                ("phase_out", models.TextField(blank=True)),
                ("drafted_at", models.DateTimeField()),
                ("presented_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("in_force_from", models.DateField(null=True)),
                ("in_force_to", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced",
                        to="agreements.agreement",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(blank=True, max_length=300)),
                ("we_will_see", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField(null=True)),
                (
                    "support",
                    models.CharField(
                        choices=[
                            ("together", "Sammen med mentoren"),
                            ("beside", "Med mentoren ved siden af"),
                            ("alone", "Alene"),
                        ],
                        default=parloeb.domain.agreements.lists.Support["TOGETHER"],
                        max_length=8,
                    ),
                ),
                ("is_standing", models.BooleanField(default=False)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="goals", to="agreements.agreement"
                    ),
                ),
            ],
            options={
                "ordering": ["agreement", "is_standing", "position"],
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "party",
                    models.CharField(
                        choices=[("citizen", "Borgeren"), ("mentor", "Mentoren"), ("caseworker", "Sagsbehandleren")],
                        max_length=10,
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("self", "Selv"),
                            ("on_behalf", "Sagsbehandleren på borgerens vegne"),
                            ("paper", "Borgeren selv, på papir"),
                        ],
                        default=parloeb.domain.agreements.lists.Way["SELF"],
                        max_length=9,
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("voided_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "signed_by",
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
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", parloeb.domain.agreements.states.State["DROPPED"]), _negated=True),
                fields=("match", "edition"),
                name="agreements_edition_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            parloeb.domain.agreements.states.State["DRAFT"],
                            parloeb.domain.agreements.states.State["SIGNING"],
                        ),
                    )
                ),
                fields=("match",),
                name="agreements_one_open_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            parloeb.domain.agreements.states.State["DRAFT"],
                            parloeb.domain.agreements.states.State["DROPPED"],
                        ],
                    ),
                    models.Q(
                        ("first_day__isnull", False),
                        ("last_day__isnull", False),
                        ("minutes_per_week__isnull", False),
                        ("last_day__gte", models.F("first_day")),
                        ("minutes_per_week__gt", 0),
                        ("presented_at__isnull", False),
                        models.Q(("goal_own_words", ""), _negated=True),
                        models.Q(("goal", ""), _negated=True),
                        models.Q(("rhythm", ""), _negated=True),
                        models.Q(("tasks", []), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreements_presented_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("signed_at__isnull", False),
                        (
                            "state__in",
                            (
                                parloeb.domain.agreements.states.State["SIGNED"],
                                parloeb.domain.agreements.states.State["REPLACED"],
                            ),
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "state__in",
                                (
                                    parloeb.domain.agreements.states.State["SIGNED"],
                                    parloeb.domain.agreements.states.State["REPLACED"],
                                ),
                            ),
                            _negated=True,
                        ),
                        ("in_force_from", None),
                        ("in_force_to", None),
                        ("signed_at", None),
                    ),
                    _connector="OR",
                ),
                name="agreements_concluded_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("in_force_from", None),
                        ("in_force_to", None),
                        models.Q(("state", parloeb.domain.agreements.states.State["SIGNED"]), _negated=True),
                    ),
                    models.Q(
                        ("in_force_from__gte", models.F("first_day")),
                        ("in_force_from__isnull", False),
                        ("in_force_to__gte", models.F("in_force_from")),
                        ("in_force_to__isnull", False),
                        ("in_force_to__lte", models.F("last_day")),
                    ),
                    _connector="OR",
                ),
                name="agreements_in_force_within_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("replaced_by__isnull", False), ("state", parloeb.domain.agreements.states.State["REPLACED"])
                    ),
                    models.Q(
                        models.Q(("state", parloeb.domain.agreements.states.State["REPLACED"]), _negated=True),
                        ("replaced_by", None),
                    ),
                    _connector="OR",
                ),
                name="agreements_replaced_by_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("in_force_from__isnull", False)),
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("case_id")), "&&"),
                    (parloeb.domain.cases.ranges.Days(models.F("in_force_from"), models.F("in_force_to")), "&&"),
                ],
                name="agreements_no_two_at_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(fields=("agreement", "position"), name="agreements_goal_once"),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_standing", True)), fields=("agreement",), name="agreements_one_standing_goal"
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)),
                fields=("agreement", "party"),
                name="agreements_party_signs_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way", parloeb.domain.agreements.lists.Way["SELF"]),
                    models.Q(
                        ("party", parloeb.domain.agreements.lists.Party["CITIZEN"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="agreements_only_for_the_citizen_with_a_reason",
            ),
        ),
    ]
