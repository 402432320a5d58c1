"""The statements that count. No value is put into them but by the driver."""

# A citizen is counted once, with the values of the latest course that was referred by the day of extraction.
_ASKED = """
    latest AS (
        SELECT DISTINCT ON (course.citizen_id) course.id AS case_id, course.citizen_id, course.jobcentre_id,
            course.ended_on, background.track, background.age_at_referral, background.education, background.benefit
        FROM cases_case AS course JOIN referrals_background AS background ON background.case_id = course.id
        WHERE background.referred_on <= %(last_day)s
        ORDER BY course.citizen_id, background.referred_on DESC, course.id DESC
    ), asked AS MATERIALIZED (
        SELECT *, COALESCE(ended_on >= %(first_day)s::date, true) AS is_counted
        FROM latest WHERE jobcentre_id = ANY(%(jobcentres)s)
    )
"""

_PEOPLE = """
    SELECT jobcentre.name, asked.track, citizen.sex, asked.age_at_referral, asked.education, asked.benefit,
        COALESCE(asked.ended_on <= %(last_day)s, false), COALESCE(closing.reason, ''), count(*)
    FROM asked
    JOIN people_citizen AS citizen ON citizen.id = asked.citizen_id
    JOIN people_organisation AS jobcentre ON jobcentre.id = asked.jobcentre_id
    LEFT JOIN followup_closing AS closing ON closing.case_id = asked.case_id
    WHERE asked.is_counted
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
"""

# Most visits lie within one band, and are summed at once. The few that cross an edge stay apart and are cut at it by
# what clocks in Denmark show. On the two nights when clocks are set a visit takes more or less time than clocks say;
# that hour lies in the night, so the difference goes there. Sums stay whole numbers: those of a visit that was cut are
# to be divided by its minutes (`whole`). Edges are minutes from the first midnight, over the days a visit can last.
_CELLS = """
    edges (band, number, first, next) AS (VALUES
        ('24-06', 0, 0, 360), ('06-09', 1, 360, 540), ('09-12', 2, 540, 720), ('12-17', 3, 720, 1020),
        ('17-24', 4, 1020, 1440), ('24-06', 5, 1440, 1800), ('06-09', 6, 1800, 1980), ('09-12', 7, 1980, 2160),
        ('12-17', 8, 2160, 2460), ('17-24', 9, 2460, 2880), ('24-06', 10, 2880, 3240)
    ), summed AS MATERIALIZED (
        SELECT case_id, mentor_id, first_band, CASE WHEN first_band <> last_band OR minutes > 480 THEN id END AS cut,
            min(starts_at) AS starts_at, max(ends_at) AS ends_at, max(minutes) AS whole, count(*) AS visits,
            sum(home_minutes) AS home, sum(work_minutes) AS work, sum(contact_minutes) AS contact,
            sum(other_minutes) AS other
        FROM (
            SELECT *,
                width_bucket(
                    date_part('hour', starts_at AT TIME ZONE 'Europe/Copenhagen'), '{6,9,12,17}'::float8[]
                ) AS first_band,
                width_bucket(
                    date_part('hour', (ends_at - interval '1 microsecond') AT TIME ZONE 'Europe/Copenhagen'),
                    '{6,9,12,17}'::float8[]
                ) AS last_band
            FROM visits_visit
            WHERE starts_at >= %(first_moment)s AND starts_at < %(last_moment)s AND outcome = %(held)s
                AND state <> %(replaced)s
        ) AS held
        GROUP BY 1, 2, 3, 4
    ), shown AS (
        SELECT *, starts_at AT TIME ZONE 'Europe/Copenhagen' AS begins, ends_at AT TIME ZONE 'Europe/Copenhagen' AS ends
        FROM summed WHERE cut IS NOT NULL
    ), timed AS MATERIALIZED (
        SELECT *, extract(epoch FROM begins - date_trunc('day', begins))::int / 60 AS first,
            extract(epoch FROM ends - date_trunc('day', begins))::int / 60 AS next
        FROM shown
    ), pieces AS (
        SELECT timed.*, edges.band, least(timed.next, edges.next) - greatest(timed.first, edges.first) AS minutes,
            (timed.first >= edges.first)::int AS begun
        FROM timed JOIN edges ON timed.first < edges.next AND edges.first < timed.next
        UNION ALL
        SELECT timed.*, '24-06', whole - (next - first), 0 FROM timed WHERE next - first <> whole
    ), cells AS (
        SELECT case_id, mentor_id, edges.band, 1 AS whole, visits, home, work, contact, other
        FROM summed JOIN edges ON edges.number = summed.first_band WHERE cut IS NULL
        UNION ALL
        SELECT case_id, mentor_id, band, whole, begun, home * minutes, work * minutes, contact * minutes,
            other * minutes
        FROM pieces
    ), of_citizens AS MATERIALIZED (
        SELECT asked.citizen_id, cells.*
        FROM cells
        JOIN cases_case AS course ON course.id = cells.case_id
        JOIN asked ON asked.citizen_id = course.citizen_id
    ), by_citizen AS MATERIALIZED (
        SELECT citizen_id, sum(home) AS home, sum(work) AS work, sum(contact) AS contact, sum(other) AS other
        FROM (
            SELECT citizen_id, sum(home) / whole AS home, sum(work) / whole AS work, sum(contact) / whole AS contact,
                sum(other) / whole AS other
            FROM of_citizens GROUP BY citizen_id, whole
        ) AS by_whole
        GROUP BY citizen_id
    )
"""

# One pass over the visits answers all of it; the first column says which table a row is of.
_ANSWERS = """
    SELECT 'worked', jobcentre.name, 0, COALESCE(sum(home), 0), COALESCE(sum(work), 0), COALESCE(sum(contact), 0),
        COALESCE(sum(other), 0),
        percentile_cont(0.5) WITHIN GROUP (ORDER BY COALESCE(home + work + contact + other, 0))
            FILTER (WHERE asked.is_counted),
        max(home + work + contact + other)
    FROM people_organisation AS jobcentre
    LEFT JOIN asked ON asked.jobcentre_id = jobcentre.id
    LEFT JOIN by_citizen ON by_citizen.citizen_id = asked.citizen_id
    WHERE jobcentre.id = ANY(%(jobcentres)s) GROUP BY jobcentre.name
    UNION ALL
    SELECT 'banded', band, whole, sum(home), sum(work), sum(contact), sum(other), 0, 0
    FROM of_citizens GROUP BY band, whole
    UNION ALL
    SELECT 'counts', '', 0, COALESCE(sum(visits), 0), count(DISTINCT mentor_id), 0, 0, 0, 0 FROM of_citizens
    UNION ALL
    SELECT 'behind_jobcentre', jobcentre.name, 0, count(*) FILTER (WHERE home > 0), count(*) FILTER (WHERE work > 0),
        count(*) FILTER (WHERE contact > 0), count(*) FILTER (WHERE other > 0), 0, count(*)
    FROM by_citizen JOIN asked ON asked.citizen_id = by_citizen.citizen_id
    JOIN people_organisation AS jobcentre ON jobcentre.id = asked.jobcentre_id GROUP BY jobcentre.name
    UNION ALL
    SELECT 'behind_band', band, 0, count(*) FILTER (WHERE home > 0), count(*) FILTER (WHERE work > 0),
        count(*) FILTER (WHERE contact > 0), count(*) FILTER (WHERE other > 0), 0, count(*)
    FROM (
        SELECT band, citizen_id, max(home) AS home, max(work) AS work, max(contact) AS contact, max(other) AS other
        FROM of_citizens GROUP BY band, citizen_id
    ) AS in_band
    GROUP BY band
"""

_PLACEMENTS = """
    placed AS (
        SELECT company.id, company.sector, company.ownership, company.prior_experience,
            count(DISTINCT course.citizen_id) AS citizens
        FROM companies_placement AS placement
        JOIN companies_company AS company ON company.id = placement.company_id
        JOIN cases_case AS course ON course.id = placement.case_id
        WHERE company.jobcentre_id = ANY(%(jobcentres)s) AND placement.first_day <= %(last_day)s
            AND (%(first_day)s::date IS NULL OR COALESCE(placement.last_day >= %(first_day)s::date, true))
        GROUP BY company.id
    )
    SELECT sector, ownership, prior_experience, count(*), count(*) FILTER (WHERE citizens > 1)
    FROM placed GROUP BY 1, 2, 3
"""

PLACED_CITIZENS = """
    SELECT count(DISTINCT course.citizen_id)
    FROM companies_placement AS placement
    JOIN companies_company AS company ON company.id = placement.company_id
    JOIN cases_case AS course ON course.id = placement.case_id
    WHERE company.jobcentre_id = ANY(%(jobcentres)s) AND placement.first_day <= %(last_day)s
        AND (%(first_day)s::date IS NULL OR COALESCE(placement.last_day >= %(first_day)s::date, true))
"""

PEOPLE = f"WITH {_ASKED} {_PEOPLE}"
MINUTES = f"WITH {_ASKED}, {_CELLS} {_ANSWERS}"
COMPANIES = f"WITH {_PLACEMENTS}"
