from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0001_agreement"),
    ]

    operations = [
        migrations.AddField(model_name="goal", name="key", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="goal",
            name="own_words",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
    ]
