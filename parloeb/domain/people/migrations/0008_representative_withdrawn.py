from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_representative"),
    ]

    operations = [
        migrations.AddField(
            model_name="representative",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
    ]
