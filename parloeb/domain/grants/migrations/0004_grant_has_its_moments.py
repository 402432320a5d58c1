from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("grants", "0003_when_by_the_log"),
    ]

    operations = [
        migrations.AlterField(
            model_name="grant",
            name="started_at",
            field=models.DateTimeField(),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                name="grants_submitted_has_moment",
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
            ),
        ),
    ]
