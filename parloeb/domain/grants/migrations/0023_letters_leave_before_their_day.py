from django.db import migrations

# A letter that hears, or tells of a new last day, is no use from that day on. Those written before have none until here.
LAST_DAYS = """
WITH RECURSIVE named (letter, day) AS (
    SELECT letter_id, answer_by FROM grants_hearing
    UNION
    SELECT letter_id, new_day FROM grants_postponement
    UNION
    SELECT letter.id, named.day
      FROM correspondence_letter letter JOIN named ON named.letter IN (letter.replaces_id, letter.copy_of_id)
), latest AS (SELECT letter, max(day) AS day FROM named GROUP BY letter)
UPDATE correspondence_letter letter SET leaves_before = latest.day FROM latest WHERE latest.letter = letter.id;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0010_letter_leaves_before"),
        ("grants", "0022_last_day_put_off"),
    ]
    run_before = [
        ("correspondence", "0011_leaves_before_never_changes"),  # from there on the day stands as it was written
    ]

    operations = [
        migrations.RunSQL(LAST_DAYS, migrations.RunSQL.noop),
    ]
