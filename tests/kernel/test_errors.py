import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import errors


def test_a_refusal_shows_its_sentence_and_names_its_field() -> None:
    refused = errors.RefusedError("Skriv en dag.", field="first_day")
    assert (str(refused), refused.sentence, refused.field) == ("Skriv en dag.", "Skriv en dag.", "first_day")
    assert errors.RefusedError("Skriv en dag.").field is None


@pytest.mark.parametrize(
    "refused",
    [
        errors.RefusedError("Nej.", field="x"),
        errors.IllegalMoveError(state="sent", act="send"),
        errors.OvertakenError(),
        errors.NothingInForceError("Der er ingen pris."),
    ],
)
def test_every_refusal_has_a_sentence_and_survives_the_way_between_processes(
    refused: errors.RefusedError,
) -> None:
    again = pickle.loads(pickle.dumps(refused))
    assert type(again) is type(refused)
    assert again.__dict__ == refused.__dict__
    assert again.sentence.endswith(".")


def test_what_was_typed_is_quoted_on_one_line() -> None:
    assert errors.quoted(" to\n linjer ") == "»to linjer«"


def test_what_was_typed_is_cut_when_it_is_long() -> None:
    assert errors.quoted("x" * 40) == f"»{'x' * 40}«"
    assert errors.quoted("x" * 41) == f"»{'x' * 40}…«"


@given(st.text())
def test_a_quotation_is_never_long(text: str) -> None:
    quotation = errors.quoted(text)
    assert len(quotation) <= errors.QUOTED_CHARACTERS + 3
    assert quotation.splitlines() == [quotation]
