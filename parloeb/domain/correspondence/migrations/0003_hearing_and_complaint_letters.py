from django.db import migrations, models

import parloeb.domain.correspondence.states


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0002_link_for_a_password"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("grant", "Bevilling"),
                    ("refusal", "Afslag"),
                    ("closing", "Afslutning"),
                    ("hearing", "Partshøring"),
                    ("complaint", "Svar om klage"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("ready", "Klar til afsendelse"),
                    ("sent", "Sendt"),
                    ("replaced", "Erstattet af et nyt brev"),
                    ("cancelled", "Ikke sendt"),
                ],
                default=parloeb.domain.correspondence.states.LetterState["READY"],
                max_length=10,
            ),
        ),
    ]
