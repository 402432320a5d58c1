import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("correspondence", "0001_letter_and_outbox"),
        ("followup", "0001_closing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Talk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("held_on", models.DateField()),
                ("participants", models.CharField(max_length=300)),
                ("minutes", models.TextField()),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("go_on", "Fortsæt som aftalt"),
                            ("adjust", "Justér aftalen"),
                            ("extend", "Forlæng"),
                            ("phase_out", "Trap ned"),
                            ("end", "Afslut"),
                        ],
                        max_length=10,
                    ),
                ),
                ("decision_text", models.CharField(blank=True, max_length=500)),
                ("next_on", models.DateField(null=True)),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["held_on", "id"],
            },
        ),
        migrations.AddField(
            model_name="closing",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="closing",
            name="closed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="closing",
            name="letter",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correspondence.letter"
            ),
        ),
        migrations.AddField(
            model_name="closing",
            name="receiver",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="closing",
            name="receiver_acknowledged_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="closing",
            name="text",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_by", None),
                    models.Q(
                        ("closed_at__isnull", False), ("letter__isnull", False), models.Q(("reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="followup_live_closing_is_whole",
            ),
        ),
        migrations.AddField(
            model_name="talk",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="talk",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="talk",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_on", None), ("next_on__gt", models.F("held_on")), _connector="OR"),
                name="followup_talk_next_after",
            ),
        ),
    ]
