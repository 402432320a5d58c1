from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0011_leaves_before_never_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="address_version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
