from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0023_letters_leave_before_their_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="is_wished",
            field=models.BooleanField(default=False),
        ),
    ]
