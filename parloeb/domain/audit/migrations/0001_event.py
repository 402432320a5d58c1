import django.contrib.postgres.fields
from django.db import migrations, models

EVENT_TABLE = """
CREATE TABLE audit_event (
    id bigint NOT NULL,
    at timestamptz NOT NULL,
    kind varchar(10) NOT NULL,
    name varchar(80) NOT NULL,
    user_uuid uuid NULL,
    role varchar(20) NOT NULL,
    subject_type varchar(60) NOT NULL,
    subject_uuid uuid NULL,
    citizens uuid[] NOT NULL,
    reason varchar(40) NOT NULL,
    CONSTRAINT audit_event_kind CHECK (kind IN ('act', 'look', 'denial')),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE SEQUENCE audit_event_id_seq OWNED BY audit_event.id;
ALTER TABLE audit_event ALTER COLUMN id SET DEFAULT nextval('audit_event_id_seq');
CREATE INDEX audit_event_citizens ON audit_event USING gin (citizens);
CREATE INDEX audit_event_subject ON audit_event (subject_uuid, id);
CREATE INDEX audit_event_user ON audit_event (user_uuid, id);
"""

# One partition a month, made ahead; what lies outside of them is kept by the last resort, never refused.
PARTITIONS = """
CREATE FUNCTION audit_make_partitions(first_month date, months integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month date := date_trunc('month', first_month);
    partition text;
BEGIN
    FOR number IN 1 .. months LOOP
        partition := 'audit_event_' || to_char(month, 'YYYY_MM');
        IF to_regclass(partition) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF audit_event FOR VALUES FROM (%L) TO (%L)',
                partition, month::timestamp AT TIME ZONE 'UTC', (month + interval '1 month')::timestamp AT TIME ZONE 'UTC');
            EXECUTE format(
                'CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()',
                partition || '_keep', partition);
        END IF;
        month := month + interval '1 month';
    END LOOP;
END $$;
SELECT audit_make_partitions('2026-01-01', 60);
CREATE TABLE audit_event_otherwise PARTITION OF audit_event DEFAULT;
CREATE TRIGGER audit_event_otherwise_keep BEFORE TRUNCATE ON audit_event_otherwise
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""

GUARD = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_event_keep BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            [EVENT_TABLE, GUARD, PARTITIONS],
            [
                "DROP TABLE audit_event CASCADE",
                "DROP FUNCTION audit_make_partitions(date, integer)",
                "DROP FUNCTION audit_refuse()",
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        (
                            "kind",
                            models.CharField(
                                choices=[("act", "handling"), ("look", "opslag"), ("denial", "afvisning")],
                                max_length=10,
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        ("user_uuid", models.UUIDField(null=True)),
                        ("role", models.CharField(max_length=20)),
                        ("subject_type", models.CharField(blank=True, max_length=60)),
                        ("subject_uuid", models.UUIDField(null=True)),
                        (
                            "citizens",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.UUIDField(), default=list, size=None
                            ),
                        ),
                        ("reason", models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["act", "look", "denial"])),
                                name="audit_event_kind",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
