import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.cases.ranges
import parloeb.domain.grants.force
import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("correspondence", "0004_letters_of_change"),
        ("grants", "0007_request"),
        ("referrals", "0002_filled_in_without_reason"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="grant",
            name="grants_decided_has_decision",
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grants_refused_has_reason",
        ),
        migrations.RemoveConstraint(
            model_name="grant",
            name="grants_no_two_at_once",
        ),
        migrations.AddField(
            model_name="grant",
            name="in_force_from",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="in_force_to",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="grant",
            name="kind",
            field=models.CharField(
                choices=[
                    ("new", "Bevilling"),
                    ("extend", "Forlængelse"),
                    ("change", "Ændring af timer"),
                    ("shorten", "Afkortning"),
                    ("revoke", "Tilbagetrækning"),
                    ("correct", "Rettelse af en fejl"),
                ],
                default=parloeb.domain.grants.force.Kind["NEW"],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="grant",
            name="modifies",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.grant"
            ),
        ),
        migrations.AlterField(
            model_name="grant",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Kladde"),
                    ("submitted", "Forelagt teamlederen"),
                    ("granted", "Bevilget"),
                    ("refused", "Afslået"),
                    ("withdrawn", "Trukket tilbage"),
                    ("stopped", "Afgjort"),
                ],
                default=parloeb.domain.grants.states.State["DRAFT"],
                max_length=10,
            ),
        ),
    ]
