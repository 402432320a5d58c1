import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was written stays: another text begins on a later day.
GUARD = """
CREATE FUNCTION correspondence_keep_own_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an own text stays as it was written' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER correspondence_own_text_stays BEFORE UPDATE OR DELETE ON correspondence_owntext
    FOR EACH ROW EXECUTE FUNCTION correspondence_keep_own_text();
"""
GUARD_GONE = """
DROP TRIGGER correspondence_own_text_stays ON correspondence_owntext;
DROP FUNCTION correspondence_keep_own_text();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0006_invitation"),
        ("people", "0004_citizen_version"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("name", "Kommunens navn"),
                            ("hours", "Telefontid"),
                            ("explanation", "Egen forklaring i brevet"),
                            ("closing", "Afsluttende sætning"),
                            ("greeting", "Hilsen"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
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
                ("first_day", models.DateField()),
                ("text", models.TextField(blank=True)),
                ("written_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
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
                "ordering": ["jobcentre", "place", "kind", "first_day"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jobcentre", "place", "kind", "first_day"),
                        name="correspondence_own_text_from_a_day_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("place", "explanation"),
                                models.Q(("kind", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    ("place", "explanation"),
                                    _negated=True,
                                ),
                                ("kind", ""),
                            ),
                            _connector="OR",
                        ),
                        name="correspondence_explanation_of_a_kind",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, GUARD_GONE),
    ]
