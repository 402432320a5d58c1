from django.conf import settings
from django.db import migrations, models

import parloeb.domain.visits.states


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("corps", "0002_mentor_version"),
        ("visits", "0003_note_on_internal_time"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="visit",
            name="annulled_because",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("annulled_because", ""), ("state", parloeb.domain.visits.states.State["REPLACED"]), _connector="OR"
                ),
                name="visits_visit_annulled_counts_no_more",
            ),
        ),
    ]
