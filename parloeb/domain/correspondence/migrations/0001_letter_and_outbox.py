import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.correspondence.models
import parloeb.domain.correspondence.states

# What a letter says never changes; only its state moves.
GUARD = """
CREATE SEQUENCE correspondence_letter_number_seq;
CREATE FUNCTION correspondence_keep_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.kind, NEW.subject, NEW.facts, NEW.pdf, NEW.dated_on, NEW.case_id, NEW.citizen_id,
        NEW.complaint_last_day, NEW.written_at, NEW.written_by_id, NEW.replaces_id)
       IS DISTINCT FROM
       (OLD.number, OLD.kind, OLD.subject, OLD.facts, OLD.pdf, OLD.dated_on, OLD.case_id, OLD.citizen_id,
        OLD.complaint_last_day, OLD.written_at, OLD.written_by_id, OLD.replaces_id) THEN
        RAISE EXCEPTION 'a letter never changes: % stands as it was written', OLD.number
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION correspondence_refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a letter is never deleted: % stands', OLD.number USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER correspondence_letter_keeps BEFORE UPDATE ON correspondence_letter
    FOR EACH ROW EXECUTE FUNCTION correspondence_keep_letter();
CREATE TRIGGER correspondence_letter_stays BEFORE DELETE ON correspondence_letter
    FOR EACH ROW EXECUTE FUNCTION correspondence_refuse_deletion();
"""
GUARD_GONE = """
DROP TRIGGER correspondence_letter_keeps ON correspondence_letter;
DROP TRIGGER correspondence_letter_stays ON correspondence_letter;
DROP FUNCTION correspondence_keep_letter();
DROP FUNCTION correspondence_refuse_deletion();
DROP SEQUENCE correspondence_letter_number_seq;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("people", "0002_organisation_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("grant", "Bevilling"), ("refusal", "Afslag"), ("closing", "Afslutning")],
                        max_length=12,
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("facts", models.JSONField()),
                ("pdf", models.BinaryField()),
                ("dated_on", models.DateField()),
                ("complaint_last_day", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "Klar til afsendelse"),
                            ("sent", "Sendt"),
                            ("replaced", "Erstattet af et nyt brev"),
                        ],
                        default=parloeb.domain.correspondence.states.LetterState["READY"],
                        max_length=10,
                    ),
                ),
                ("written_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.citizen"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="correspondence.letter",
                    ),
                ),
                (
                    "written_by",
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
            },
        ),
        migrations.CreateModel(
            name="OutboxItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("key", models.CharField(max_length=100, unique=True)),
                ("channel", models.CharField(choices=[("mail", "E-mail"), ("paper", "Papir")], max_length=10)),
                ("to_address", models.EmailField(blank=True, max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Venter"), ("sent", "Afsendt"), ("failed", "Kunne ikke sendes")],
                        default=parloeb.domain.correspondence.states.ItemState["WAITING"],
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=100)),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="correspondence.letter",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sent_at__isnull", False), ("state", parloeb.domain.correspondence.states.LetterState["SENT"])
                    ),
                    models.Q(
                        models.Q(("state", parloeb.domain.correspondence.states.LetterState["SENT"]), _negated=True),
                        ("sent_at", None),
                    ),
                    _connector="OR",
                ),
                name="correspondence_letter_sent_has_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxitem",
            index=models.Index(
                condition=models.Q(("state", parloeb.domain.correspondence.states.ItemState["WAITING"])),
                fields=["next_try_at", "id"],
                name="correspondence_outbox_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("sent_at__isnull", False), ("state", parloeb.domain.correspondence.states.ItemState["SENT"])
                    ),
                    models.Q(
                        models.Q(("state", parloeb.domain.correspondence.states.ItemState["SENT"]), _negated=True),
                        ("sent_at", None),
                    ),
                    _connector="OR",
                ),
                name="correspondence_outbox_sent_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("channel", parloeb.domain.correspondence.models.Channel["MAIL"]), _negated=True),
                    models.Q(("to_address", ""), _negated=True),
                    _connector="OR",
                ),
                name="correspondence_outbox_mail_has_address",
            ),
        ),
        migrations.RunSQL(GUARD, GUARD_GONE),
    ]
