import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corps", "0009_sparring"),
        ("people", "0013_setting_of_the_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mentor",
            name="meeting_places",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("home", "Hjemme hos borgeren"),
                        ("office", "Hos kommunen"),
                        ("neutral", "Et neutralt sted"),
                        ("workplace", "På arbejds- eller uddannelsesstedet"),
                    ],
                    max_length=9,
                ),
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="mentor",
            constraint=models.CheckConstraint(
                condition=models.Q(("meeting_places__contained_by", ["home", "office", "neutral", "workplace"])),
                name="corps_mentor_meeting_places",
            ),
        ),
    ]
