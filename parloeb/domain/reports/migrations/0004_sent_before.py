from django.db import migrations

# What was sent before sendings were kept: the words as they stand, and the last question; the log knows who asked when.
FILL = """
INSERT INTO reports_reportsending
    (uuid, report_id, development, wellbeing, goals, appointments, risks, recommendation, sent_at, sent_by_id)
SELECT gen_random_uuid(), id, development, wellbeing, goals, appointments, risks, recommendation, sent_at, sent_by_id
FROM reports_monthlyreport WHERE sent_at IS NOT NULL ORDER BY id;
INSERT INTO reports_reportquestion (uuid, report_id, text, asked_at, asked_by_id)
SELECT DISTINCT ON (report.id) gen_random_uuid(), report.id, report.question, event.at, asker.id
FROM reports_monthlyreport report
JOIN audit_event event ON event.subject_uuid = report.uuid AND event.name = 'report.asked_back'
JOIN people_user asker ON asker.uuid = event.user_uuid
WHERE report.question <> '' ORDER BY report.id, event.at DESC
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0001_event"),
        ("reports", "0003_sendings_and_questions"),
    ]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
