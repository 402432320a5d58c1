"""A refusal, whole or in part, says what the citizen can get instead, or where to turn."""

from datetime import timedelta
from typing import Any

import pytest

from parloeb.domain.correspondence.models import Letter
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import access, asking, commands, modifying, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, procedure

WHY = "To timer om ugen er nok."
LESS: dict[str, Any] = {"reason_text": WHY, "asked_minutes_per_week": 360}


@pytest.mark.parametrize(
    ("granted", "asked", "alternative", "lacks"),
    [
        (False, None, "", True),
        (False, None, " \n", True),
        (False, None, "Ring til skolen.", False),
        (False, 360, "", True),
        (True, 360, "", True),
        (True, 360, "Ring til skolen.", False),
        (True, None, "", False),
    ],
)
def test_a_no_whole_or_in_part_offers_something(
    granted: bool, asked: int | None, alternative: str, lacks: bool
) -> None:
    grant = Grant(asked_minutes_per_week=asked, alternative=alternative)
    assert bool(asking.lacks_alternative(grant, granted=granted)) == lacks


def _drafted(signe: User, **typed: Any) -> Grant:
    grant = builders.a_drafted_grant(by=signe)
    said = {name: getattr(grant, name) for name in ("first_day", "last_day", "decisive_reason")}
    with builders.act(signe, Role.CASEWORKER) as by:
        draft = commands.Draft(**{**said, "minutes_per_week": 120, **typed})
        commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
    return grant


def _plain(grant: Grant) -> str:
    letter = builders.letter_of(grant)
    return twin.to_html(stored.from_facts_json(letter.facts)).split('<section class="letter-legal">')[0]


def test_a_refusal_without_one_is_told_at_the_field_and_no_letter_is_written(signe: User) -> None:
    grant = _drafted(signe, reason_text=WHY)
    with pytest.raises(errors.RefusedError, match="forvaltningsloven § 7") as refused:
        procedure.refuse(grant, by=signe)
    assert refused.value.field == "alternative"
    assert not Letter.objects.exists()


def test_the_letter_of_a_refusal_says_it_in_the_plain_part(signe: User) -> None:
    grant = procedure.a_refused_grant(by=signe)
    plain = _plain(grant)
    assert plain.index("Hvorfor") < plain.index("Det kan du gøre i stedet") < plain.index(procedure.INSTEAD)
    assert plain.index(procedure.INSTEAD) < plain.index("Du kan klage over afgørelsen.")


def test_what_is_granted_in_part_says_it_too_and_what_is_granted_whole_does_not(signe: User) -> None:
    lacking = _drafted(signe, **LESS)
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError) as refused:
            builders.decide(lacking, by=by)
        assert refused.value.field == "alternative"
        said = {name: getattr(lacking, name) for name in ("first_day", "last_day", "decisive_reason")}
        draft = commands.Draft(**{**said, **LESS, "minutes_per_week": 120, "alternative": procedure.INSTEAD})
        commands.save(lacking, draft, version=lacking.version, by=by, at=AT, on=ON)
        builders.decide(lacking, by=by)
    plain = _plain(lacking)
    assert plain.index("Hvorfor du ikke får det hele") < plain.index(procedure.INSTEAD)
    whole = builders.a_grant(by=signe, citizen=builders.a_citizen("Bo Bak"))
    assert "Det kan du gøre i stedet" not in _plain(whole)


def test_what_shortens_offers_nothing_else(signe: User) -> None:
    grant = builders.a_grant(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        stop = modifying.begin(grant, Kind.SHORTEN, by=by, at=AT, on=ON)
        draft = commands.Draft(last_day=ON + timedelta(days=14), reason_text=WHY)
        commands.save(stop, draft, version=stop.version, by=by, at=AT, on=ON)
        commands.stop(stop, used=(), sending=builders.sending(), by=by, at=AT, on=ON)
    assert stop.state == State.STOPPED


def test_a_refusal_of_before_is_read_without_it(signe: User) -> None:
    grant = procedure.a_refused_grant(by=signe)
    seen = access.visible_to(builders.actor(signe), on=ON)
    labels = [label for label, _ in _sheet(seen, grant)]
    assert "Hjælp i stedet" in labels
    Grant.objects.filter(pk=grant.pk).update(alternative="")
    assert [label for label, _ in _sheet(seen, grant)] == [label for label in labels if label != "Hjælp i stedet"]


def _sheet(seen: Any, grant: Grant) -> tuple[tuple[str, str], ...]:
    sheet = queries.sheet(seen, grant.uuid, on=ON, with_notes=True)
    assert sheet
    return sheet.facts
