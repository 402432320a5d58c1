from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_posting"),
    ]

    operations = [
        migrations.AddField(
            model_name="citizen",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
