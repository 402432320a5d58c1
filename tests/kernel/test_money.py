"""Amounts as people type them."""

import pytest

from parloeb.kernel import errors, money


@pytest.mark.parametrize(
    ("typed", "oere"),
    [
        ("412", 41200),
        ("412,5", 41250),
        (" 412,50 ", 41250),
        ("1.412,05 kr.", 141205),
        ("1412,05 kroner", 141205),
        ("0", 0),
        ("9999999", 999999900),
    ],
)
def test_an_amount_is_read_as_it_is_typed(typed: str, oere: int) -> None:
    assert money.parse(typed) == oere


@pytest.mark.parametrize("typed", ["", "hest", "-5", "412.50", "41,2,5", "412,505", "12345678", "1.41"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(errors.RefusedError, match="Skriv beløbet i kroner"):
        money.parse(typed)


@pytest.mark.parametrize(("oere", "told"), [(41250, "412,50 kr."), (100000005, "1.000.000,05 kr."), (5, "0,05 kr.")])
def test_an_amount_is_shown_with_two_decimals(oere: int, told: str) -> None:
    assert money.text(oere) == told
    assert money.parse(told) == oere
