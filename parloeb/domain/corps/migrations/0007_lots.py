import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("corps", "0006_hours_of_the_registered"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("noted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=200)),
                ("name", models.CharField(max_length=100)),
                (
                    "profiles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("social", "Social mentor"),
                                ("company", "Virksomhedsmentor"),
                                ("education", "Uddannelsesmentor"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("structure", "Struktur på dagen"),
                                ("anxiety", "Angst og fobi"),
                                ("depression", "Depression"),
                                ("development", "Udviklings- eller personlighedsforstyrrelse"),
                                ("abuse", "Misbrug"),
                                ("learning", "Indlæringsvanskeligheder"),
                                ("crime", "Kriminalitet og løsladelse"),
                                ("physical", "Fysisk helbred"),
                                ("debt", "Gæld og økonomi"),
                                ("housing", "Bolig"),
                                ("family", "Familie"),
                                ("discharge", "Udskrivning fra psykiatrien"),
                                ("study_start", "Studiestart"),
                                ("company_contact", "Kontakt til virksomheder"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("yearly_minutes", models.PositiveIntegerField(null=True)),
                (
                    "framework",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lots", to="corps.framework"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["framework", "name", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LotPrice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("noted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_because", models.CharField(blank=True, max_length=200)),
                ("first_day", models.DateField()),
                ("oere_per_hour", models.PositiveIntegerField()),
                ("vat", models.CharField(choices=[("exempt", "Momsfri"), ("added", "Plus 25 % moms")], max_length=6)),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="prices", to="corps.lot"
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["lot", "first_day", "id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_because", ""), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="corps_lot_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="corps_lot_named"),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("yearly_minutes", None), ("yearly_minutes__gt", 0), _connector="OR"),
                name="corps_lot_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("framework", "name"), name="corps_lot_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotprice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at", None), ("withdrawn_because", ""), ("withdrawn_by", None)),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="corps_lotprice_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="lotprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("oere_per_hour__gt", 0)), name="corps_lotprice_above_nothing"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("vat__in", ["exempt", "added"])), name="corps_lotprice_vat"
            ),
        ),
        migrations.AddConstraint(
            model_name="lotprice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("lot", "first_day"),
                name="corps_lotprice_from_a_day_once",
            ),
        ),
    ]
