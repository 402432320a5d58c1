import json

import pytest
from hypothesis import given

from parloeb.domain.correspondence.rules import letters, pdf, stored, twin
from tests.correspondence import examples


@given(examples.LETTER_FACTS)
def test_a_stored_letter_is_the_same_letter(letter: letters.Letter) -> None:
    # A JSON column of PostgreSQL sorts the names and knows no tuples.
    kept = json.loads(json.dumps(stored.to_facts_json(letter), sort_keys=True))
    assert stored.from_facts_json(kept) == letter


def test_a_stored_letter_is_rendered_again_word_for_word() -> None:
    letter = examples.a_letter()
    again = stored.from_facts_json(json.loads(json.dumps(stored.to_facts_json(letter))))
    assert twin.to_html(again) == twin.to_html(letter)
    assert pdf.to_pdf(again) == pdf.to_pdf(letter)


def test_the_names_that_are_stored_stay_as_they_are() -> None:
    facts = stored.to_facts_json(examples.a_letter())
    assert [block["kind"] for block in facts["plain"]] == ["paragraph", "bullets"]
    assert {block["kind"] for block in facts["legal"]} == {"heading", "facts", "table", "paragraph"}
    assert (facts["dated_on"], facts["complaint"]["last_day"]) == ("2026-11-22", "2026-12-21")


@pytest.mark.parametrize("broken", [{"plain": [{"kind": "picture"}]}, {"dated_on": "i går"}, {"surplus": 1}])
def test_what_is_not_a_letter_is_not_read_as_one(broken: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        stored.from_facts_json({**stored.to_facts_json(examples.a_letter()), **broken})
