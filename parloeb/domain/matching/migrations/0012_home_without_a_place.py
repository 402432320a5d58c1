from django.conf import settings
from django.db import migrations, models

import parloeb.domain.matching.lists


class Migration(migrations.Migration):
    dependencies = [
        ("matching", "0011_first_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="firstmeeting",
            name="matching_first_meeting_somewhere",
        ),
        migrations.AddConstraint(
            model_name="firstmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "form__in",
                        [
                            parloeb.domain.matching.lists.MeetingForm["PHONE"],
                            parloeb.domain.matching.lists.MeetingForm["HOME"],
                        ],
                    ),
                    models.Q(("place", ""), _negated=True),
                    _connector="OR",
                ),
                name="matching_first_meeting_somewhere",
            ),
        ),
    ]
