"""What is stored already, written as the files write it: one query a file, with its key and its columns."""

from collections.abc import Mapping
from types import MappingProxyType

SELECTS: Mapping[str, str] = MappingProxyType(
    {
        "jobcentres": """
            SELECT name AS key, name AS jobcentre, NULLIF(organisation_form, '') AS organisation_form,
                agreed_places::int8 AS agreed_places
            FROM people_organisation WHERE kind = 'jobcentre'
        """,
        "mentors": """
            SELECT mentor.registration_key AS key, mentor.registration_key AS mentor, jobcentre.name AS jobcentre,
                mentor.first_day, mentor.weekly_minutes::int8 AS weekly_hours, mentor.kind AS employer_kind
            FROM corps_mentor mentor JOIN people_organisation jobcentre ON jobcentre.id = mentor.jobcentre_id
            WHERE mentor.registration_key IS NOT NULL
        """,
        "citizens": """
            SELECT citizen.registration_key AS key, citizen.registration_key AS citizen, jobcentre.name AS jobcentre,
                background.referred_on, NULLIF(citizen.sex, '') AS sex, background.age_at_referral::int8 AS age,
                NULLIF(background.education, '') AS education, NULLIF(background.benefit, '') AS benefit,
                NULLIF(background.track, '') AS track, closing.ended_on, NULLIF(closing.reason, '') AS end_reason
            FROM people_citizen citizen
            JOIN cases_case course ON course.citizen_id = citizen.id AND course.is_historic
            JOIN people_organisation jobcentre ON jobcentre.id = course.jobcentre_id
            JOIN referrals_background background ON background.case_id = course.id
            LEFT JOIN followup_closing closing ON closing.case_id = course.id
            WHERE citizen.registration_key IS NOT NULL
        """,
        "companies": """
            SELECT company.registration_key AS key, company.registration_key AS company, jobcentre.name AS jobcentre,
                NULLIF(company.sector, '') AS sector, NULLIF(company.ownership, '') AS ownership,
                NULLIF(company.prior_experience, '') AS prior_experience
            FROM companies_company company JOIN people_organisation jobcentre ON jobcentre.id = company.jobcentre_id
            WHERE company.registration_key IS NOT NULL
        """,
        "placements": """
            SELECT citizen.registration_key || '|' || company.registration_key AS key,
                citizen.registration_key AS citizen, company.registration_key AS company,
                placement.first_day, placement.last_day
            FROM companies_placement placement
            JOIN companies_company company ON company.id = placement.company_id
            JOIN cases_case course ON course.id = placement.case_id AND course.is_historic
            JOIN people_citizen citizen ON citizen.id = course.citizen_id
            WHERE citizen.registration_key IS NOT NULL AND company.registration_key IS NOT NULL
        """,
        "visits": """
            SELECT visit.registration_key AS key, visit.registration_key AS visit, visit.starts_at AS start,
                mentor.registration_key AS mentor, citizen.registration_key AS citizen,
                visit.minutes::int8 AS minutes, visit.home_minutes::int8 AS home_minutes,
                visit.work_minutes::int8 AS work_minutes, visit.contact_minutes::int8 AS contact_minutes,
                visit.other_minutes::int8 AS other_minutes
            FROM visits_visit visit
            JOIN corps_mentor mentor ON mentor.id = visit.mentor_id
            JOIN cases_case course ON course.id = visit.case_id
            JOIN people_citizen citizen ON citizen.id = course.citizen_id
            WHERE visit.registration_key IS NOT NULL
        """,
    }
)
