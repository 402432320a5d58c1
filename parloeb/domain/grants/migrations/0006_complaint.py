import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0003_hearing_and_complaint_letters"),
        ("grants", "0005_hearing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "Modtaget"),
                            ("late", "Modtaget efter fristen"),
                            ("maintained", "Afgørelsen er fastholdt"),
                            ("changed", "Sagen afgøres på ny"),
                            ("sent_on", "Sendt til Ankestyrelsen"),
                            ("answered", "Afgjort af Ankestyrelsen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField()),
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
                ("received_on", models.DateField()),
                ("received_at", models.DateTimeField()),
                ("last_day", models.DateField(null=True)),
                ("reconsider_by", models.DateField()),
                ("accepted_reason", models.TextField(blank=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("reasons", models.TextField(blank=True)),
                ("reconsidered_at", models.DateTimeField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("upheld", "Afgørelsen står ved magt"),
                            ("altered", "Afgørelsen er ændret"),
                            ("returned", "Sagen skal behandles igen"),
                            ("dismissed", "Klagen er afvist"),
                        ],
                        max_length=10,
                    ),
                ),
                ("outcome_on", models.DateField(null=True)),
                ("outcome_text", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="hearing",
            name="grants_hearing_answered_has_answer",
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.HearingState["ANSWERED"]), _negated=True),
                    models.Q(
                        ("answered_on__gte", models.F("opened_on")),
                        ("answered_on__isnull", False),
                        ("written_at__isnull", False),
                        ("written_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("answer_way", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_hearing_answered_has_answer",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="accepted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="confirmation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correspondence.letter"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="grant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="complaints", to="grants.grant"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="letter",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correspondence.letter"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="new_grant",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.grant"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="received_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="reconsidered_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            parloeb.domain.grants.states.ComplaintState["RECEIVED"],
                            parloeb.domain.grants.states.ComplaintState["LATE"],
                            parloeb.domain.grants.states.ComplaintState["MAINTAINED"],
                            parloeb.domain.grants.states.ComplaintState["SENT_ON"],
                        ),
                    )
                ),
                fields=("grant",),
                name="grants_one_complaint_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("text", ""), _negated=True), models.Q(("way", ""), _negated=True)),
                name="grants_complaint_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day", None),
                    ("received_on__lte", models.F("last_day")),
                    models.Q(("accepted_reason", ""), _negated=True),
                    (
                        "state__in",
                        [
                            parloeb.domain.grants.states.ComplaintState["LATE"],
                            parloeb.domain.grants.states.ComplaintState["SENT_ON"],
                            parloeb.domain.grants.states.ComplaintState["ANSWERED"],
                        ],
                    ),
                    _connector="OR",
                ),
                name="grants_complaint_late_is_accepted_or_sent_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                parloeb.domain.grants.states.ComplaintState["MAINTAINED"],
                                parloeb.domain.grants.states.ComplaintState["CHANGED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(
                        ("reconsidered_at__isnull", False),
                        ("reconsidered_by__isnull", False),
                        models.Q(("reasons", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_complaint_reconsidered_has_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.ComplaintState["CHANGED"]), _negated=True),
                    ("new_grant__isnull", False),
                    _connector="OR",
                ),
                name="grants_complaint_changed_has_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                parloeb.domain.grants.states.ComplaintState["SENT_ON"],
                                parloeb.domain.grants.states.ComplaintState["ANSWERED"],
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(("sent_on__gte", models.F("received_on")), ("sent_on__isnull", False)),
                    _connector="OR",
                ),
                name="grants_complaint_sent_on_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.ComplaintState["ANSWERED"]), _negated=True),
                    models.Q(
                        ("outcome_on__gte", models.F("sent_on")),
                        ("outcome_on__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_complaint_answered_has_outcome",
            ),
        ),
    ]
