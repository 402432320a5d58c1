from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0004_letters_of_change"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("grant", "Bevilling"),
                    ("partial", "Delvis bevilling"),
                    ("refusal", "Afslag"),
                    ("change", "Ændring"),
                    ("stop", "Stop"),
                    ("closing", "Afslutning"),
                    ("hearing", "Partshøring"),
                    ("complaint", "Svar om klage"),
                ],
                max_length=12,
            ),
        ),
    ]
