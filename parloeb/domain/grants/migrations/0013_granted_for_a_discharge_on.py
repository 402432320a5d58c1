from django.db import migrations

# Until now the day of a discharge could not move once it was granted for.
FILL = """
UPDATE grants_grant SET discharge_on = referral.discharge_on FROM referrals_referral AS referral
WHERE referral.id = grants_grant.referral_id AND grants_grant.decided_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0012_discharge_that_moves"),
        ("referrals", "0003_discharge_that_moves"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
