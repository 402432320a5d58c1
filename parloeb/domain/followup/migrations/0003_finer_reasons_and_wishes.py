from django.conf import settings
from django.db import migrations, models

import parloeb.domain.followup.lists


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("correspondence", "0001_letter_and_outbox"),
        ("followup", "0002_talk_and_letter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="closing",
            name="followup_closing_reason",
        ),
        migrations.RemoveConstraint(
            model_name="closing",
            name="followup_live_closing_is_whole",
        ),
        migrations.AddField(
            model_name="closing",
            name="despite",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="closing",
            name="reached",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="closing",
            name="wish",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agrees", "Borgeren er enig"),
                    ("against", "Borgeren er ikke enig"),
                    ("not_known", "Borgeren har ikke kunnet spørges"),
                ],
                max_length=9,
            ),
        ),
        migrations.AlterField(
            model_name="closing",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("improved", "Borgeren klarer sig bedre"),
                    ("job", "Borgeren er kommet i job"),
                    ("education", "Borgeren er begyndt på uddannelse"),
                    ("self_supporting", "Borgeren forsørger sig selv"),
                    ("insufficient_referred_on", "Støtten slog ikke til, henvist videre"),
                    ("other_measure", "Borgeren får en anden indsats"),
                    ("lost_contact", "Kontakten gik tabt"),
                    ("declined", "Borgeren ønskede ikke mentor"),
                    ("moved", "Flyttet"),
                    ("right_ran_out", "Retten til støtten er udløbet"),
                    ("died", "Borgeren er død"),
                    ("other", "Andet"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "",
                            "improved",
                            "job",
                            "education",
                            "self_supporting",
                            "insufficient_referred_on",
                            "other_measure",
                            "lost_contact",
                            "declined",
                            "moved",
                            "right_ran_out",
                            "died",
                            "other",
                        ],
                    )
                ),
                name="followup_closing_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_by", None),
                    models.Q(
                        ("closed_at__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                        models.Q(
                            ("reason", parloeb.domain.followup.lists.EndReason["DIED"]),
                            models.Q(("letter__isnull", False), models.Q(("wish", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="followup_live_closing_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("wish__in", ["", parloeb.domain.followup.lists.Wish["AGREES"]]),
                    models.Q(("text", ""), _negated=True),
                    _connector="OR",
                ),
                name="followup_closing_against_wish_has_reasons",
            ),
        ),
    ]
