"""The key of the till's files: in the keyring of the operating system, or in a file that only its owner can read.

`key` in the till's folder says where it is: a line "keyring <name>", or 64 hexadecimal digits that are the key itself.
keyring is imported only here, when it is asked for: it looks through the desktop's services.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final, Literal

from posapp.domain.errors import Refused

KeyWarning = Literal["key_in_file"]
SERVICE: Final = "posapp"
_BYTES: Final = 32
_IN_KEYRING: Final = "keyring "


def till_key(folder: Path) -> tuple[bytes, KeyWarning | None]:
    """The key of this folder's files, made at the first start, and a warning when it lies in a file.

    Refused("key_missing") when there are files but no key, or the keyring does not have it: never a new key over them.
    """
    place = folder / "key"
    if place.exists():
        return _known(_read(place))
    if (folder / "till.db").exists():
        raise Refused("key_missing")
    return _new(place)


def _read(place: Path) -> str:
    try:
        return place.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("key_missing") from error


def _known(text: str) -> tuple[bytes, KeyWarning | None]:
    if text.startswith(_IN_KEYRING):
        return _from_hex(_recall(text.removeprefix(_IN_KEYRING)) or ""), None
    return _from_hex(text), "key_in_file"


def _from_hex(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError as error:
        raise Refused("key_missing") from error
    if len(key) != _BYTES:
        raise Refused("key_missing")
    return key


def _new(place: Path) -> tuple[bytes, KeyWarning | None]:
    key, name = secrets.token_bytes(_BYTES), secrets.token_hex(8)
    in_keyring = _remember(name, key.hex())
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(place, _IN_KEYRING + name if in_keyring else key.hex())
    except OSError as error:
        raise Refused("folder_closed", folder=str(place.parent)) from error
    return key, None if in_keyring else "key_in_file"


def _write(place: Path, text: str) -> None:
    """On the disk, whole, before any file is encrypted with it."""
    part = place.with_name("key.part")
    file = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(file, "w", encoding="ascii") as out:
        out.write(text + "\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(place)
    if os.name == "posix":
        directory = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _remember(name: str, secret: str) -> bool:
    """Whether the keyring took it and gives it back."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, name, secret)
        return keyring.get_password(SERVICE, name) == secret
    except (KeyringError, RuntimeError):
        return False


def _recall(name: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, name)
    except (KeyringError, RuntimeError) as error:
        raise Refused("key_missing") from error
