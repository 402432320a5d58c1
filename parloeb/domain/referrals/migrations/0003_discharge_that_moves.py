from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_relation_to_one_target"),
        ("referrals", "0002_filled_in_without_reason"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="amendment",
            name="source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("hospital", "Afdelingen eller udskrivningskoordinatoren"),
                    ("record", "Udskrivningsaftalen eller et brev"),
                    ("citizen", "Borgeren"),
                    ("relative", "En pårørende eller repræsentant"),
                    ("other", "En anden"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="hospitalised_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("hospitalised_on", None),
                    ("discharge_on", None),
                    ("discharge_on__gte", models.F("hospitalised_on")),
                    _connector="OR",
                ),
                name="referrals_discharged_after_admission",
            ),
        ),
    ]
