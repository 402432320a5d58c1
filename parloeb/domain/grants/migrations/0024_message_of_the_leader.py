from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0023_letters_leave_before_their_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="return_message",
            field=models.TextField(blank=True),
        ),
    ]
