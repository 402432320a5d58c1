"""What is sealed opens with its own key, row and field, and with nothing else."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.people import sealing

ROW = UUID("0195b8a0-0000-7000-8000-000000000001")
OTHER_ROW = UUID("0195b8a0-0000-7000-8000-000000000002")
FIELD = "people_citizen.cpr"
OLD, NEW = b"o" * 32, b"n" * 32
BEFORE = sealing.Keyring(sealing={1: OLD}, index=b"i" * 32)
AFTER = sealing.Keyring(sealing={1: OLD, 2: NEW}, index=b"i" * 32)
OLD_KEY_LOST = sealing.Keyring(sealing={2: NEW}, index=b"i" * 32)


@given(st.text(max_size=200))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert sealing.unseal(_sealed(text), keys=BEFORE, field=FIELD, row=ROW) == text


def test_each_flipped_bit_is_noticed() -> None:
    sealed = _sealed("0101901234")
    for place in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(sealing.UnsealableError):
            sealing.unseal(bytes(changed), keys=AFTER, field=FIELD, row=ROW)


def test_each_shortened_value_is_noticed() -> None:
    sealed = _sealed("0101901234")
    for length in range(len(sealed)):
        with pytest.raises(sealing.UnsealableError):
            sealing.unseal(sealed[:length], keys=BEFORE, field=FIELD, row=ROW)


@pytest.mark.parametrize(("field", "row"), [(FIELD, OTHER_ROW), ("people_citizen.address", ROW)])
def test_a_value_moved_to_another_row_or_field_does_not_open(field: str, row: UUID) -> None:
    with pytest.raises(sealing.UnsealableError):
        sealing.unseal(_sealed("0101901234"), keys=BEFORE, field=field, row=row)


def test_an_old_value_opens_after_a_new_key_has_come() -> None:
    assert sealing.unseal(_sealed("0101901234"), keys=AFTER, field=FIELD, row=ROW) == "0101901234"


def test_the_newest_key_seals() -> None:
    sealed = sealing.seal("0101901234", keys=AFTER, field=FIELD, row=ROW)
    assert sealed[0] == 2
    assert sealing.unseal(sealed, keys=OLD_KEY_LOST, field=FIELD, row=ROW) == "0101901234"


def test_a_value_whose_key_is_lost_says_so() -> None:
    with pytest.raises(sealing.UnsealableError, match="not at hand"):
        sealing.unseal(_sealed("0101901234"), keys=OLD_KEY_LOST, field=FIELD, row=ROW)


def test_the_same_text_is_never_sealed_the_same() -> None:
    assert len({_sealed("0101901234") for _ in range(100)}) == 100


def test_the_blind_index_is_equal_for_equal_digits_under_one_key_alone() -> None:
    other_key = sealing.Keyring(sealing={1: OLD}, index=b"j" * 32)
    index = sealing.blind_index("0101901234", keys=BEFORE)
    assert len(index) == 32
    assert index == sealing.blind_index("0101901234", keys=AFTER)
    assert index != sealing.blind_index("0101901235", keys=BEFORE)
    assert index != sealing.blind_index("0101901234", keys=other_key)


def test_keys_do_not_print_themselves() -> None:
    assert "oooo" not in repr(BEFORE)
    assert "iiii" not in repr(BEFORE)


def _sealed(text: str) -> bytes:
    return sealing.seal(text, keys=BEFORE, field=FIELD, row=ROW)
