import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.matching.lists


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_disqualification"),
        ("corps", "0002_mentor_version"),
        ("matching", "0003_wishes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="match",
            name="deviation_reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("knows_both", "Jeg kender dem begge"),
                    ("citizen_asked", "Borgeren bad om denne mentor"),
                    ("free_now", "Mentoren kan begynde med det samme"),
                    ("experience", "Mentoren har erfaring, som systemet ikke kender"),
                    ("other", "Andet"),
                ],
                max_length=13,
            ),
        ),
        migrations.AddField(
            model_name="match",
            name="deviation_text",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="match",
            name="suggested",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="match",
            name="suggested_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("first", "Foreslået som nummer 1"),
                    ("second", "Foreslået som nummer 2"),
                    ("third", "Foreslået som nummer 3"),
                    ("less_obvious", "Vist som et mindre oplagt bud"),
                    ("not_suggested", "Ikke blandt de foreslåede"),
                ],
                max_length=13,
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("suggested_as", parloeb.domain.matching.lists.SuggestedAs["NOT_SUGGESTED"]),
                        models.Q(("deviation_reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(
                            ("suggested_as", parloeb.domain.matching.lists.SuggestedAs["NOT_SUGGESTED"]), _negated=True
                        ),
                        ("deviation_reason", ""),
                        ("deviation_text", ""),
                    ),
                    _connector="OR",
                ),
                name="matching_unsuggested_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="match",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("deviation_reason", parloeb.domain.matching.lists.DeviationReason["OTHER"]), _negated=True
                    ),
                    models.Q(("deviation_text", ""), _negated=True),
                    _connector="OR",
                ),
                name="matching_other_deviation_has_text",
            ),
        ),
    ]
