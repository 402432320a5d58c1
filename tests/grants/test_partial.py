"""A grant of less than was asked for: a part is refused, with reasons and guidance, in the same letter."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import LetterKind
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import access, commands, modifying, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.procedure.queries import periods
from parloeb.domain.grants.rules import partial
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.grants.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import AT, FULL, ON, procedure

LAST = date(2027, 2, 15)  # three months from Monday 16 November 2026
GIVEN = partial.Given(120, LAST, "ordinary_education")
INSTEAD = procedure.INSTEAD
WHY = "Asta har også en kontaktperson, og to timer om ugen er nok til at nå målet."
MORE: Mapping[str, Any] = MappingProxyType({"asked_minutes_per_week": 360})


@pytest.mark.parametrize(
    ("asked", "sentences"),
    [
        (partial.Asked(), []),
        (partial.Asked(360), ["Der er søgt om 6 timer om ugen. Du får 2 timer om ugen."]),
        (
            partial.Asked(last_day=LAST + timedelta(days=1)),
            ["Der er søgt om støtte til og med den 16. februar 2027. Du får støtte til og med den 15. februar 2027."],
        ),
        (partial.Asked(purpose="fleksjob"), ["Der er også søgt om støtte til fleksjob. Det får du ikke støtte til."]),
    ],
)
def test_each_part_that_is_refused_is_said(asked: partial.Asked, sentences: list[str]) -> None:
    said = [one.sentence.replace("\u00a0", " ") for one in partial.refused(asked, GIVEN)]
    assert said == sentences
    assert bool(asked) is bool(sentences)
    partial.refuse_unfit(asked, GIVEN, may_be_partial=True)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (partial.Asked(120), "asked_minutes_per_week"),
        (partial.Asked(119), "asked_minutes_per_week"),
        (partial.Asked(last_day=LAST), "asked_last_day"),
        (partial.Asked(last_day=LAST - timedelta(days=1)), "asked_last_day"),
        (partial.Asked(purpose="ordinary_education"), "asked_purpose"),
    ],
)
def test_what_is_granted_is_not_refused_too(asked: partial.Asked, field: str) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        partial.refuse_unfit(asked, GIVEN, may_be_partial=True)
    assert refused.value.field == field


@pytest.mark.parametrize("asked", [partial.Asked(360), partial.Asked(last_day=LAST), partial.Asked(purpose="fleksjob")])
def test_only_what_answers_a_request_is_partial(asked: partial.Asked) -> None:
    with pytest.raises(errors.RefusedError, match="Kun en bevilling") as refused:
        partial.refuse_unfit(asked, GIVEN, may_be_partial=False)
    assert (refused.value.field or "").startswith("asked_")
    partial.refuse_unfit(partial.Asked(), GIVEN, may_be_partial=False)


def _drafted(signe: User, *, referral: Any = None, **typed: Any) -> Grant:
    grant = builders.a_drafted_grant(by=signe, referral=referral)
    whole = {
        "first_day": grant.first_day,
        "last_day": grant.last_day,
        "minutes_per_week": 120,
        "decisive_reason": grant.decisive_reason,
        **typed,
    }
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.save(grant, commands.Draft(**whole), version=grant.version, by=by, at=AT, on=ON)
    return grant


def _decided(grant: Grant, *, by: User) -> Grant:
    with builders.act(by, Role.CASEWORKER) as actor:
        commands.decide(grant, sending=builders.sending(), by=actor, at=AT, on=ON, used=frozenset())
    return grant


def test_a_partial_grant_is_a_grant_whose_letter_says_what_is_refused_and_how_to_complain(signe: User) -> None:
    grant = _decided(_drafted(signe, reason_text=WHY, alternative=INSTEAD, **MORE, asked_purpose="fleksjob"), by=signe)
    grant.case.refresh_from_db()
    letter = builders.letter_of(grant)
    assert (grant.state, grant.case.stage, letter.kind) == (State.GRANTED, Stage.GRANTED, LetterKind.PARTIAL)
    assert letter.complaint_last_day == ON + timedelta(weeks=4)
    html = twin.to_html(stored.from_facts_json(letter.facts)).replace("\u00a0", " ")
    plain, legal = html.split('<section class="letter-legal">')
    for part in ("men ikke alt det, der er søgt om", "Du får 2 timer om ugen.", "søgt om støtte til fleksjob", WHY):
        assert part in plain
    assert "Du kan klage over afgørelsen." in plain
    for part in ("<td>6 timer</td>", "<td>2 timer</td>", "Forvaltningsloven § 22", "Forvaltningsloven § 25", WHY):
        assert part in legal
    assert "Hvis du vil klage" in legal


@pytest.mark.rule("FVL-22")
def test_a_part_is_not_refused_without_reasons(signe: User) -> None:
    grant = _drafted(signe, **MORE)
    assert [one.rule for one in queries.said_of(grant, on=ON) if one.outcome is Outcome.BLOCK] == ["FVL-22"]
    with pytest.raises(errors.RefusedError, match="begrundelsen") as refused:
        _decided(grant, by=signe)
    assert refused.value.field == "reason_text"


@pytest.mark.rule("FVL-19")
def test_a_part_is_not_refused_on_facts_that_the_citizen_does_not_know(signe: User) -> None:
    grant = _drafted(signe, reason_text=WHY, alternative=INSTEAD, adverse_new_facts=True, **MORE)
    with pytest.raises(errors.RefusedError, match="Hør borgeren"):
        _decided(grant, by=signe)


def test_days_that_there_is_a_right_to_are_not_refused(signe: User) -> None:
    content = replace(FULL, legal_basis="LAB_167_2", discharge_on=ON + timedelta(days=14))
    referral = builders.a_sent_referral(by=signe, content=content)
    grant = _drafted(
        signe, referral=referral, reason_text=WHY, alternative=INSTEAD, asked_last_day=days.last_day_of(ON, 6)
    )
    with pytest.raises(errors.RefusedError, match="kan der ikke gives afslag") as refused:
        _decided(grant, by=signe)
    assert refused.value.field == "last_day"
    grant.refresh_from_db()
    fewer = {
        "asked_last_day": None,
        "asked_minutes_per_week": 180,
        "reason_text": WHY,
        "alternative": INSTEAD,
        "minutes_per_week": 120,
    }
    with builders.act(signe, Role.CASEWORKER) as by:
        typed = {name: getattr(grant, name) for name in ("first_day", "last_day", "decisive_reason")}
        commands.save(grant, commands.Draft(**{**typed, **fewer}), version=grant.version, by=by, at=AT, on=ON)
    assert _decided(grant, by=signe).state == State.GRANTED


def test_a_purpose_that_the_referral_came_to_ask_for_alone_is_not_refused(signe: User) -> None:
    grant = _drafted(signe, reason_text=WHY, alternative=INSTEAD, asked_purpose="fleksjob")
    grant.referral.purpose = "fleksjob"
    grant.referral.save(update_fields=["purpose"])
    with pytest.raises(errors.RefusedError, match="Det formål bevilges"):
        _decided(grant, by=signe)


def test_a_change_of_hours_refuses_nothing_that_was_asked_for(signe: User) -> None:
    change = modifying_of(_decided(_drafted(signe), by=signe), Kind.CHANGE, by=signe)
    typed = commands.Draft(first_day=ON, last_day=LAST, minutes_per_week=60, **MORE)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="Kun en bevilling"):
        commands.save(change, typed, version=change.version, by=by, at=AT, on=ON)


def modifying_of(of: Grant, kind: Kind, *, by: User) -> Grant:
    with builders.act(by, Role.CASEWORKER) as actor:
        return modifying.begin(of, kind, by=actor, at=AT, on=ON)


def test_an_extension_may_be_partial_and_what_a_draft_says_is_kept(signe: User) -> None:
    extension = modifying_of(_decided(_drafted(signe), by=signe), Kind.EXTEND, by=signe)
    typed = commands.Draft(
        first_day=date(2027, 2, 16),
        last_day=date(2027, 3, 15),
        minutes_per_week=60,
        decisive_reason="Uden en mentor møder Asta ikke op.",
        reason_text=WHY,
        alternative=INSTEAD,
        assessment="Asta er godt på vej.",
        asked_last_day=date(2027, 5, 15),
    )
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.save(extension, typed, version=extension.version, by=by, at=AT, on=ON)
    kept = Grant.objects.get(pk=extension.pk)
    assert {name: getattr(kept, name) for name in asdict(typed) if name.startswith("asked_")} == {
        "asked_minutes_per_week": None,
        "asked_last_day": date(2027, 5, 15),
        "asked_purpose": "",
    }
    _decided(extension, by=signe)
    assert "Vi har forlænget din støtte fra en mentor, men ikke alt" in str(builders.letter_of(extension).facts)


def test_the_last_day_to_complain_of_a_partial_grant_stands_in_the_list(signe: User) -> None:
    grant = _decided(_drafted(signe, reason_text=WHY, alternative=INSTEAD, **MORE), by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        assert periods.of(access.visible_to(by, on=ON), on=ON) == ()
        correspondence.post(builders.letter_of(grant), by=by, at=AT, on=ON)
        (listed,) = periods.of(access.visible_to(by, on=ON), on=ON)
        assert (listed.what, listed.due) == ("Klagefrist for en delvis bevilling", ON + timedelta(weeks=4))
        assert periods.of(access.visible_to(by, on=ON), on=ON + timedelta(weeks=4, days=1)) == ()


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ("asked_last_day = last_day", "grants_asked_is_more"),
        ("asked_minutes_per_week = 300, reason_text = ''", "grants_partial_has_reason"),
    ],
)
def test_the_database_refuses_a_partial_grant_that_is_none(signe: User, columns: str, constraint: str) -> None:
    grant = _decided(_drafted(signe), by=signe)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE grants_grant SET {columns} WHERE id = %s", [grant.pk])
