"""A waiting list as JSON: every key is read, and each fault is told with its place."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.matching.suggesting import written
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, Pair, WaitingList
from tests.matching.suggesting.given import CITIZEN, MENTOR, suggest

ONE: dict[str, Any] = {
    "id": "B1",
    "hours_per_week": 1.5,
    "heavy": True,
    "waiting_days": 12,
    "languages": ["da"],
    "mentor_gender": "female",
    "kinds": ["internal"],
    "areas": ["nord"],
    "needs": {"anxiety": 2, "debt": 1},
    "wishes": {"same_mentor_as_before": "M7"},
    "not_mentors": ["M3"],
}
OTHER: dict[str, Any] = {
    "id": "M1",
    "free_hours": 12,
    "free_places": 5,
    "free_heavy_places": 2,
    "languages": ["da", "ar"],
    "gender": "female",
    "kind": "internal",
    "areas": ["nord", "vest"],
    "competences": {"anxiety": 2},
    "not_citizens": ["B9"],
}
PAIR: dict[str, Any] = {"citizen": "B1", "mentor": "M1", "score": 7.5}
LEAST = {"id": "B1", "hours_per_week": 1, "languages": ["da"]}
LEAST_MENTOR = {"id": "M1", "free_hours": 1, "free_places": 1, "languages": ["da"]}


def _file(**changed: object) -> str:
    return json.dumps({"citizens": [ONE], "mentors": [OTHER], "pairs": [PAIR], **changed})


def test_every_key_is_read() -> None:
    assert written.parse(_file()) == WaitingList(
        citizens=(
            Citizen(
                "B1", Decimal("1.5"), ("da",), heavy=True, waiting_days=12, mentor_gender="female", kinds=("internal",),
                areas=("nord",), needs={"anxiety": 2, "debt": 1}, same_mentor_as_before="M7", not_mentors=("M3",),
            ),
        ),
        mentors=(
            Mentor(
                "M1", Decimal(12), 5, ("da", "ar"), free_heavy_places=2, gender="female", kind="internal",
                areas=("nord", "vest"), competences={"anxiety": 2}, not_citizens=("B9",),
            ),
        ),
        pairs=(Pair(0, 0, Decimal("7.5")),),
    )  # fmt: skip


def test_what_is_missing_null_or_empty_asks_for_nothing() -> None:
    least = written.parse(json.dumps({"citizens": [LEAST], "mentors": [LEAST_MENTOR]}))
    nulls = written.parse(
        json.dumps(
            {
                "citizens": [{**dict.fromkeys(ONE), **LEAST}],
                "mentors": [{**dict.fromkeys(OTHER), **LEAST_MENTOR}],
                "pairs": None,
            }
        )
    )
    empty = written.parse(
        json.dumps(
            {
                "citizens": [{**LEAST, "kinds": [], "areas": [], "needs": {}, "wishes": {}, "not_mentors": []}],
                "mentors": [{**LEAST_MENTOR, "areas": [], "competences": {}, "not_citizens": []}],
            }
        )
    )
    assert least == nulls == empty == WaitingList(
        (Citizen("B1", Decimal(1), ("da",)),), (Mentor("M1", Decimal(1), 1, ("da",)),)
    )  # fmt: skip


def test_no_pairs_is_something_else_than_pairs_that_are_not_given() -> None:
    assert written.parse(_file(pairs=[])).pairs == ()
    assert written.parse(_file(pairs=None)).pairs is None


def test_the_order_of_the_file_does_not_matter() -> None:
    several = [{**LEAST, "id": "B2"}, {**LEAST, "id": "B10"}, {**LEAST, "id": "B1"}]
    waiting = written.parse(json.dumps({"mentors": [LEAST_MENTOR], "citizens": several}))
    assert [citizen.id for citizen in waiting.citizens] == ["B1", "B10", "B2"]
    again = written.parse(json.dumps({"mentors": [LEAST_MENTOR], "citizens": several[::-1]}))
    assert again == waiting


def test_the_order_of_the_pairs_does_not_matter_for_the_answer() -> None:
    some = [{**LEAST, "id": f"B{number}"} for number in range(3)]
    others = [{**LEAST_MENTOR, "id": f"M{number}"} for number in range(3)]
    every = [{"citizen": one["id"], "mentor": other["id"], "score": 2} for one in some for other in others]
    text = json.dumps({"citizens": some, "mentors": others, "pairs": every})
    turned = json.dumps({"citizens": some[::-1], "mentors": others[::-1], "pairs": every[::-1]})
    assert suggest(written.parse(text)) == suggest(written.parse(turned))


def test_ids_that_nobody_has_are_let_be_in_lists_and_wishes() -> None:
    one = {**ONE, "wishes": {"same_mentor_as_before": "gone"}, "not_mentors": ["gone"]}
    assert written.parse(_file(citizens=[one], mentors=[{**OTHER, "not_citizens": ["gone"]}])).citizens


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("hours_per_week", 0, Decimal(0)),
        ("hours_per_week", 168, Decimal(168)),
        ("hours_per_week", 0.1, Decimal("0.1")),
        ("waiting_days", 5.0, 5),
        ("needs", {"chess": 3}, {"chess": 3}),
        ("kinds", ["external", "internal"], ("external", "internal")),
        ("languages", ["da", "da"], ("da",)),
        ("languages", [], ()),
        ("id", "æ ø", "æ ø"),
    ],
)
def test_what_else_a_key_of_a_citizen_may_be(key: str, value: object, read: object) -> None:
    waiting = written.parse(_file(citizens=[{**ONE, key: value}], pairs=[]))
    assert getattr(waiting.citizens[0], key) == read


# As they stand in the file, some of them no JSON.
BAD_NUMBERS = [
    ("-1", "er mindre end nul"),
    ("-0.001", "er mindre end nul"),
    ("NaN", "»NaN« er ikke et tal"),
    ("Infinity", "»Infinity« er ikke et tal"),
    ("-Infinity", "»-Infinity« er ikke et tal"),
    ("1" + "0" * 5000, "er for stort"),
    ("1e99999999999999999999", "er ikke et tal"),
    ('"1"', "Skriv et tal"),
    ("true", "Skriv et tal"),
    ("[]", "Skriv et tal"),
]


@pytest.mark.parametrize(("value", "sentence"), BAD_NUMBERS, ids=lambda text: text[:12])
@pytest.mark.parametrize(
    ("name", "entry", "key"),
    [
        ("citizens", ONE, "hours_per_week"),
        ("citizens", ONE, "waiting_days"),
        ("mentors", OTHER, "free_hours"),
        ("mentors", OTHER, "free_places"),
        ("mentors", OTHER, "free_heavy_places"),
        ("pairs", PAIR, "score"),
    ],
)
def test_a_number_that_is_none_is_told_at_its_place(
    name: str, entry: dict[str, Any], key: str, value: str, sentence: str
) -> None:
    text = _file(**{name: [{**entry, key: "HERE"}]}).replace('"HERE"', value)
    with pytest.raises(written.FaultsError) as faults:
        written.parse(text)
    (told,) = faults.value.sentences
    assert told.startswith(f"{name}[0]: {key}: ")
    assert sentence in told


@pytest.mark.parametrize("value", ["1e-10", "1e-1000001", "1e-2000000"])
def test_a_score_too_small_to_reckon_with_is_told_at_its_place(value: str) -> None:
    text = _file(pairs=[{**PAIR, "score": "HERE"}]).replace('"HERE"', value)
    with pytest.raises(written.FaultsError) as faults:
        written.parse(text)
    (told,) = faults.value.sentences
    assert told.startswith("pairs[0]: score: ")
    assert told.endswith("er for lille. Den mindste score er 0.000000001.")


@pytest.mark.parametrize(
    ("name", "entry", "key", "value", "sentence"),
    [
        ("citizens", ONE, "hours_per_week", 168.5, "flere timer, end en uge har"),
        ("citizens", ONE, "waiting_days", 1.5, "»1.5« er ikke et helt tal"),
        ("citizens", ONE, "id", 7, "Skriv en tekst i anførselstegn"),
        ("citizens", ONE, "id", "", "Skriv 1 til 100 tegn"),
        ("citizens", ONE, "id", " ", "Skriv 1 til 100 tegn"),
        ("citizens", ONE, "id", "x" * 101, "Skriv 1 til 100 tegn"),
        ("citizens", ONE, "id", "\x1b[31m", "tegn, som kan vises"),
        ("citizens", ONE, "id", "\ud800", "tegn, som kan vises"),
        ("citizens", ONE, "heavy", 1, "Skriv true eller false"),
        ("citizens", ONE, "languages", "da", "Skriv en liste"),
        ("citizens", ONE, "languages", [1], "Skriv en tekst"),
        ("citizens", ONE, "mentor_gender", "other", "»other« findes ikke. Vælg female eller male"),
        ("citizens", ONE, "kinds", ["municipality"], "Vælg internal eller external"),
        ("citizens", ONE, "kinds", "internal", "Skriv en liste"),
        ("citizens", ONE, "kinds", [["internal"]], "Vælg internal eller external"),
        ("citizens", ONE, "areas", {}, "Skriv en liste"),
        ("citizens", ONE, "needs", ["anxiety"], "Skriv et objekt"),
        ("citizens", ONE, "needs", {"anxiety": 0}, "anxiety: »0« er ikke 1, 2 eller 3"),
        ("citizens", ONE, "needs", {"anxiety": 4}, "anxiety: »4« er ikke 1, 2 eller 3"),
        ("citizens", ONE, "needs", {"anxiety": 1.5}, "anxiety: »1.5« er ikke et helt tal"),
        ("citizens", ONE, "needs", {"anxiety": None}, "anxiety: Skriv et tal"),
        ("citizens", ONE, "wishes", {"woman": True}, "»woman« er ikke et ønske"),
        ("citizens", ONE, "wishes", {"same_mentor_as_before": 7}, "same_mentor_as_before: Skriv en tekst"),
        ("citizens", ONE, "wishes", [], "Skriv et objekt"),
        ("mentors", OTHER, "kind", "supplier", "Vælg internal eller external"),
        ("mentors", OTHER, "gender", "m", "Vælg female eller male"),
        ("mentors", OTHER, "free_places", 1.5, "»1.5« er ikke et helt tal"),
        ("mentors", OTHER, "competences", {"anxiety": -1}, "anxiety: »-1« er mindre end nul"),
        ("mentors", OTHER, "free_hours", 1e300, "er for stort"),
        ("pairs", PAIR, "score", 0, "En score skal være større end nul"),
        ("pairs", PAIR, "score", 0.0, "En score skal være større end nul"),
        ("pairs", PAIR, "citizen", 1, "Skriv en tekst"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_at_its_place(
    name: str, entry: dict[str, Any], key: str, value: object, sentence: str
) -> None:
    with pytest.raises(written.FaultsError) as faults:
        written.parse(_file(**{name: [{**entry, key: value}]}))
    (told,) = faults.value.sentences
    assert told.startswith(f"{name}[0]: {key}: ")
    assert sentence in told


@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        ({"citizens": [ONE, {**ONE}]}, ["citizens[1]: id »B1« står der mere end én gang."]),
        ({"mentors": [OTHER, {**OTHER}]}, ["mentors[1]: id »M1« står der mere end én gang."]),
        ({"pairs": [PAIR, {**PAIR, "score": 2}]}, ["pairs[1]: parret »B1« og »M1« står der mere end én gang."]),
        ({"pairs": [{**PAIR, "citizen": "B2"}]}, ["pairs[0]: der er ingen borger med id »B2«."]),
        ({"pairs": [{**PAIR, "mentor": "B1"}]}, ["pairs[0]: der er ingen mentor med id »B1«."]),
        (
            {"pairs": [{"citizen": "x", "mentor": "y", "score": 1}]},
            ["pairs[0]: der er ingen borger med id »x«.", "pairs[0]: der er ingen mentor med id »y«."],
        ),
        ({"citizens": {}}, ["citizens: Skriv en liste i kantede parenteser."]),
        ({"mentors": None}, ["mentors: Skriv en liste i kantede parenteser."]),
        ({"pairs": {}}, ["pairs: Skriv en liste i kantede parenteser."]),
        ({"citizens": [7]}, ["citizens[0]: Skriv et objekt i krøllede parenteser."]),
        ({"citizens": [{}]}, [f"citizens[0]: {key} mangler." for key in ("id", "hours_per_week", "languages")]),
        (
            {"mentors": [{"id": "M1"}]},
            [f"mentors[0]: {key} mangler." for key in ("free_hours", "free_places", "languages")],
        ),
        ({"pairs": [{}]}, [f"pairs[0]: {key} mangler." for key in ("citizen", "mentor", "score")]),
        ({"citizens": [{**ONE, "area": "nord"}]}, ["citizens[0]: »area« er ikke en oplysning, som filen kan have."]),
        ({"others": []}, ["»others« er ikke en liste, som filen kan have."]),
        (
            {"citizens": [{**ONE, "heavy": 1}], "mentors": [{**OTHER, "free_places": -1}]},
            ["citizens[0]: heavy: Skriv true eller false.", "mentors[0]: free_places: »-1« er mindre end nul."],
        ),
    ],
)
def test_every_fault_is_told_and_not_the_first_alone(changed: dict[str, Any], sentences: list[str]) -> None:
    with pytest.raises(written.FaultsError) as faults:
        written.parse(_file(**changed))
    assert list(faults.value.sentences) == sentences


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(written.FaultsError) as faults:
        written.parse('{"citizens": [{"id": "B1", "id": "B2"}], "mentors": []}')
    assert faults.value.sentences == ("»id« står der mere end én gang i samme objekt.",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "ikke gyldig JSON (linje 1, tegn 1)"),
        ('{"citizens":\n', "ikke gyldig JSON (linje 2, tegn 1)"),
        ("[]", "ét objekt med listerne citizens og mentors"),
        ("null", "ét objekt"),
        ("{}", "ét objekt"),
        ('{"citizens": []}', "ét objekt"),
        ('{"citizens": ' + "[" * 100_000 + "]" * 100_000 + "}", "indlejret for dybt"),
    ],
)
def test_what_is_no_waiting_list_at_all_is_unusable(text: str, sentence: str) -> None:
    with pytest.raises(written.UnusableError) as unusable:
        written.parse(text)
    assert sentence in unusable.value.sentence


def test_the_answer_has_the_keys_of_the_format() -> None:
    said: dict[str, Any] = written.answer(
        suggest(WaitingList((CITIZEN, Citizen("B2", Decimal(1), ("so",))), (MENTOR,)))
    )
    assert list(said) == ["assignments", "total_score", "upper_bound", "gap", "unassigned", "top"]
    (pair,) = said["assignments"]
    assert list(pair) == ["citizen", "mentor", "score", "reasons"]
    assert (pair["citizen"], pair["mentor"], pair["score"]) == ("B1", "M1", 12.6)
    assert (said["total_score"], said["upper_bound"], said["gap"]) == (12.6, 12.6, 0.0)
    (nobody,) = said["unassigned"]
    assert list(nobody) == ["citizen", "reasons"]
    assert said["top"] == {"B1": [{key: pair[key] for key in ("mentor", "score", "reasons")}], "B2": []}
    assert json.loads(json.dumps(said, allow_nan=False)) == said


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4) | st.sampled_from(["B1", "M1", "da"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def _mixed(entry: Mapping[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    changes = st.dictionaries(st.sampled_from(list(entry)), _VALUES, max_size=2)
    return changes.map(lambda changed: {**entry, **changed})


@given(
    value=_VALUES
    | st.fixed_dictionaries(
        {
            "citizens": _VALUES | st.lists(_mixed(ONE), max_size=3),
            "mentors": _VALUES | st.lists(_mixed(OTHER), max_size=3),
            "pairs": _VALUES | st.lists(_mixed(PAIR), max_size=3),
        }
    )
)
def test_whatever_the_json_it_is_answered_or_refused_in_sentences(value: object) -> None:
    _answered_or_refused(json.dumps(value))


@given(text=st.text())
def test_whatever_the_text_it_is_answered_or_refused_in_sentences(text: str) -> None:
    _answered_or_refused(text)


def _answered_or_refused(text: str) -> None:
    try:
        said = [json.dumps(written.answer(suggest(written.parse(text))), allow_nan=False)]
    except written.UnusableError as unusable:
        said = [unusable.sentence]
    except written.FaultsError as faults:
        said = list(faults.sentences)
    assert said
    assert all(sentence.isprintable() and sentence.endswith((".", "}")) for sentence in said)
