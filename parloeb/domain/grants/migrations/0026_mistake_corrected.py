from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0025_message_of_the_leader"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="mistake",
            field=models.TextField(blank=True),
        ),
    ]
