from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0016_powers_are_settings"),
    ]

    operations = [
        migrations.DeleteModel(
            name="LocalPower",
        ),
    ]
