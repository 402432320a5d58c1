from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0002_visit_kind"),
    ]

    operations = [
        migrations.AddField(
            model_name="internaltime",
            name="note",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
