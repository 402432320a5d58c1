from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0013_setting_of_the_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
    ]
