from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0024_wished_by_the_citizen"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="return_message",
            field=models.TextField(blank=True),
        ),
    ]
