from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0001_grant"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="started_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="submitted_at",
            field=models.DateTimeField(null=True),
        ),
    ]
