import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="people_user_email_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("jobcentre", "jobcenter"),
                            ("supplier", "leverandør"),
                            ("company", "virksomhed"),
                            ("school", "uddannelsessted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("cvr", models.CharField(blank=True, max_length=8)),
                (
                    "organisation_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_house", "i jobcentret"),
                            ("other_municipal_unit", "anden kommunal enhed"),
                            ("supplier", "leverandør"),
                        ],
                        max_length=20,
                    ),
                ),
                ("agreed_places", models.PositiveIntegerField(null=True)),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "jobcentre")),
                        fields=("name",),
                        name="people_jobcentre_name_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
            },
        ),
        migrations.CreateModel(
            name="RoleAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("caseworker", "Sagsbehandler"),
                            ("team_leader", "Teamleder"),
                            ("coordinator", "Mentorkoordinator"),
                            ("mentor", "Mentor"),
                            ("supplier_admin", "Leverandøradministrator"),
                            ("company_contact", "Virksomhedskontakt"),
                            ("citizen", "Borger"),
                            ("controller", "Controller"),
                            ("evaluator", "Evaluator"),
                            ("log_reviewer", "Logkontrollant"),
                            ("administrator", "Systemadministrator"),
                        ],
                        max_length=20,
                    ),
                ),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Citizen",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("sort_key", models.CharField(blank=True, db_collation="C", max_length=400)),
                ("search_key", models.CharField(blank=True, db_collation="C", max_length=400)),
                ("cpr_sealed", models.BinaryField(null=True)),
                ("cpr_index", models.BinaryField(max_length=32, null=True, unique=True)),
                ("address_sealed", models.BinaryField(null=True)),
                ("born_on", models.DateField(null=True)),
                (
                    "sex",
                    models.CharField(blank=True, choices=[("male", "mand"), ("female", "kvinde")], max_length=10),
                ),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("is_protected", models.BooleanField(default=False)),
                ("registration_key", models.CharField(max_length=100, null=True, unique=True)),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "id"],
                "indexes": [models.Index(fields=["sort_key", "id"], name="people_citizen_sorted")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cpr_index__isnull", True), ("cpr_sealed__isnull", True)),
                            models.Q(("cpr_index__isnull", False), ("cpr_sealed__isnull", False)),
                            _connector="OR",
                        ),
                        name="people_citizen_cpr_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            ("registration_key__isnull", False),
                            _connector="OR",
                        ),
                        name="people_citizen_named_or_historic",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("jobcentre", "name"), name="people_team_name_once"),
        ),
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day__isnull", True), ("last_day__gte", models.F("first_day")), _connector="OR"
                ),
                name="people_assignment_days",
            ),
        ),
    ]
