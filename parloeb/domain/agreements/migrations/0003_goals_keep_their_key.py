from django.db import migrations

# A goal of a later edition is the one with the same words before it; every other has the key of its own row. Where one
# edition has the same words twice, the first follows the first and the second the second.
KEYS = """
WITH numbered AS (
    SELECT goal.id, goal.uuid, goal.agreement_id, agreement.case_id, goal.is_standing, goal.text,
        row_number() OVER (
            PARTITION BY goal.agreement_id, goal.is_standing, goal.text ORDER BY goal.position
        ) AS nth
    FROM agreements_goal goal JOIN agreements_agreement agreement ON agreement.id = goal.agreement_id
), keyed AS (
    SELECT id, CASE WHEN text = '' THEN uuid ELSE first_value(uuid) OVER (
        PARTITION BY case_id, is_standing, text, nth ORDER BY agreement_id
    ) END AS key
    FROM numbered
)
UPDATE agreements_goal SET key = keyed.key FROM keyed WHERE keyed.id = agreements_goal.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0002_goal_key"),
    ]

    operations = [migrations.RunSQL(KEYS, migrations.RunSQL.noop)]
