"""A large town, written by set-based SQL: what the commands would have made, without their 100,000 transactions."""

from django.db import connection

CASES = 100_000
TEAMS = 200

# The team that is measured gets every two-hundredth case, as all others do, and cases in each of the four stages.
FILL = (
    """INSERT INTO people_organisation (uuid, kind, name, cvr, organisation_form, address, phone, email)
       VALUES (gen_random_uuid(), 'jobcentre', 'Jobcenter Storby', '', '', '', '', '')""",
    """INSERT INTO people_team (uuid, jobcentre_id, name)
       SELECT gen_random_uuid(), o.id, 'Team ' || n FROM people_organisation o, generate_series(1, {teams}) n""",
    """INSERT INTO people_citizen
           (uuid, name, sort_key, search_key, sex, email, phone, is_protected, version, cpr_sealed, cpr_index)
       SELECT gen_random_uuid(), 'Borger Nummer ' || n, 'borger nummer ' || lpad(n::text, 6, '0'),
              'borger nummer ' || n, '', '', '', n % 97 = 0, 1, '\\x01', decode(md5(n::text) || md5('b' || n), 'hex')
       FROM generate_series(1, {cases}) n""",
    """INSERT INTO cases_case (uuid, number, citizen_id, jobcentre_id, opened_on, stage, is_historic)
       SELECT gen_random_uuid(), '2025-' || lpad(c.id::text, 6, '0'), c.id, o.id, DATE '2025-12-01',
              (ARRAY['draft', 'referred', 'granted', 'running'])[1 + c.id / {teams} % 4], false
       FROM people_citizen c, people_organisation o ORDER BY c.id""",
    """INSERT INTO cases_relation (uuid, case_id, kind, team_id, first_day)
       SELECT gen_random_uuid(), k.id, 'team', t.id, k.opened_on
       FROM cases_case k JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM people_team) t
            ON t.place = k.id % {teams}""",
    """INSERT INTO referrals_background (case_id, track, education, benefit)
       SELECT id, '', '', '' FROM cases_case""",
    "ANALYZE",
)


def fill(*, cases: int = CASES, teams: int = TEAMS) -> None:
    """Fill an empty database."""
    with connection.cursor() as cursor:
        for statement in FILL:
            cursor.execute(statement.format(cases=cases, teams=teams))
