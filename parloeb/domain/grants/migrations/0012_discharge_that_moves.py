from django.db import migrations, models

import parloeb.domain.grants.force


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0011_what_was_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="discharge_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="grant",
            name="kind",
            field=models.CharField(
                choices=[
                    ("new", "Bevilling"),
                    ("extend", "Forlængelse"),
                    ("change", "Ændring af timer"),
                    ("shorten", "Afkortning"),
                    ("revoke", "Tilbagetrækning"),
                    ("correct", "Rettelse af en fejl"),
                    ("move", "Flytning med udskrivningen"),
                ],
                default=parloeb.domain.grants.force.Kind["NEW"],
                max_length=8,
            ),
        ),
    ]
