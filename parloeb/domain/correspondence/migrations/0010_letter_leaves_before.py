from django.db import migrations, models

# An invitation is no use from the day of its meeting on. Those written before have none until here.
MEETINGS = """
WITH RECURSIVE named (letter, day) AS (
    SELECT letter_id, (meets_at AT TIME ZONE 'Europe/Copenhagen')::date FROM correspondence_invitation
    UNION
    SELECT letter.id, named.day
      FROM correspondence_letter letter JOIN named ON named.letter IN (letter.replaces_id, letter.copy_of_id)
)
UPDATE correspondence_letter letter SET leaves_before = named.day FROM named WHERE named.letter = letter.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0009_last_day_put_off"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="leaves_before",
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(MEETINGS, migrations.RunSQL.noop),
    ]
