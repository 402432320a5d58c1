from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_representative_corrected"),
    ]

    operations = [
        migrations.AlterField(
            model_name="localsetting",
            name="setting",
            field=models.CharField(
                choices=[
                    ("caseworker_periods", "Sagsbehandleren: perioder i et forløb"),
                    ("caseworker_months", "Sagsbehandleren: højst så mange måneder ad gangen"),
                    ("leader_periods", "Teamlederen: perioder i et forløb, sagsbehandlerens talt med"),
                    ("leader_months", "Teamlederen: højst så mange måneder ad gangen"),
                    ("months", "Normal længde af en bevilling i måneder"),
                    ("months_activities", "Normal længde i måneder: aktiviteter"),
                    ("months_offers", "Normal længde i måneder: tilbud"),
                    ("months_ordinary_education", "Normal længde i måneder: ordinær uddannelse"),
                    ("months_fleksjob", "Normal længde i måneder: fleksjob"),
                    ("months_ordinary_work", "Normal længde i måneder: ordinært arbejde"),
                    ("aftercare_hours", "Efterværn: højst så mange timer i alt"),
                    ("aftercare_months", "Efterværn: højst så mange måneder efter støttens sidste dag"),
                    ("contact_days", "Kontaktvarsel efter så mange dage uden kontakt"),
                    ("report_months", "Mentorens rapport: så mange måneder fortæller hver om"),
                    ("report_day", "Mentorens rapport: sidste dag i måneden efter"),
                ],
                max_length=30,
            ),
        ),
    ]
