"""Telephone numbers as people type them."""

import pytest

from parloeb.kernel import errors, phones


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("12345678", "12345678"),
        (" 12 34\u00a056  78 ", "12 34 56 78"),
        ("+45 12 34 56 78", "+45 12 34 56 78"),
        ("+46 70 123 45 67", "+46 70 123 45 67"),
        ("+299 32 10 00", "+299 32 10 00"),
    ],
)
def test_a_number_is_kept_as_typed_with_single_spaces(typed: str, kept: str) -> None:
    assert phones.parse(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "1234567",
        "123456789",
        "+45 12 34 56 7",
        "+45 12 34 56 78 9",
        "0045 12 34 56 78",
        "+046 70 123 45 67",
        "+46 7012",
        "+46 7012 3456 7890 1234",
        "12-34-56-78",
        "12 34 56 78 (søster)",
        "ring til moster",
        "١٢٣٤٥٦٧٨",
        "+",
    ],
)
def test_anything_else_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(errors.RefusedError) as refusal:
        phones.parse(typed)
    assert refusal.value.field == "phone"
    assert typed in refusal.value.sentence
    assert "Skriv 8 cifre, eller + og landekode" in refusal.value.sentence
