from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_representative_of_a_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="representative",
            name="address_version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="representative",
            name="mandate",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="representative",
            name="mandate_given_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="representative",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
