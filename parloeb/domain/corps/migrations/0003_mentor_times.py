import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corps", "0002_mentor_version"),
        ("people", "0013_setting_of_the_list"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mentor",
            name="times",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("mon_morning", "mandag formiddag"),
                        ("mon_afternoon", "mandag eftermiddag"),
                        ("mon_evening", "mandag aften"),
                        ("tue_morning", "tirsdag formiddag"),
                        ("tue_afternoon", "tirsdag eftermiddag"),
                        ("tue_evening", "tirsdag aften"),
                        ("wed_morning", "onsdag formiddag"),
                        ("wed_afternoon", "onsdag eftermiddag"),
                        ("wed_evening", "onsdag aften"),
                        ("thu_morning", "torsdag formiddag"),
                        ("thu_afternoon", "torsdag eftermiddag"),
                        ("thu_evening", "torsdag aften"),
                        ("fri_morning", "fredag formiddag"),
                        ("fri_afternoon", "fredag eftermiddag"),
                        ("fri_evening", "fredag aften"),
                        ("sat_morning", "lørdag formiddag"),
                        ("sat_afternoon", "lørdag eftermiddag"),
                        ("sat_evening", "lørdag aften"),
                        ("sun_morning", "søndag formiddag"),
                        ("sun_afternoon", "søndag eftermiddag"),
                        ("sun_evening", "søndag aften"),
                    ],
                    max_length=13,
                ),
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="mentor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "times__contained_by",
                        [
                            "mon_morning",
                            "mon_afternoon",
                            "mon_evening",
                            "tue_morning",
                            "tue_afternoon",
                            "tue_evening",
                            "wed_morning",
                            "wed_afternoon",
                            "wed_evening",
                            "thu_morning",
                            "thu_afternoon",
                            "thu_evening",
                            "fri_morning",
                            "fri_afternoon",
                            "fri_evening",
                            "sat_morning",
                            "sat_afternoon",
                            "sat_evening",
                            "sun_morning",
                            "sun_afternoon",
                            "sun_evening",
                        ],
                    )
                ),
                name="corps_mentor_times",
            ),
        ),
    ]
