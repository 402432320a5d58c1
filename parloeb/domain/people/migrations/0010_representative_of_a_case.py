from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_setting_withdrawn"),
    ]

    operations = [
        migrations.AddField(
            model_name="representative",
            name="of_case",
            field=models.UUIDField(null=True),
        ),
    ]
