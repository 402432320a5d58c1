import uuid
from datetime import timedelta

import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.cases.ranges
import parloeb.domain.visits.ranges


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("corps", "0001_mentor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("home_minutes", models.PositiveSmallIntegerField(default=0)),
                ("work_minutes", models.PositiveSmallIntegerField(default=0)),
                ("contact_minutes", models.PositiveSmallIntegerField(default=0)),
                ("other_minutes", models.PositiveSmallIntegerField(default=0)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("held", "Afholdt"), ("no_show", "Udeblivelse"), ("late_cancel", "Sent afbud")],
                        default="held",
                        max_length=11,
                    ),
                ),
                (
                    "cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("ill", "Sygdom"),
                            ("forgot", "Glemt aftalen"),
                            ("no_answer", "Åbnede ikke eller svarede ikke"),
                            ("other_appointment", "Anden aftale"),
                            ("transport", "Kunne ikke komme frem"),
                            ("did_not_wish", "Ønskede ikke besøget"),
                            ("mentor", "Mentoren kunne ikke"),
                            ("not_known", "Ukendt"),
                        ],
                        max_length=17,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("is_shared", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "Registreret"),
                            ("confirmed", "Bekræftet af borgeren"),
                            ("questioned", "Borgeren er i tvivl"),
                            ("replaced", "Rettet"),
                        ],
                        default="registered",
                        max_length=10,
                    ),
                ),
                ("state_at", models.DateTimeField(null=True)),
                ("question", models.TextField(blank=True)),
                ("registered_at", models.DateTimeField()),
                ("is_late", models.BooleanField(default=False)),
                ("client_key", models.UUIDField(null=True, unique=True)),
                ("registration_key", models.CharField(max_length=100, null=True, unique=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "mentor",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="corps.mentor"),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="visits.visit",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("home", "I hjemmet"),
                            ("workplace", "På arbejds- eller uddannelsesstedet"),
                            ("office", "Hos kommunen eller på kontoret"),
                            ("phone", "Telefon"),
                            ("message", "Besked"),
                            ("video", "Video"),
                            ("elsewhere", "Et andet sted"),
                            ("transport", "Transport sammen med borgeren"),
                            ("preparation", "Forberedelse"),
                        ],
                        max_length=11,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="segments", to="visits.visit"
                    ),
                ),
            ],
            options={
                "ordering": ["visit", "position"],
            },
        ),
        migrations.CreateModel(
            name="InternalTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("team", "Teammøde"),
                            ("sparring", "Sparring og supervision"),
                            ("administration", "Administration"),
                            ("training", "Kursus og oplæring"),
                        ],
                        max_length=14,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("registered_at", models.DateTimeField()),
                (
                    "mentor",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="corps.mentor"),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["day", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("mentor", "day", "kind"), name="visits_internal_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("minutes__lte", 1440)), name="visits_internal_minutes"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SegmentTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "topic",
                    models.CharField(
                        choices=[
                            ("everyday", "Hverdagen"),
                            ("employment", "Arbejde og job"),
                            ("education", "Uddannelse"),
                            ("health", "Helbred og behandling"),
                            ("authorities", "Myndigheder"),
                            ("economy", "Økonomi"),
                            ("housing", "Bolig"),
                            ("family", "Familie"),
                            ("other", "Andet"),
                        ],
                        max_length=11,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "segment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="topics", to="visits.segment"
                    ),
                ),
            ],
            options={
                "ordering": ["segment", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("segment", "topic"), name="visits_topic_once"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0), ("minutes__lte", 1440)), name="visits_topic_minutes"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["case", "starts_at"], name="visits_visit_of_case"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["mentor", "starts_at"], name="visits_visit_of_mentor"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["starts_at"], name="visits_visit_started"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "minutes",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("home_minutes"), "+", models.F("work_minutes")
                                ),
                                "+",
                                models.F("contact_minutes"),
                            ),
                            "+",
                            models.F("other_minutes"),
                        ),
                    )
                ),
                name="visits_visit_adds_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__lte", 1440)), name="visits_visit_within_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "ends_at",
                        models.ExpressionWrapper(
                            django.db.models.expressions.CombinedExpression(
                                models.F("starts_at"),
                                "+",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("minutes"), "*", models.Value(timedelta(seconds=60))
                                ),
                            ),
                            output_field=models.DateTimeField(),
                        ),
                    )
                ),
                name="visits_visit_ends_after_its_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cause", ""), ("minutes__gt", 0), ("outcome", "held")),
                    models.Q(
                        models.Q(("outcome", "held"), _negated=True),
                        ("minutes", 0),
                        models.Q(("cause", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="visits_visit_held_has_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "registered"),
                    models.Q(
                        (
                            "state__in",
                            [
                                "registered",
                                "confirmed",
                                "questioned",
                                "replaced",
                            ],
                        ),
                        ("state_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="visits_visit_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "questioned"), _negated=True),
                    models.Q(("question", ""), _negated=True),
                    _connector="OR",
                ),
                name="visits_visit_question",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("registered_by__isnull", False), ("registration_key__isnull", False), _connector="OR"
                ),
                name="visits_visit_has_a_source",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(
                    ("is_shared", False),
                    models.Q(("state", "replaced"), _negated=True),
                ),
                expressions=[
                    (parloeb.domain.cases.ranges.OneOf(models.F("mentor_id")), "&&"),
                    (parloeb.domain.visits.ranges.Minutes(models.F("starts_at"), models.F("ends_at")), "&&"),
                ],
                name="visits_one_mentor_one_minute",
            ),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.UniqueConstraint(fields=("visit", "position"), name="visits_segment_once"),
        ),
        migrations.AddConstraint(
            model_name="segment",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gt", 0), ("minutes__lte", 1440)), name="visits_segment_minutes"
            ),
        ),
    ]
