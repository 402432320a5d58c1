from django.db import migrations

# Of a file there are no entries: what it said stays at the mentor.
FILL = """
    INSERT INTO corps_mentorhours (uuid, mentor_id, first_day, weekly_minutes, set_at)
    SELECT gen_random_uuid(), id, first_day, weekly_minutes, now() FROM corps_mentor
    WHERE registration_key IS NULL ORDER BY id
"""


class Migration(migrations.Migration):
    dependencies = [("corps", "0005_hours_and_absences")]

    operations = [migrations.RunSQL(FILL, "DELETE FROM corps_mentorhours")]
