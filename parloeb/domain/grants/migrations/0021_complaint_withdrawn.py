import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.grants.states


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0006_invitation"),
        ("grants", "0020_place_mentor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="complaint",
            name="grants_complaint_late_is_accepted_or_sent_on",
        ),
        migrations.AddField(
            model_name="complaint",
            name="withdrawal",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="correspondence.letter"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="withdrawn_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="complaint",
            name="withdrawn_way",
            field=models.CharField(
                blank=True,
                choices=[
                    ("page", "Skrevet på borgerens side"),
                    ("phone", "Sagt i telefonen"),
                    ("meeting", "Sagt ved en samtale"),
                    ("paper", "Modtaget på papir"),
                    ("mail", "Modtaget som mail"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="complaint",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "Modtaget"),
                    ("late", "Modtaget efter fristen"),
                    ("maintained", "Afgørelsen er fastholdt"),
                    ("changed", "Sagen afgøres på ny"),
                    ("sent_on", "Sendt til Ankestyrelsen"),
                    ("answered", "Afgjort af Ankestyrelsen"),
                    ("withdrawn", "Trukket tilbage"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("last_day", None),
                    ("received_on__lte", models.F("last_day")),
                    models.Q(("accepted_reason", ""), _negated=True),
                    (
                        "state__in",
                        (
                            parloeb.domain.grants.states.ComplaintState["LATE"],
                            parloeb.domain.grants.states.ComplaintState["SENT_ON"],
                            parloeb.domain.grants.states.ComplaintState["ANSWERED"],
                            parloeb.domain.grants.states.ComplaintState["WITHDRAWN"],
                        ),
                    ),
                    _connector="OR",
                ),
                name="grants_complaint_late_is_accepted_or_sent_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", parloeb.domain.grants.states.ComplaintState["WITHDRAWN"]), _negated=True),
                    models.Q(
                        ("withdrawn_on__gte", models.F("received_on")),
                        ("withdrawn_on__isnull", False),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawn_way", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grants_complaint_withdrawn_has_day_and_way",
            ),
        ),
    ]
