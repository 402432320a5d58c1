from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0008_copy_to_representative"),
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
                    ("invitation", "Indbydelse"),
                    ("postponed", "Ny frist"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="owntext",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("grant", "Bevilling"),
                    ("partial", "Delvis bevilling"),
                    ("refusal", "Afslag"),
                    ("change", "Ændring"),
                    ("stop", "Stop"),
                    ("closing", "Afslutning"),
                    ("hearing", "Partshøring"),
                    ("complaint", "Svar om klage"),
                    ("invitation", "Indbydelse"),
                    ("postponed", "Ny frist"),
                ],
                max_length=12,
            ),
        ),
    ]
