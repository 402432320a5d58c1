import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# As before, and whose copy a letter is does not change either.
GUARD = """
CREATE OR REPLACE FUNCTION correspondence_keep_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.number, NEW.kind, NEW.subject, NEW.facts, NEW.pdf, NEW.dated_on, NEW.case_id, NEW.citizen_id,
        NEW.complaint_last_day, NEW.written_at, NEW.written_by_id, NEW.replaces_id, NEW.copy_of_id,
        NEW.representative_id)
       IS DISTINCT FROM
       (OLD.number, OLD.kind, OLD.subject, OLD.facts, OLD.pdf, OLD.dated_on, OLD.case_id, OLD.citizen_id,
        OLD.complaint_last_day, OLD.written_at, OLD.written_by_id, OLD.replaces_id, OLD.copy_of_id,
        OLD.representative_id) THEN
        RAISE EXCEPTION 'a letter never changes: % stands as it was written', OLD.number
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("correspondence", "0007_own_text"),
        ("people", "0007_representative"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="copy_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="copies",
                to="correspondence.letter",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="representative",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.representative"
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("copy_of", None), ("representative", None)),
                    models.Q(("copy_of__isnull", False), ("representative__isnull", False)),
                    _connector="OR",
                ),
                name="correspondence_copy_is_for_representative",
            ),
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
