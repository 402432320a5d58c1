import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import verdicts

VERDICTS = st.one_of(st.just(verdicts.YES), st.sampled_from(["Nej.", "Heller ikke."]).map(verdicts.no))


def test_a_yes_is_true_and_a_no_is_false_with_its_reason() -> None:
    assert verdicts.YES
    assert not verdicts.no("Du har ikke en relation.")
    assert verdicts.no("Du har ikke en relation.").reason == "Du har ikke en relation."


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_no_without_a_reason_cannot_be_written(reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        verdicts.no(reason)


def test_a_yes_with_a_reason_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="reason"):
        verdicts.Verdict(allowed=True, reason="Fordi.")


@given(st.lists(VERDICTS))
def test_all_of_gives_the_first_no(given_verdicts: list[verdicts.Verdict]) -> None:
    answer = verdicts.all_of(*given_verdicts)
    assert bool(answer) == all(given_verdicts)
    if not answer:
        assert answer is [verdict for verdict in given_verdicts if not verdict][0]  # noqa: RUF015
