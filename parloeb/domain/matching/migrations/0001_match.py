import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.cases.ranges
import parloeb.domain.matching.states


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("corps", "0001_mentor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Match",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Foreslået"),
                            ("asked", "Mentoren er spurgt"),
                            ("declined", "Mentoren sagde nej"),
                            ("withdrawn", "Trukket tilbage"),
                            ("accepted", "Mentoren har sagt ja"),
                            ("met", "De har mødtes"),
                            ("confirmed", "Begge vil fortsætte"),
                            ("running", "I gang"),
                            ("ended", "Slut"),
                        ],
                        default=parloeb.domain.matching.states.State["PROPOSED"],
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=500)),
                ("area", models.CharField(blank=True, max_length=100)),
                (
                    "language",
                    models.CharField(
                        blank=True,
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
                ),
                ("proposed_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(null=True)),
                ("answer_by", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_time", "Jeg har ikke tid lige nu"),
                            ("too_far", "Det er for langt væk"),
                            ("not_my_field", "Jeg kan ikke det, der er brug for"),
                            ("knows_citizen", "Jeg kender borgeren privat"),
                            ("better_odds", "Jeg har brug for et forløb med bedre odds"),
                            ("other", "Andet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("decline_text", models.CharField(blank=True, max_length=500)),
                ("met_on", models.DateField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                (
                    "ended_by",
                    models.CharField(
                        blank=True,
                        choices=[("citizen", "Borgeren"), ("mentor", "Mentoren"), ("authority", "Kommunen")],
                        max_length=9,
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("course_ended", "Forløbet er slut"),
                            ("citizen_wish", "Borgeren ønskede en anden mentor"),
                            ("mentor_wish", "Mentoren ønskede at stoppe"),
                            ("mentor_left", "Mentoren er holdt op"),
                            ("no_fit", "De passede ikke sammen"),
                            ("other", "Andet"),
                        ],
                        max_length=12,
                    ),
                ),
                ("end_text", models.CharField(blank=True, max_length=500)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "mentor",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="corps.mentor"),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    parloeb.domain.matching.states.State["PROPOSED"],
                                    parloeb.domain.matching.states.State["WITHDRAWN"],
                                ],
                            ),
                            models.Q(("answer_by__isnull", False), ("asked_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="matching_asked_has_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", parloeb.domain.matching.states.State["DECLINED"]), _negated=True),
                            models.Q(("decline_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="matching_declined_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    (
                                        parloeb.domain.matching.states.State["ACCEPTED"],
                                        parloeb.domain.matching.states.State["MET"],
                                        parloeb.domain.matching.states.State["CONFIRMED"],
                                        parloeb.domain.matching.states.State["RUNNING"],
                                    ),
                                ),
                                _negated=True,
                            ),
                            ("first_day__isnull", False),
                            _connector="OR",
                        ),
                        name="matching_binding_has_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", parloeb.domain.matching.states.State["ENDED"]), _negated=True),
                            models.Q(
                                ("first_day__isnull", False),
                                ("last_day__gte", models.F("first_day")),
                                models.Q(("end_reason", ""), _negated=True),
                                models.Q(("ended_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matching_ended_has_day_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        parloeb.domain.matching.states.State["WITHDRAWN"],
                                        parloeb.domain.matching.states.State["ENDED"],
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="matching_closed_has_moment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    parloeb.domain.matching.states.State["PROPOSED"],
                                    parloeb.domain.matching.states.State["ASKED"],
                                ),
                            )
                        ),
                        fields=("case",),
                        name="matching_one_open_question",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    parloeb.domain.matching.states.State["ACCEPTED"],
                                    parloeb.domain.matching.states.State["MET"],
                                    parloeb.domain.matching.states.State["CONFIRMED"],
                                    parloeb.domain.matching.states.State["RUNNING"],
                                    parloeb.domain.matching.states.State["ENDED"],
                                ],
                            )
                        ),
                        expressions=[
                            (parloeb.domain.cases.ranges.OneOf(models.F("case_id")), "&&"),
                            (parloeb.domain.cases.ranges.Days(models.F("first_day"), models.F("last_day")), "&&"),
                        ],
                        name="matching_no_two_at_once",
                    ),
                ],
            },
        ),
    ]
