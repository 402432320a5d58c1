from django.db import migrations, models

import parloeb.domain.visits.lists


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0001_visit"),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="kind",
            field=models.CharField(
                choices=[
                    ("help", "Hjælp og støtte"),
                    ("first", "Første kontakt eller kaffe"),
                    ("joint", "Fælles møde om aftalen"),
                ],
                db_default="help",
                default=parloeb.domain.visits.lists.Kind["HELP"],
                max_length=5,
            ),
        ),
    ]
