"""A waiting list as other programs write it, and the answer as they read it: docs/formats/matching.md says how."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any, TypeAlias

from parloeb.domain.matching.suggesting import naming
from parloeb.domain.matching.suggesting.answering import Suggested, Suggestion
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, Pair, WaitingList
from parloeb.kernel import errors

MOST_BYTES = 500_000_000
HOURS_OF_A_WEEK = 168
MOST_NUMBER = 1_000_000_000
LEAST_SCORE = Decimal("0.000000001")
MOST_CHARACTERS = 100

_Read: TypeAlias = Callable[[object], Any]


class UnusableError(Exception):
    """The file is no JSON, or has not the shape of a waiting list; `sentence` says so in Danish."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FaultsError(Exception):
    """The file was read and something in it is refused; a Danish sentence for each fault, with its place."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


@dataclass(frozen=True)
class _Key:
    """A key of the file: how it is read, the field it is kept in, and whether it must be there."""

    read: _Read
    field: str
    needed: bool = False


def parse(text: str) -> WaitingList:
    """Read a waiting list and a corps from JSON. Raises UnusableError and FaultsError."""
    try:
        written = json.loads(
            text, parse_float=_number_of, parse_int=_whole_of, parse_constant=_no_number, object_pairs_hook=_once_each
        )
    except json.JSONDecodeError as error:
        raise UnusableError(f"Filen er ikke gyldig JSON (linje {error.lineno}, tegn {error.colno}).") from None
    except RecursionError:
        raise UnusableError("Filen er indlejret for dybt.") from None
    return waiting_list(written)


def waiting_list(written: object) -> WaitingList:
    """Read the same from what JSON holds. Raises UnusableError and FaultsError."""
    if not isinstance(written, dict) or not {"citizens", "mentors"} <= written.keys():
        raise UnusableError("Filen skal indeholde ét objekt med listerne citizens og mentors.")
    faults = [
        f"{_shown(key)} er ikke en liste, som filen kan have."
        for key in written
        if key not in {"citizens", "mentors", "pairs"}
    ]
    citizens = _people(written["citizens"], "citizens", _CITIZEN, Citizen, faults)
    mentors = _people(written["mentors"], "mentors", _MENTOR, Mentor, faults)
    pairs = None
    if written.get("pairs") is not None and not faults:
        pairs = _pairs(written["pairs"], citizens, mentors, faults)
    if faults:
        raise FaultsError(tuple(faults))
    return WaitingList(citizens, mentors, pairs)


def answer(suggestion: Suggestion) -> dict[str, object]:
    """The suggestion, ready for JSON."""
    return {
        "assignments": [{"citizen": one.citizen, **_mentor(one)} for one in suggestion.assignments],
        "total_score": float(suggestion.total_score),
        "upper_bound": float(suggestion.upper_bound),
        "gap": float(suggestion.gap),
        "unassigned": [{"citizen": one.citizen, "reasons": list(one.reasons)} for one in suggestion.unassigned],
        "top": {citizen: [_mentor(one) for one in mentors] for citizen, mentors in suggestion.top.items()},
    }


def _mentor(one: Suggested) -> dict[str, object]:
    return {"mentor": one.mentor, "score": float(one.score), "reasons": list(one.reasons)}


def _people(entries: object, name: str, keys: Mapping[str, _Key], kind: Callable[..., Any], faults: list[str]) -> Any:
    """The entries of one list in the order of their ids; what is wrong with them is added to the faults."""
    if not isinstance(entries, list):
        faults.append(f"{name}: Skriv en liste i kantede parenteser.")
        return ()
    found: dict[str, Any] = {}
    for number, entry in enumerate(entries):
        place = f"{name}[{number}]"
        read = _entry(entry, place, keys, faults)
        if read is None:
            continue
        if read["id"] in found:
            faults.append(f"{place}: id {_shown(read['id'])} står der mere end én gang.")
        found[read["id"]] = kind(**read)
    return tuple(found[key] for key in sorted(found))


def _entry(entry: object, place: str, keys: Mapping[str, _Key], faults: list[str]) -> dict[str, Any] | None:
    if not isinstance(entry, dict):
        faults.append(f"{place}: Skriv et objekt i krøllede parenteser.")
        return None
    before = len(faults)
    faults += [f"{place}: {_shown(key)} er ikke en oplysning, som filen kan have." for key in entry if key not in keys]
    read = {}
    for key, how in keys.items():
        value = entry.get(key)
        if value is None:
            if how.needed:
                faults.append(f"{place}: {key} mangler.")
            continue
        try:
            read[how.field] = how.read(value)
        except errors.RefusedError as refusal:
            faults.append(f"{place}: {key}: {refusal.sentence}")
    return None if len(faults) > before else read


def _pairs(
    entries: object, citizens: tuple[Citizen, ...], mentors: tuple[Mentor, ...], faults: list[str]
) -> tuple[Pair, ...]:
    if not isinstance(entries, list):
        faults.append("pairs: Skriv en liste i kantede parenteser.")
        return ()
    rows = {citizen.id: number for number, citizen in enumerate(citizens)}
    columns = {mentor.id: number for number, mentor in enumerate(mentors)}
    found: list[Pair] = []
    known: set[int] = set()
    for number in range(len(entries)):
        place = f"pairs[{number}]"
        # There may be a million: each is let go when it is read, so that they are not held twice.
        entry, entries[number] = entries[number], None
        read = _entry(entry, place, _PAIR, faults)
        if read is None:
            continue
        row, column = rows.get(read["citizen"]), columns.get(read["mentor"])
        if row is None:
            faults.append(f"{place}: der er ingen borger med id {_shown(read['citizen'])}.")
        if column is None:
            faults.append(f"{place}: der er ingen mentor med id {_shown(read['mentor'])}.")
        if row is None or column is None:
            continue
        pair = row * len(mentors) + column
        if pair in known:
            faults.append(
                f"{place}: parret {_shown(read['citizen'])} og {_shown(read['mentor'])} står der mere end én gang."
            )
        known.add(pair)
        found.append(Pair(row, column, read["score"]))
    return tuple(found)


def _number_of(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")


def _whole_of(text: str) -> int | Decimal:
    """Python reads no whole number of thousands of digits; as a decimal it is read, and refused at its place."""
    return int(text) if len(text) < 20 else Decimal(text)


def _no_number(name: str) -> Decimal:
    """NaN and the infinities are no JSON, and are refused at the place where they stand."""
    return Decimal(name)


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise FaultsError((f"{_shown(twice)} står der mere end én gang i samme objekt.",))
    return found


def _shown(value: object) -> str:
    """What was written, in quotation marks, without what a terminal would obey or cannot show."""
    return errors.quoted("".join(sign if sign.isprintable() else "?" for sign in str(value)))


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise errors.RefusedError("Skriv en tekst i anførselstegn.")
    if not value.strip() or not value.isprintable() or len(value) > MOST_CHARACTERS:
        raise errors.RefusedError(f"Skriv 1 til {MOST_CHARACTERS} tegn, som kan vises.")
    return value


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise errors.RefusedError("Skriv en liste i kantede parenteser.")
    return tuple(dict.fromkeys(_word(entry) for entry in value))


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise errors.RefusedError("Skriv true eller false.")
    return value


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise errors.RefusedError("Skriv et tal, fx 1.5.")
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if number.is_nan() or number.is_infinite():
        raise errors.RefusedError(f"{_shown(value)} er ikke et tal.")
    if number < 0:
        raise errors.RefusedError(f"{_shown(value)} er mindre end nul.")
    if number > MOST_NUMBER:
        raise errors.RefusedError(f"{_shown(value)} er for stort. Det største er {MOST_NUMBER}.")
    return number


def _hours_of_a_week(value: object) -> Decimal:
    number = _number(value)
    if number > HOURS_OF_A_WEEK:
        raise errors.RefusedError(f"{_shown(value)} er flere timer, end en uge har.")
    return number


def _whole(value: object) -> int:
    number = _number(value)
    if number != number.to_integral_value():
        raise errors.RefusedError(f"{_shown(value)} er ikke et helt tal.")
    return int(number)


def _score(value: object) -> Decimal:
    number = _number(value)
    if number == 0:
        raise errors.RefusedError("En score skal være større end nul.")
    if number < LEAST_SCORE:
        raise errors.RefusedError(f"{_shown(value)} er for lille. Den mindste score er {LEAST_SCORE:f}.")
    return number


def _need(value: object) -> int:
    number = _whole(value)
    if not 1 <= number <= 3:
        raise errors.RefusedError(f"{_shown(value)} er ikke 1, 2 eller 3.")
    return number


def _one_of(*known: str) -> _Read:
    def read(value: object) -> str:
        if not isinstance(value, str) or value not in known:
            raise errors.RefusedError(f"{_shown(value)} findes ikke. Vælg {naming.either(known)}.")
        return value

    return read


def _several(read_one: _Read) -> _Read:
    def read(value: object) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise errors.RefusedError("Skriv en liste i kantede parenteser.")
        return tuple(dict.fromkeys(read_one(entry) for entry in value))

    return read


def _levels(read_one: _Read) -> _Read:
    def read(value: object) -> Mapping[str, int]:
        if not isinstance(value, dict):
            raise errors.RefusedError("Skriv et objekt i krøllede parenteser.")
        return MappingProxyType({_word(name): _at(name, read_one, level) for name, level in value.items()})

    return read


def _at(name: str, read_one: _Read, value: object) -> Any:
    try:
        return read_one(value)
    except errors.RefusedError as refusal:
        raise errors.RefusedError(f"{name}: {refusal.sentence}") from None


def _wishes(value: object) -> str:
    if not isinstance(value, dict):
        raise errors.RefusedError("Skriv et objekt i krøllede parenteser.")
    for name in value:
        if name != _ONLY_WISH:
            raise errors.RefusedError(f"{_shown(name)} er ikke et ønske, som filen kan have.")
    wished = value.get(_ONLY_WISH)
    return "" if wished is None else str(_at(_ONLY_WISH, _word, wished))


_ONLY_WISH = "same_mentor_as_before"
_KIND = _one_of("internal", "external")
_SEX = _one_of("female", "male")

_CITIZEN: Mapping[str, _Key] = MappingProxyType(
    {
        "id": _Key(_word, "id", needed=True),
        "hours_per_week": _Key(_hours_of_a_week, "hours_per_week", needed=True),
        "languages": _Key(_words, "languages", needed=True),
        "heavy": _Key(_yes_or_no, "heavy"),
        "waiting_days": _Key(_whole, "waiting_days"),
        "mentor_gender": _Key(_SEX, "mentor_gender"),
        "kinds": _Key(_several(_KIND), "kinds"),
        "areas": _Key(_words, "areas"),
        "needs": _Key(_levels(_need), "needs"),
        "wishes": _Key(_wishes, "same_mentor_as_before"),
        "not_mentors": _Key(_words, "not_mentors"),
    }
)
_MENTOR: Mapping[str, _Key] = MappingProxyType(
    {
        "id": _Key(_word, "id", needed=True),
        "free_hours": _Key(_number, "free_hours", needed=True),
        "free_places": _Key(_whole, "free_places", needed=True),
        "free_heavy_places": _Key(_whole, "free_heavy_places"),
        "languages": _Key(_words, "languages", needed=True),
        "gender": _Key(_SEX, "gender"),
        "kind": _Key(_KIND, "kind"),
        "areas": _Key(_words, "areas"),
        "competences": _Key(_levels(_whole), "competences"),
        "not_citizens": _Key(_words, "not_citizens"),
    }
)
_PAIR: Mapping[str, _Key] = MappingProxyType(
    {
        "citizen": _Key(_word, "citizen", needed=True),
        "mentor": _Key(_word, "mentor", needed=True),
        "score": _Key(_score, "score", needed=True),
    }
)
