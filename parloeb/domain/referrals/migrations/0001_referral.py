import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parloeb.domain.referrals.states


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_case"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Background",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("referred_on", models.DateField(null=True)),
                ("age_at_referral", models.PositiveSmallIntegerField(null=True)),
                (
                    "track",
                    models.CharField(
                        blank=True,
                        choices=[("retention", "Fastholdelse"), ("entry", "Indslusning"), ("not_asked", "Ikke spurgt")],
                        max_length=12,
                    ),
                ),
                (
                    "education",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("primary_or_none", "Folkeskole eller ingen"),
                            ("vocational", "Erhvervsuddannelse"),
                            ("upper_secondary", "Gymnasial uddannelse"),
                            ("short_higher", "Kort videregående uddannelse"),
                            ("medium_higher", "Mellemlang videregående uddannelse"),
                            ("long_higher", "Lang videregående uddannelse"),
                            ("not_asked", "Ikke spurgt"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "benefit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("kontanthjaelp", "Kontanthjælp"),
                            ("starthjaelp", "Starthjælp (historisk)"),
                            ("introduktionsydelse", "Introduktionsydelse (historisk)"),
                            ("revalidering", "Revalideringsydelse"),
                            ("other_public", "Anden offentlig ydelse"),
                            ("dagpenge", "Dagpenge"),
                            ("sygedagpenge", "Sygedagpenge"),
                            ("wage", "Løn"),
                            ("fleksjob", "Fleksjob"),
                            ("family", "Forsørges af familien"),
                            ("ledighedsydelse", "Ledighedsydelse"),
                            ("jobafklaring", "Ressourceforløbsydelse i jobafklaring"),
                            ("ressourceforloeb", "Ressourceforløbsydelse i ressourceforløb"),
                            ("foertidspension", "Førtidspension"),
                            ("su", "SU"),
                            ("none", "Ingen ydelse"),
                            ("not_asked", "Ikke spurgt"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Kladde"),
                            ("sent", "Sendt"),
                            ("accepted", "Imødekommet"),
                            ("refused", "Afslået"),
                            ("withdrawn", "Trukket tilbage"),
                        ],
                        default=parloeb.domain.referrals.states.State["DRAFT"],
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("request", models.TextField(blank=True)),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("activities", "Aktiviteter"),
                            ("offers", "Tilbud"),
                            ("ordinary_education", "Ordinær uddannelse"),
                            ("fleksjob", "Fleksjob"),
                            ("ordinary_work", "Ordinært arbejde"),
                        ],
                        max_length=20,
                    ),
                ),
                ("decisive_reason", models.TextField(blank=True)),
                (
                    "legal_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("LAB_167_1", "LAB § 167, stk. 1"),
                            ("LAB_167_2", "LAB § 167, stk. 2 (udskrivning fra psykiatrisk indlæggelse)"),
                            ("LAB_167_3", "LAB § 167, stk. 3 (start på uddannelse)"),
                            ("INT_23d", "Integrationsloven § 23 d"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "target_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "Nr. 1: dagpengemodtager"),
                            ("2", "Nr. 2: jobparat kontanthjælpsmodtager"),
                            ("3", "Nr. 3: aktivitetsparat kontanthjælpsmodtager"),
                            ("4", "Nr. 4: uddannelsesparat under 30 uden uddannelse"),
                            ("5", "Nr. 5: aktivitetsparat under 30 uden uddannelse"),
                            ("6", "Nr. 6: sygedagpengemodtager"),
                            ("7", "Nr. 7: i jobafklaringsforløb"),
                            ("8", "Nr. 8: i ressourceforløb"),
                            ("9", "Nr. 9: visiteret til fleksjob m.fl."),
                            ("10", "Nr. 10: revalidend"),
                            ("11", "Nr. 11: førtidspensionist"),
                            ("12", "Nr. 12: selvforsørgende ledig"),
                            ("13", "Nr. 13: ung under 18 med behov for indsats"),
                            ("none", "Ikke i en målgruppe efter § 6"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "meeting_place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("home", "Hjemme"),
                            ("office", "Kun hos kommunen"),
                            ("neutral", "Et neutralt sted"),
                            ("workplace", "På arbejds- eller uddannelsesstedet"),
                            ("any", "Det er lige meget"),
                        ],
                        max_length=10,
                    ),
                ),
                ("wishes", models.TextField(blank=True)),
                (
                    "wish_choices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("woman", "En kvinde"),
                                ("man", "En mand"),
                                ("same_language", "En, der taler mit sprog"),
                                ("near", "En i nærheden"),
                                ("morning", "Helst om formiddagen"),
                                ("afternoon", "Helst om eftermiddagen"),
                                ("evening", "Helst om aftenen"),
                                ("own_experience", "En, der selv har prøvet noget lignende"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("active_offers", models.TextField(blank=True)),
                (
                    "considerations",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("anxiety", "Angst: nye steder og mennesker i små skridt"),
                                ("interpreter", "Tolk eller fælles sprog"),
                                ("only_office", "Kun møder hos kommunen"),
                                ("not_male_mentor", "Ikke en mandlig mentor"),
                                ("not_female_mentor", "Ikke en kvindelig mentor"),
                                ("times_not_possible", "Tider, der ikke er mulige"),
                                ("other", "Andet hensyn"),
                            ],
                            max_length=20,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("considerations_text", models.TextField(blank=True)),
                ("start_on", models.DateField(null=True)),
                ("discharge_on", models.DateField(null=True)),
                ("admitted_on", models.DateField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="OtherHelper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("section_85", "Socialpædagogisk støtte (serviceloven § 85)"),
                            ("contact_person", "Støtte- og kontaktperson (serviceloven § 99)"),
                            ("personal_assistant", "Personlig assistance"),
                            ("youth_adviser", "Personlig rådgiver eller kontaktperson for unge"),
                            ("gp", "Praktiserende læge"),
                            ("treatment", "Behandling"),
                            ("probation", "Kriminalforsorgen"),
                            ("other", "Andre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("does_what", models.CharField(max_length=500)),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_helpers",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Barrier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("structure", "Struktur på dagen"),
                            ("motivation", "Motivation"),
                            ("absence", "Fravær"),
                            ("anxiety", "Angst og fobi"),
                            ("depression", "Depression"),
                            ("development", "Udviklings- eller personlighedsforstyrrelse"),
                            ("abuse", "Misbrug"),
                            ("learning", "Indlæringsvanskeligheder"),
                            ("crime", "Kriminalitet"),
                            ("speech", "Tale og sprog"),
                            ("physical", "Fysisk helbred"),
                            ("debt", "Gæld"),
                            ("housing", "Bolig"),
                            ("family", "Familie"),
                            ("skills", "Faglige færdigheder"),
                        ],
                        max_length=20,
                    ),
                ),
                ("found_on", models.DateField()),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="barriers", to="referrals.referral"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("field", models.CharField(max_length=30)),
                ("old", models.TextField(blank=True)),
                ("new", models.TextField(blank=True)),
                ("reason", models.CharField(max_length=500)),
                ("amended_at", models.DateTimeField()),
                (
                    "amended_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="referrals.referral"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            parloeb.domain.referrals.states.State["DRAFT"],
                            parloeb.domain.referrals.states.State["SENT"],
                            parloeb.domain.referrals.states.State["ACCEPTED"],
                        ],
                    )
                ),
                fields=("case",),
                name="referrals_one_living_referral",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            parloeb.domain.referrals.states.State["DRAFT"],
                            parloeb.domain.referrals.states.State["WITHDRAWN"],
                        ],
                    ),
                    models.Q(
                        ("sent_at__isnull", False), ("sent_by__isnull", False), models.Q(("request", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="referrals_sent_has_sender",
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [parloeb.domain.referrals.states.State["DRAFT"], parloeb.domain.referrals.states.State["SENT"]],
                    ),
                    ("closed_at__isnull", False),
                    _connector="OR",
                ),
                name="referrals_closed_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="barrier",
            constraint=models.UniqueConstraint(fields=("referral", "kind"), name="referrals_barrier_once"),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="referrals_amendment_reason"
            ),
        ),
    ]
