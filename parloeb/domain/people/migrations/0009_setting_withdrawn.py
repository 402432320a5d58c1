import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_representative_withdrawn"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="localsetting",
            name="people_setting_from_a_day_once",
        ),
        migrations.AddField(
            model_name="localsetting",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="localsetting",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="localsetting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("jobcentre", "setting", "first_day"),
                name="people_setting_from_a_day_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="localsetting",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_by", None), ("withdrawn_at__isnull", False), _connector="OR"),
                name="people_setting_withdrawn_at_a_moment",
            ),
        ),
    ]
