from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_event"),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="reason",
            field=models.CharField(blank=True, max_length=100),
        ),
    ]
