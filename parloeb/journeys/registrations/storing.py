"""Store the rows that stand: a few statements a file, in the order in which the tables refer to each other."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Model
from psycopg import sql

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind, Stage
from parloeb.domain.companies.models import Company, Placement
from parloeb.domain.corps.models import Mentor
from parloeb.domain.followup.models import Closing
from parloeb.domain.people.models import Citizen, Organisation
from parloeb.domain.people.rules import OrganisationKind
from parloeb.domain.referrals.models import Background
from parloeb.domain.visits.models import Visit
from parloeb.journeys.registrations import loading

_OF_A_JOBCENTRE = """
    JOIN people_organisation AS jobcentre ON jobcentre.name = row.jobcentre AND jobcentre.kind = 'jobcentre'
"""

_OF_A_COURSE = """
    JOIN people_citizen AS citizen ON citizen.registration_key = row.citizen
    JOIN cases_case AS course ON course.citizen_id = citizen.id AND course.is_historic
"""

# Drawn as cases.commands draws it: the year of the referral and a running number of six digits or more.
_CASE_NUMBER = """
    (SELECT extract(year FROM row.referred_on) || '-' || lpad(number::text, greatest(6, length(number::text)), '0')
    FROM (SELECT nextval('cases_case_number_seq') + 0 * row.line AS number) AS drawn)
"""


def store(*, at: datetime) -> None:
    """Store every row that stands; keys between tables are checked here and not only when all is committed."""
    _store_places()
    _store_courses()
    _store_what_is_known_of_courses()
    _store_companies()
    _store_visits(at)
    loading.run("SET CONSTRAINTS ALL IMMEDIATE")


def _store_places() -> None:
    _insert(
        Organisation,
        "standing_jobcentres AS row",
        {"name": "row.jobcentre", "organisation_form": "row.organisation_form", "agreed_places": "row.agreed_places"},
        {"kind": OrganisationKind.JOBCENTRE},
    )
    _insert(
        Mentor,
        f"standing_mentors AS row {_OF_A_JOBCENTRE}",
        {
            "sort_key": "row.sort_key",
            "search_key": "row.search_key",
            "jobcentre_id": "jobcentre.id",
            "kind": "row.employer_kind",
            "first_day": "row.first_day",
            "weekly_minutes": "row.weekly_hours",
            "registration_key": "row.mentor",
        },
    )


def _store_courses() -> None:
    _insert(
        Citizen,
        "standing_citizens AS row",
        {
            "sort_key": "row.sort_key",
            "search_key": "row.search_key",
            "sex": "COALESCE(row.sex, '')",
            "registration_key": "row.citizen",
        },
    )
    _insert(
        Case,
        f"standing_citizens AS row {_OF_A_JOBCENTRE}"
        " JOIN people_citizen AS citizen ON citizen.registration_key = row.citizen",
        {
            "number": _CASE_NUMBER,
            "citizen_id": "citizen.id",
            "jobcentre_id": "jobcentre.id",
            "opened_on": "row.referred_on",
            "ended_on": "row.ended_on",
            "stage": f"CASE WHEN row.ended_on IS NULL THEN '{Stage.RUNNING}' ELSE '{Stage.ENDED}' END",
        },
        {"is_historic": True},
    )


def _store_what_is_known_of_courses() -> None:
    new = f"standing_citizens AS row {_OF_A_COURSE}"
    _insert(
        Background,
        new,
        {
            "case_id": "course.id",
            "referred_on": "row.referred_on",
            "age_at_referral": "row.age",
            "track": "COALESCE(row.track, '')",
            "education": "COALESCE(row.education, '')",
            "benefit": "COALESCE(row.benefit, '')",
        },
    )
    _insert(
        Closing,
        f"{new} WHERE row.ended_on IS NOT NULL",
        {"case_id": "course.id", "ended_on": "row.ended_on", "reason": "COALESCE(row.end_reason, '')"},
    )
    # Nobody worked on these courses here, so no team is theirs: coordinator and controller find them in their lists.
    for kind in (RelationKind.COORDINATION, RelationKind.CONTROL):
        _insert(
            Relation,
            new,
            {"case_id": "course.id", "organisation_id": "course.jobcentre_id", "first_day": "row.referred_on"},
            {"kind": kind},
        )


def _store_companies() -> None:
    _insert(
        Company,
        f"standing_companies AS row {_OF_A_JOBCENTRE}",
        {
            "jobcentre_id": "jobcentre.id",
            "sector": "COALESCE(row.sector, '')",
            "ownership": "COALESCE(row.ownership, '')",
            "prior_experience": "COALESCE(row.prior_experience, '')",
            "registration_key": "row.company",
        },
    )
    _insert(
        Placement,
        f"standing_placements AS row {_OF_A_COURSE}"
        " JOIN companies_company AS company ON company.registration_key = row.company",
        {
            "case_id": "course.id",
            "company_id": "company.id",
            "first_day": "row.first_day",
            "last_day": "row.last_day",
        },
    )


def _store_visits(at: datetime) -> None:
    minutes = ("minutes", "home_minutes", "work_minutes", "contact_minutes", "other_minutes")
    _insert(
        Visit,
        f"standing_visits AS row {_OF_A_COURSE} JOIN corps_mentor AS mentor ON mentor.registration_key = row.mentor",
        {
            "case_id": "course.id",
            "mentor_id": "mentor.id",
            "starts_at": "row.start",
            "ends_at": "row.start + row.minutes * interval '1 minute'",
            "registration_key": "row.visit",
            **{name: f"row.{name}" for name in minutes},
        },
        {"registered_at": at},
    )


def _insert(
    model: type[Model], source: str, columns: Mapping[str, str], fixed: Mapping[str, Any] | None = None
) -> None:
    """Store one row of a model for each row of the source: columns by SQL, fixed values, else the model's default."""
    chosen = {name: sql.SQL(expression) for name, expression in columns.items()}
    values = {**_defaults(model, {*columns, *(fixed or {})}), **(fixed or {})}
    expressions: dict[str, sql.Composable] = {**chosen, **dict.fromkeys(values, sql.Placeholder())}
    if issubclass(model, Traceable):
        expressions["uuid"] = sql.SQL("gen_random_uuid()")
    loading.run(
        "INSERT INTO {table} ({names}) SELECT {expressions} FROM {source} ORDER BY row.line",
        values=list(values.values()),
        table=sql.Identifier(model._meta.db_table),
        names=sql.SQL(", ").join(sql.Identifier(name) for name in expressions),
        expressions=sql.SQL(", ").join(expressions.values()),
        source=sql.SQL(source),
    )


def _defaults(model: type[Model], said: set[str]) -> dict[str, Any]:
    """What the model puts into the columns that nobody speaks of and that cannot be empty."""
    return {
        str(field.column): field.get_default()
        for field in model._meta.concrete_fields
        if not field.null and not field.primary_key and field.column not in {*said, "uuid"}
    }
