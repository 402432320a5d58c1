"""What an open correction of the first weeks corrects is moved from the reason to its own field, and nothing else."""

from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from parloeb.domain.grants import chain, modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON

pytestmark = pytest.mark.django_db

WRITTEN = "Timerne var tastet forkert."
MOVE = import_module("parloeb.domain.grants.migrations.0027_mistake_of_open_corrections").MOVE


def _texts_after(signe: User, kind: Kind = Kind.CORRECT, **fields: object) -> tuple[str, str]:
    """The mistake and the reason of a draft of before, once it has been moved."""
    with builders.act(signe, Role.CASEWORKER) as by:
        draft = modifying.begin(builders.a_grant(by=signe), kind, by=by, at=builders.AT, on=ON)
    Grant.objects.filter(pk=draft.pk).update(**({"reason_text": WRITTEN} | fields))
    with connection.cursor() as cursor:
        cursor.execute(MOVE)
    draft.refresh_from_db()
    return draft.mistake, draft.reason_text


@pytest.mark.parametrize("fields", [{}, {"state": "submitted", "submitted_at": builders.AT}])
def test_what_an_open_correction_corrects_has_its_own_field(signe: User, fields: dict[str, Any]) -> None:
    assert _texts_after(signe, **fields) == (WRITTEN, "")
    draft = Grant.objects.get(kind=Kind.CORRECT)
    assert chain.lacks_reason(draft, on=ON) == chain.NOTHING_CORRECTED


@pytest.mark.parametrize(
    ("kind", "fields", "mistake"),
    [
        (Kind.CHANGE, {}, ""),
        (Kind.CORRECT, {"state": "withdrawn"}, ""),
        (Kind.CORRECT, {"mistake": "Dagen."}, "Dagen."),
        (Kind.CORRECT, {"asked_minutes_per_week": 300}, ""),
        (Kind.CORRECT, {"asked_last_day": ON.replace(year=2028)}, ""),
        (Kind.CORRECT, {"asked_purpose": "education"}, ""),
    ],
)
def test_every_other_reason_stays_one(signe: User, kind: Kind, fields: dict[str, Any], mistake: str) -> None:
    assert _texts_after(signe, kind, **fields) == (mistake, WRITTEN)
