from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_sent_before"),
    ]

    operations = [
        migrations.AddField(
            model_name="monthlyreport",
            name="first_month",
            field=models.DateField(null=True),
        ),
    ]
