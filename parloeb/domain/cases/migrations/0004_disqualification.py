import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_note"),
        ("people", "0005_local_setting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Disqualification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("relative", "Borgeren er i familie med mig eller står mig nær"),
                            ("interest", "Jeg har selv en interesse i, hvordan sagen ender"),
                            ("other", "Andet kan rejse tvivl om, at jeg er upartisk"),
                        ],
                        max_length=10,
                    ),
                ),
                ("declared_at", models.DateTimeField()),
                ("lifted_because", models.TextField(blank=True)),
                ("lifted_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="relation",
            name="cases_relation_to_one",
        ),
        migrations.AlterField(
            model_name="relation",
            name="kind",
            field=models.CharField(
                choices=[
                    ("citizen", "citizen"),
                    ("caseworker", "caseworker"),
                    ("team", "team"),
                    ("coordination", "coordination"),
                    ("mentor", "mentor"),
                    ("supplier", "supplier"),
                    ("control", "control"),
                    ("disqualified", "disqualified"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["citizen", "caseworker", "mentor", "disqualified"]),
                        ("organisation", None),
                        ("team", None),
                        ("user__isnull", False),
                    ),
                    models.Q(("kind__in", ["team"]), ("organisation", None), ("team__isnull", False), ("user", None)),
                    models.Q(
                        ("kind__in", ["coordination", "supplier", "control"]),
                        ("organisation__isnull", False),
                        ("team", None),
                        ("user", None),
                    ),
                    _connector="OR",
                ),
                name="cases_relation_to_one",
            ),
        ),
        migrations.AddField(
            model_name="disqualification",
            name="lifted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="disqualification",
            name="relation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.relation"
            ),
        ),
        migrations.AddConstraint(
            model_name="disqualification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lifted_at", None), ("lifted_because", ""), ("lifted_by", None)),
                    models.Q(
                        ("lifted_at__isnull", False),
                        ("lifted_by__isnull", False),
                        models.Q(("lifted_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="cases_lifted_has_reason",
            ),
        ),
    ]
