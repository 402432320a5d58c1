from django.db import migrations

# As before, and the day before which a letter must have left does not change either.
GUARD = """
CREATE OR REPLACE FUNCTION correspondence_keep_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.kind, NEW.subject, NEW.facts, NEW.pdf, NEW.dated_on, NEW.case_id, NEW.citizen_id,
        NEW.complaint_last_day, NEW.written_at, NEW.written_by_id, NEW.replaces_id, NEW.copy_of_id,
        NEW.representative_id, NEW.leaves_before)
       IS DISTINCT FROM
       (OLD.number, OLD.kind, OLD.subject, OLD.facts, OLD.pdf, OLD.dated_on, OLD.case_id, OLD.citizen_id,
        OLD.complaint_last_day, OLD.written_at, OLD.written_by_id, OLD.replaces_id, OLD.copy_of_id,
        OLD.representative_id, OLD.leaves_before) THEN
        RAISE EXCEPTION 'a letter never changes: % stands as it was written', OLD.number
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0010_letter_leaves_before"),
    ]

    operations = [
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
