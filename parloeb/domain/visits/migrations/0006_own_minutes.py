from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0005_count_meetings"),
    ]

    operations = [
        migrations.AddField(
            model_name="internaltime",
            name="own_minutes",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
    ]
