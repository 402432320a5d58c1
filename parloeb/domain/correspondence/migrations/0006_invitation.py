import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0005_partial_grant"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("grant", "Bevilling"),
                    ("partial", "Delvis bevilling"),
                    ("refusal", "Afslag"),
                    ("change", "Ændring"),
                    ("stop", "Stop"),
                    ("closing", "Afslutning"),
                    ("hearing", "Partshøring"),
                    ("complaint", "Svar om klage"),
                    ("invitation", "Indbydelse"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "host",
                    models.CharField(
                        choices=[
                            ("mentor", "En mentor"),
                            ("caseworker", "Sagsbehandleren"),
                            ("coordinator", "Mentorkoordinatoren"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "where",
                    models.CharField(
                        choices=[
                            ("office", "Hos os"),
                            ("home", "Hjemme hos borgeren"),
                            ("phone", "I telefonen"),
                            ("elsewhere", "Et andet sted"),
                        ],
                        max_length=10,
                    ),
                ),
                ("meets_at", models.DateTimeField()),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correspondence.letter"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
    ]
