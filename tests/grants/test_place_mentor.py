"""A grant with the mentor of a place: what it must say before anybody is paid, what the letter tells, what is kept."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import commands, modifying, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import ON

pytestmark = pytest.mark.django_db

EFFORT = "Henter Asta ved døren hver morgen."
AT_COMPANY = commands.Draft(
    first_day=ON, last_day=days.last_day_of(ON, 3), minutes_per_week=120, mentor_type="place", mentor_kind="company",
    decisive_reason="Uden en mentor møder Asta ikke op.", beyond_usual_effort=EFFORT,
)  # fmt: skip


def _drafted(by: User, typed: commands.Draft) -> Grant:
    draft = builders.a_drafted_grant(by=by)
    with builders.act(by, Role.CASEWORKER) as actor:
        commands.save(draft, typed, version=draft.version, by=actor, at=builders.AT, on=ON)
    return draft


def _decide(draft: Grant, *, by: User) -> None:
    with builders.act(by, Role.CASEWORKER) as actor:
        builders.decide(draft, by=actor)


def _words(grant: Grant) -> str:
    return twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts)).replace("\u00a0", " ")


@pytest.mark.rule("LAB-169-BEYOND")
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        (replace(AT_COMPANY, mentor_kind=""), "mentor_kind"),
        (replace(AT_COMPANY, beyond_usual_effort=""), "beyond_usual_effort"),
        (replace(AT_COMPANY, beyond_usual_effort="  "), "beyond_usual_effort"),
        (replace(AT_COMPANY, mentor_type="individual", beyond_usual_effort=""), None),
        (replace(AT_COMPANY, mentor_kind="school"), None),
        (AT_COMPANY, None),
    ],
)
def test_a_place_says_what_it_does_beyond_the_usual_before_it_is_granted(
    signe: User, typed: commands.Draft, field: str | None
) -> None:
    draft = _drafted(signe, typed)
    if field is None:
        _decide(draft, by=signe)
        assert draft.decided_at
        return
    with pytest.raises(errors.RefusedError) as refusal:
        _decide(draft, by=signe)
    assert refusal.value.field == field


def test_the_letter_tells_of_the_place_and_rests_on_its_rule(signe: User) -> None:
    grant = _drafted(signe, AT_COMPANY)
    _decide(grant, by=signe)
    words = _words(grant)
    for text in ("en, der arbejder i virksomheden", EFFORT, "LAB § 169", "du må gerne sige nej"):
        assert text in words
    assert "LAB-169-BEYOND" in {finding["rule"] for finding in grant.basis["findings"]}
    assert "Vi finder nu en mentor" not in words


def test_a_mentor_of_one_is_asked_nothing_of_a_place(signe: User) -> None:
    grant = builders.a_grant(by=signe)
    assert "LAB § 169" not in _words(grant)
    assert {one.rule for one in queries.said_of(grant, on=ON)}.isdisjoint({"LAB-169-BEYOND"})


@pytest.mark.parametrize("kind", [Kind.EXTEND, Kind.CHANGE, Kind.CORRECT])
def test_what_comes_after_begins_with_the_same_mentor(signe: User, kind: Kind) -> None:
    grant = _drafted(signe, AT_COMPANY)
    _decide(grant, by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        draft = modifying.begin(grant, kind, by=by, at=builders.AT, on=ON)
    assert (draft.mentor_type, draft.mentor_kind, draft.beyond_usual_effort) == ("place", "company", EFFORT)


@pytest.mark.parametrize("values", ["mentor_type = 'place'", "mentor_type = 'place', mentor_kind = 'company'",
                                    "mentor_type = 'place', beyond_usual_effort = 'x'"])  # fmt: skip
def test_the_database_keeps_no_place_without_its_words(signe: User, values: str) -> None:
    builders.a_grant(by=signe)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="place_mentor"), transaction.atomic():
        cursor.execute(f"UPDATE grants_grant SET {values}")
