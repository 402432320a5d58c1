from django.conf import settings
from django.db import migrations, models

import parloeb.domain.grants.lists
import parloeb.domain.grants.rules.facts
import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("correspondence", "0006_invitation"),
        ("grants", "0019_who_wrote_by_the_log"),
        ("referrals", "0003_discharge_that_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="grant",
            name="beyond_usual_effort",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="mentor_kind",
            field=models.CharField(
                blank=True,
                choices=[("company", "Ansat i en virksomhed"), ("school", "Ansat på et uddannelsessted")],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="mentor_type",
            field=models.CharField(
                choices=[
                    ("individual", "En mentor for borgeren alene"),
                    ("place", "En pladsmentor, som også er der for andre på stedet"),
                ],
                default=parloeb.domain.grants.lists.MentorType["INDIVIDUAL"],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.State["GRANTED"]), _negated=True),
                    models.Q(("mentor_type", parloeb.domain.grants.lists.MentorType["PLACE"]), _negated=True),
                    models.Q(
                        (
                            "mentor_kind__in",
                            (
                                parloeb.domain.grants.rules.facts.MentorKind["COMPANY"],
                                parloeb.domain.grants.rules.facts.MentorKind["SCHOOL"],
                            ),
                        ),
                        models.Q(("beyond_usual_effort", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_place_mentor_is_of_a_place",
            ),
        ),
    ]
