"""Time the re-check of 10,000 running grants against a coming table; they are copies of one, written by SQL."""

import time
from datetime import timedelta

from django.apps import apps
from django.db import connection

from parloeb.domain.grants import rechecking
from parloeb.domain.grants.models import Grant
from tests.builders.clock import ON

GRANTS = 10_000
AIM = 10.0  # seconds

# What of a row is another for each copy; all else is as in the one that is copied.
OTHERWISE = {
    "uuid": "gen_random_uuid()",
    "case_id": "k.id",
    "citizen_id": "k.citizen_id",
    "number": "r.number || '-' || k.id",
    "pdf": "'\\x00'::bytea",
    "referral_id": "(SELECT id FROM referrals_referral WHERE case_id = k.id)",
    "letter_id": "(SELECT id FROM correspondence_letter WHERE case_id = k.id)",
    "grant_id": "(SELECT id FROM grants_grant WHERE case_id = k.id)",
}


def fill(grant: Grant, *, grants: int = GRANTS) -> None:
    """Copy the grant with its referral, its letter and its hours to so many of the town's cases."""
    with connection.cursor() as cursor:
        for model, pk in (
            ("referrals.Referral", grant.referral_id),
            ("correspondence.Letter", grant.letter_id),
            ("grants.Grant", grant.pk),
        ):
            cursor.execute(copy(model, "r.id = %s"), [pk, grants])
        cursor.execute(copy("grants.GrantHours", "r.grant_id = %s"), [grant.pk, grants])


def seconds() -> tuple[float, int]:
    """How long the re-check takes, and how many grants it saw."""
    begun = time.perf_counter()
    outlook = rechecking.of_all(on=ON + timedelta(days=1), with_drafts=True)
    return time.perf_counter() - begun, outlook.running


def copy(model: str, which: str, of: str = "") -> str:
    """The SQL that copies a row to so many of the town's cases, of which `of` narrows those that are."""
    meta = apps.get_model(model)._meta
    columns = [str(field.column) for field in meta.concrete_fields if not field.primary_key]
    values = ", ".join(OTHERWISE.get(column, f"r.{column}") for column in columns)
    return f"""INSERT INTO {meta.db_table} ({", ".join(columns)})
               SELECT {values} FROM {meta.db_table} r, cases_case k
               WHERE {which} AND k.id IN (SELECT id FROM cases_case WHERE number LIKE '2025-%%' ORDER BY id LIMIT %s)
               {of}
            """
