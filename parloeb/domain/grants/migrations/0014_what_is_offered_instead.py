from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0013_granted_for_a_discharge_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="alternative",
            field=models.TextField(blank=True),
        ),
    ]
