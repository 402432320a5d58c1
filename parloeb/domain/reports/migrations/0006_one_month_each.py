from django.db import migrations

# Until now each report told of one month.
FILL = "UPDATE reports_monthlyreport SET first_month = month"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_first_month"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
