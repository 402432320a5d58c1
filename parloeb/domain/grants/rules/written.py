"""Facts and findings as other programs write and read them: docs/formats/rules.md says how."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, NoReturn

from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import AgreementField, Basis, Decider, Facts, MentorKind
from parloeb.domain.grants.rules.findings import Finding
from parloeb.domain.law import table
from parloeb.domain.referrals.lists import Purpose, TargetGroup
from parloeb.kernel import days, errors
from parloeb.kernel.lists import Listed
from parloeb.kernel.periods import Period

MOST_BYTES = 1_000_000
HOURS_OF_A_WEEK = 168

_Read = Callable[[object], Any]


def parse(text: str) -> Facts:
    """Read the facts of one grant from JSON. Raises RefusedError with the key as its field, where one is at fault."""
    try:
        written = json.loads(text, parse_float=_decimal, parse_constant=_no_number, object_pairs_hook=_once_each)
    except json.JSONDecodeError as error:
        raise errors.RefusedError(f"Filen er ikke gyldig JSON (linje {error.lineno}, tegn {error.colno}).") from None
    except RecursionError:
        raise errors.RefusedError("Filen er indlejret for dybt.") from None
    except ValueError:  # an integer of more digits than Python reads
        raise errors.RefusedError("Filen har et tal, der er alt for stort.") from None
    return facts(written)


def facts(written: object) -> Facts:
    """Read the facts from what JSON holds; a key that is missing or null is not known. Raises RefusedError."""
    if not isinstance(written, dict):
        raise errors.RefusedError("Filen skal indeholde ét objekt med oplysningerne om bevillingen.")
    for key in written:
        if key not in _READ:
            raise errors.RefusedError(f"{_shown(key)} er ikke en oplysning, som reglerne kender.")
    return Facts(**{key: _field(key, _READ[key], value) for key, value in written.items() if value is not None})


def answer(findings: Sequence[Finding], *, on: date) -> dict[str, object]:
    """What the rules say, ready for JSON."""
    return {
        "rule_set": table.current().rule_set(on),
        "on": on.isoformat(),
        "findings": [_finding(one) for one in findings],
        "verdict": checking.ruling(findings).value,
    }


def _finding(one: Finding) -> dict[str, object]:
    return {
        "rule": one.rule,
        "outcome": one.outcome.value,
        "text_da": one.text_da,
        "text_en": one.text_en,
        "citation": one.citation,
        "certainty": one.certainty.value,
        "values": dict(one.values),
    }


def _field(key: str, read: _Read, value: object) -> Any:
    try:
        return read(value)
    except errors.RefusedError as refusal:
        raise errors.RefusedError(f"{key}: {refusal.sentence}", field=key) from None


def _shown(value: object) -> str:
    """What was written, in quotation marks, without what a terminal would obey or cannot show."""
    return errors.quoted("".join(sign if sign.isprintable() else "?" for sign in str(value)))


def _no_number(name: str) -> NoReturn:
    raise errors.RefusedError(f"{_shown(name)} er ikke et tal.")


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise errors.RefusedError(f"{_shown(text)} er alt for stort.") from None


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise errors.RefusedError(f"{_shown(twice)} står der mere end én gang.")
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise errors.RefusedError("Skriv en tekst i anførselstegn.")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise errors.RefusedError("Skriv true eller false.")
    return value


def _day(value: object) -> date:
    text = _text(value)
    try:
        if len(text) != 10 or text[4] != "-" or text[7] != "-":
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise errors.RefusedError(f"{_shown(text)} er ikke en dag. Skriv den som 2026-03-02.") from None
    if not days.EARLIEST_YEAR <= day.year <= days.LATEST_YEAR:
        bounds = f"mellem {days.EARLIEST_YEAR} og {days.LATEST_YEAR}"
        raise errors.RefusedError(f"Årstallet i {_shown(text)} skal ligge {bounds}.")
    return day


def _day_or_whether(value: object) -> date | bool:
    return value if isinstance(value, bool) else _day(value)


def _hours(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise errors.RefusedError("Skriv timerne som et tal, fx 1.5.")
    if not 0 <= value <= HOURS_OF_A_WEEK:
        raise errors.RefusedError(f"{_shown(value)} ligger ikke mellem 0 og {HOURS_OF_A_WEEK}.")
    return Decimal(value)


def _target_group(value: object) -> TargetGroup:
    """A number of LAB section 6, or "none" for a person outside of it."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    known = {entry.value: entry for entry in TargetGroup}
    if (is_number or value == TargetGroup.NONE.value) and str(value) in known:
        return known[str(value)]
    raise errors.RefusedError(
        f'{_shown(value)} er ikke en målgruppe. Skriv et tal fra 1 til 13, eller "none" for en borger uden for § 6.'
    )


def _one_of(entries: type[Listed]) -> _Read:
    def read(value: object) -> Listed:
        found = next((entry for entry in entries if entry.value == value), None)
        if found is None:
            raise errors.RefusedError(f"{_shown(value)} findes ikke. Vælg {', '.join(entries)}.")
        return found

    return read


def _several(read_one: _Read) -> _Read:
    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise errors.RefusedError("Skriv en liste i kantede parenteser.")
        return tuple(read_one(entry) for entry in value)

    return read


def _period(value: object) -> Period:
    if not isinstance(value, dict) or value.keys() != {"first_day", "last_day"}:
        raise errors.RefusedError("Skriv hver periode med first_day og last_day.")
    return Period(_day(value["first_day"]), _day(value["last_day"]))


_READ: Mapping[str, _Read] = MappingProxyType(
    {
        "decision_day": _day,
        "legal_basis": _one_of(Basis),
        "first_day": _day,
        "last_day": _day,
        "hours_per_week": _hours,
        "target_group": _target_group,
        "purpose": _one_of(Purpose),
        "decisive_reason": _text,
        "fully_granted": _yes_or_no,
        "reason_text": _text,
        "complaint_guidance": _yes_or_no,
        "hearing_done": _day_or_whether,
        "adverse_new_facts": _yes_or_no,
        "mentor_kind": _one_of(MentorKind),
        "mentor_qualification": _text,
        "beyond_usual_effort": _text,
        "assessment_for_renewal": _text,
        "earlier_periods": _several(_period),
        "psychiatric_discharge_on": _day,
        "education_admitted_on": _day,
        "study_right_first_used_on": _day,
        "decided_by": _one_of(Decider),
        "fields_of_agreement": _several(_one_of(AgreementField)),
    }
)
