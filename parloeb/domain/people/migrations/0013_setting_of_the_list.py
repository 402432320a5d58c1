from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_report_months"),
    ]

    operations = [
        migrations.AlterField(
            model_name="localsetting",
            name="setting",
            field=models.CharField(max_length=30),
        ),
    ]
