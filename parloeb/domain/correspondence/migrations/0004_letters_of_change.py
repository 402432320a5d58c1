from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0003_hearing_and_complaint_letters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("grant", "Bevilling"),
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
