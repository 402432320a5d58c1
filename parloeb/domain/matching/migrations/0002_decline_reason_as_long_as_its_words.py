from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0001_match"),
    ]

    operations = [
        migrations.AlterField(
            model_name="match",
            name="decline_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("no_time", "Jeg har ikke tid lige nu"),
                    ("too_far", "Det er for langt væk"),
                    ("not_my_field", "Jeg kan ikke det, der er brug for"),
                    ("knows_citizen", "Jeg kender borgeren privat"),
                    ("better_odds", "Jeg har brug for et forløb med bedre odds"),
                    ("other", "Andet"),
                ],
                max_length=13,
            ),
        ),
    ]
