from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_letter_and_outbox"),
    ]

    operations = [
        migrations.AlterField(
            model_name="outboxitem",
            name="channel",
            field=models.CharField(
                choices=[("mail", "E-mail"), ("paper", "Papir"), ("link", "Link til ny adgangskode")], max_length=10
            ),
        ),
    ]
