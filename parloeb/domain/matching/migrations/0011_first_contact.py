import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.matching.lists
import parloeb.domain.matching.states


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_disqualification"),
        ("matching", "0010_digest_choice"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ContactChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("side", models.CharField(choices=[("citizen", "Borgeren"), ("mentor", "Mentoren")], max_length=7)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("phone", "Ring"),
                            ("message", "Skriv en sms"),
                            ("email", "Skriv en e-mail"),
                            ("municipality", "Gennem kommunen"),
                        ],
                        max_length=12,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=254)),
                ("written_at", models.DateTimeField()),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="matching.contactchoice",
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
                        condition=models.Q(("replaces", None)),
                        fields=("match", "side"),
                        name="matching_contact_begins_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side__in", ["citizen", "mentor"]),
                            ("way__in", ["phone", "message", "email", "municipality"]),
                        ),
                        name="matching_contact_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("detail", ""), ("way", parloeb.domain.matching.lists.ContactWay["MUNICIPALITY"])),
                            models.Q(
                                models.Q(
                                    ("way", parloeb.domain.matching.lists.ContactWay["MUNICIPALITY"]), _negated=True
                                ),
                                models.Q(("detail", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="matching_contact_has_detail",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FirstMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("unplanned", "Ikke aftalt"), ("planned", "Aftalt"), ("cancelled", "Aflyst")],
                        max_length=9,
                    ),
                ),
                ("day", models.DateField()),
                ("clock", models.TimeField()),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("coffee", "Kaffe eller te sammen"),
                            ("walk", "En gåtur"),
                            ("office", "Et møde hos kommunen"),
                            ("home", "Hjemme hos borgeren"),
                            ("phone", "En samtale i telefonen"),
                            ("other", "Noget andet"),
                        ],
                        max_length=6,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200)),
                ("others", models.CharField(blank=True, max_length=200)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("written_at", models.DateTimeField()),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="matching.firstmeeting",
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
                        condition=models.Q(("replaces", None)),
                        fields=("match",),
                        name="matching_first_meeting_begins_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form__in", ["coffee", "walk", "office", "home", "phone", "other"]),
                            (
                                "state__in",
                                [
                                    parloeb.domain.matching.states.PlanState["PLANNED"],
                                    parloeb.domain.matching.states.PlanState["CANCELLED"],
                                ],
                            ),
                        ),
                        name="matching_first_meeting_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form", parloeb.domain.matching.lists.MeetingForm["PHONE"]),
                            models.Q(("place", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="matching_first_meeting_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", parloeb.domain.matching.states.PlanState["CANCELLED"]),
                            ("why", ""),
                            _connector="OR",
                        ),
                        name="matching_first_meeting_why_cancelled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", parloeb.domain.matching.states.PlanState["PLANNED"]),
                            ("replaces__isnull", False),
                            _connector="OR",
                        ),
                        name="matching_first_meeting_planned_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordsToMentor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("words", models.CharField(blank=True, max_length=1000)),
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
                ("told_on", models.DateField()),
                ("written_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "match",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="matching.match"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="matching.wordstomentor",
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
                        condition=models.Q(("replaces", None)),
                        fields=("case",),
                        name="matching_words_to_mentor_begin_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at", None), models.Q(("words", ""), _negated=True)),
                            models.Q(("read_at", None), ("taken_back_at__isnull", False), ("words", "")),
                            _connector="OR",
                        ),
                        name="matching_words_to_mentor_or_gone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("read_at", None), ("match__isnull", False), _connector="OR"),
                        name="matching_words_read_by_a_mentor",
                    ),
                ],
            },
        ),
    ]
