import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_settings_of_aftercare"),
    ]

    operations = [
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(choices=[("party", "Partsrepræsentant"), ("guardian", "Værge")], max_length=10),
                ),
                (
                    "receives",
                    models.CharField(
                        choices=[("decisions", "Afgørelser, høringer og svar på klager"), ("all", "Alle breve")],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("address_sealed", models.BinaryField(null=True)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("is_protected", models.BooleanField(default=False)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField(null=True)),
                ("registered_at", models.DateTimeField()),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.citizen"
                    ),
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
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_day", None), ("last_day__gte", models.F("first_day")), _connector="OR"
                        ),
                        name="people_representative_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="people_representative_named"
                    ),
                ],
            },
        ),
    ]
