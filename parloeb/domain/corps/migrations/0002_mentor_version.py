from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corps", "0001_mentor"),
    ]

    operations = [
        migrations.AddField(
            model_name="mentor",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
    ]
