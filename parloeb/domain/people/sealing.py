"""Sealed fields: AES-256-GCM with the key's id in the value, and a keyed blind index to find a CPR number by.

A sealed value is one byte of key id, twelve bytes of nonce, then the ciphertext with its tag. Table, field and the
row's UUID are associated data, so that a value moved to another row or field does not open.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
TAG_BYTES = 16
SHORTEST = 1 + NONCE_BYTES + TAG_BYTES
CPR_FIELD = "people_citizen.cpr"
ADDRESS_FIELD = "people_citizen.address"
REPRESENTATIVE_FIELD = "people_representative.address"


class UnsealableError(Exception):
    """The value was not sealed for this row and field with a key at hand."""


@dataclass(frozen=True, repr=False)
class Keyring:
    """The sealing keys by id (1-255, 32 bytes each) and the key of the blind index."""

    sealing: Mapping[int, bytes]
    index: bytes


def seal(plain: str, *, keys: Keyring, field: str, row: UUID) -> bytes:
    """Seal a text for one field ("table.column") of one row, with the newest key."""
    key_id = max(keys.sealing)
    nonce = secrets.token_bytes(NONCE_BYTES)
    cipher = AESGCM(keys.sealing[key_id]).encrypt(nonce, plain.encode(), _bound_to(field, row))
    return bytes([key_id]) + nonce + cipher


def unseal(sealed: bytes | memoryview, *, keys: Keyring, field: str, row: UUID) -> str:
    """Open what `seal` made; UnsealableError when key, field or row differ, or a bit was changed or lost."""
    value = bytes(sealed)
    if len(value) < SHORTEST:
        raise UnsealableError("shorter than anything sealed")
    key = keys.sealing.get(value[0])
    if key is None:
        raise UnsealableError("sealed with a key that is not at hand")
    nonce, cipher = value[1 : 1 + NONCE_BYTES], value[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, cipher, _bound_to(field, row)).decode()
    except InvalidTag as error:
        raise UnsealableError("not sealed for this row and field") from error


def blind_index(digits: str, *, keys: Keyring) -> bytes:
    """32 bytes that are equal for equal CPR digits and tell nothing without the index key."""
    return hmac.new(keys.index, b"cpr:" + digits.encode(), hashlib.sha256).digest()


def _bound_to(field: str, row: UUID) -> bytes:
    return f"{field}:{row}".encode()
