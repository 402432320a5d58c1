"""The key file: one secret for Django, the numbered keys that seal fields, and the key of the blind index."""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

KEY_BYTES = 32


class KeysMissingError(Exception):
    """There is no usable key file where the settings point."""


@dataclass(frozen=True, repr=False)
class Keys:
    """What the key file holds; `sealing` maps a key id (1-255) to 32 bytes, the highest id seals anew."""

    secret: str
    sealing: dict[int, bytes]
    index: bytes


def make(path: Path) -> None:
    """Write a new key file, readable by its owner alone, in a folder of mode 0700; an existing one is kept."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = {
        "secret": secrets.token_urlsafe(50),
        "sealing": {"1": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()},
        "index": base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode(),
    }
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file)


def read(path: Path) -> Keys:
    """Read a key file; KeysMissingError says what is wrong with it."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        keys = Keys(
            secret=content["secret"],
            sealing={int(number): base64.b64decode(key) for number, key in content["sealing"].items()},
            index=base64.b64decode(content["index"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise KeysMissingError(f"Der er ingen brugbar nøglefil i {path}: {error}") from error
    if any(len(key) != KEY_BYTES for key in (*keys.sealing.values(), keys.index)) or not keys.sealing:
        raise KeysMissingError(f"Nøglerne i {path} er ikke alle på {KEY_BYTES} bytes")
    return keys


def passing() -> Keys:
    """Keys that die with the process: for tests and for commands that open no sealed field."""
    return Keys(
        secret=secrets.token_urlsafe(50),
        sealing={1: secrets.token_bytes(KEY_BYTES)},
        index=secrets.token_bytes(KEY_BYTES),
    )
