from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_organisation_contact"),
    ]

    operations = [
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("mark", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("location", models.TextField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"ordering": ["at"]},
        ),
    ]
