"""Store the rows that stand: a few statements a file, in the order in which the tables refer to each other."""

from datetime import datetime

from parloeb.domain.cases.rules import RelationKind, Stage
from parloeb.domain.visits.lists import Outcome
from parloeb.domain.visits.states import State
from parloeb.journeys.registrations import loading

_JOBCENTRES = """
    INSERT INTO people_organisation (uuid, kind, name, cvr, organisation_form, agreed_places)
    SELECT gen_random_uuid(), 'jobcentre', row.jobcentre, '', row.organisation_form, row.agreed_places
    FROM standing_jobcentres AS row ORDER BY row.line
"""

_MENTORS = """
    INSERT INTO corps_mentor (uuid, name, sort_key, search_key, jobcentre_id, kind, profile, sex, languages, areas,
        first_day, weekly_minutes, registration_key)
    SELECT gen_random_uuid(), '', row.sort_key, row.search_key, jobcentre.id, row.employer_kind, '', '', '{{}}', '{{}}',
        row.first_day, row.weekly_hours, row.mentor
    FROM standing_mentors AS row
    JOIN people_organisation AS jobcentre ON jobcentre.name = row.jobcentre AND jobcentre.kind = 'jobcentre'
    ORDER BY row.line
"""

_CITIZENS = """
    INSERT INTO people_citizen (uuid, name, sort_key, search_key, sex, email, phone, is_protected, registration_key)
    SELECT gen_random_uuid(), '', row.sort_key, row.search_key, COALESCE(row.sex, ''), '', '', false, row.citizen
    FROM standing_citizens AS row ORDER BY row.line
"""

# Numbers are drawn as cases.commands draws them: the year of the referral and a running number of six digits or more.
_CASES = """
    INSERT INTO cases_case (uuid, number, citizen_id, jobcentre_id, opened_on, ended_on, stage, is_historic)
    SELECT gen_random_uuid(),
        extract(year FROM numbered.referred_on) || '-' ||
            lpad(numbered.number::text, greatest(6, length(numbered.number::text)), '0'),
        numbered.citizen_id, numbered.jobcentre_id, numbered.referred_on, numbered.ended_on,
        CASE WHEN numbered.ended_on IS NULL THEN %s ELSE %s END, true
    FROM (
        SELECT row.referred_on, row.ended_on, citizen.id AS citizen_id, jobcentre.id AS jobcentre_id,
            nextval('cases_case_number_seq') AS number
        FROM standing_citizens AS row
        JOIN people_citizen AS citizen ON citizen.registration_key = row.citizen
        JOIN people_organisation AS jobcentre ON jobcentre.name = row.jobcentre AND jobcentre.kind = 'jobcentre'
    ORDER BY row.line
    ) AS numbered
"""

_NEW_CASES = """
    CREATE TEMP VIEW new_cases AS SELECT row.*, course.id AS case_id, course.jobcentre_id
    FROM standing_citizens AS row
    JOIN people_citizen AS citizen ON citizen.registration_key = row.citizen
    JOIN cases_case AS course ON course.citizen_id = citizen.id AND course.is_historic
"""

_BACKGROUNDS = """
    INSERT INTO referrals_background (case_id, referred_on, age_at_referral, track, education, benefit)
    SELECT row.case_id, row.referred_on, row.age, COALESCE(row.track, ''), COALESCE(row.education, ''),
        COALESCE(row.benefit, '')
    FROM new_cases AS row ORDER BY row.line
"""

_CLOSINGS = """
    INSERT INTO followup_closing (uuid, case_id, ended_on, reason)
    SELECT gen_random_uuid(), row.case_id, row.ended_on, COALESCE(row.end_reason, '')
    FROM new_cases AS row WHERE row.ended_on IS NOT NULL ORDER BY row.line
"""

# Nobody worked on these courses here, so no team is theirs: coordinator and controller find them in their lists.
_RELATIONS = """
    INSERT INTO cases_relation (uuid, case_id, kind, organisation_id, first_day)
    SELECT gen_random_uuid(), row.case_id, %s, row.jobcentre_id, row.referred_on FROM new_cases AS row ORDER BY row.line
"""

_COMPANIES = """
    INSERT INTO companies_company (uuid, jobcentre_id, name, sector, ownership, prior_experience, registration_key)
    SELECT gen_random_uuid(), jobcentre.id, '', COALESCE(row.sector, ''), COALESCE(row.ownership, ''),
        COALESCE(row.prior_experience, ''), row.company
    FROM standing_companies AS row
    JOIN people_organisation AS jobcentre ON jobcentre.name = row.jobcentre AND jobcentre.kind = 'jobcentre'
    ORDER BY row.line
"""

_PLACEMENTS = """
    INSERT INTO companies_placement (uuid, case_id, company_id, first_day, last_day)
    SELECT gen_random_uuid(), course.id, company.id, row.first_day, row.last_day
    FROM standing_placements AS row
    JOIN companies_company AS company ON company.registration_key = row.company
    JOIN people_citizen AS citizen ON citizen.registration_key = row.citizen
    JOIN cases_case AS course ON course.citizen_id = citizen.id AND course.is_historic
    ORDER BY row.line
"""

_VISITS = """
    INSERT INTO visits_visit (uuid, case_id, mentor_id, starts_at, ends_at, minutes, home_minutes, work_minutes,
        contact_minutes, other_minutes, outcome, cause, note, is_shared, state, question, registered_at, is_late,
        registration_key)
    SELECT gen_random_uuid(), course.id, mentor.id, row.start, row.start + row.minutes * interval '1 minute',
        row.minutes, row.home_minutes, row.work_minutes, row.contact_minutes, row.other_minutes, %s, '', '', false,
        %s, '', %s, false, row.visit
    FROM standing_visits AS row
    JOIN corps_mentor AS mentor ON mentor.registration_key = row.mentor
    JOIN people_citizen AS citizen ON citizen.registration_key = row.citizen
    JOIN cases_case AS course ON course.citizen_id = citizen.id AND course.is_historic
    ORDER BY row.line
"""


def store(*, at: datetime) -> None:
    """Store every row that stands; keys between tables are checked here and not only when all is committed."""
    loading.run(_JOBCENTRES)
    loading.run(_MENTORS)
    loading.run(_CITIZENS)
    loading.run(_CASES, values=[Stage.RUNNING, Stage.ENDED])
    loading.run(_NEW_CASES)
    loading.run(_BACKGROUNDS)
    loading.run(_CLOSINGS)
    for kind in (RelationKind.COORDINATION, RelationKind.CONTROL):
        loading.run(_RELATIONS, values=[kind])
    loading.run(_COMPANIES)
    loading.run(_PLACEMENTS)
    loading.run(_VISITS, values=[Outcome.HELD, State.REGISTERED, at])
    loading.run("SET CONSTRAINTS ALL IMMEDIATE")
