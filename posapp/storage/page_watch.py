"""Damage in till.db is noticed before it is needed: the seals of its pages, some at a time, while nobody pays."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path
from typing import BinaryIO, Final

from posapp.domain.errors import Refused
from posapp.storage.database import open_database

PAGES_A_LOOK: Final = 512
"""2 MB, some milliseconds."""

_PAGE: Final = 4096
_SEAL, _SALT, _MASK, _ROUNDS = 64, 16, 0x3A, 2
"""As SQLCipher 4 lays out a page (HMAC-SHA512 at its end over content, IV and number) and derives the seal's key."""


class PageWatch:
    """Goes round and round through one file. Used by one thread; `close` it after the database.

    It keeps its own handle: closing one would take away the locks that SQLite has on the file.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._file: BinaryIO | None = None
        self._next = 0
        self._harmless: set[int] = set()
        self.damaged = False

    def look(self, most: int = PAGES_A_LOOK) -> None:
        """Check the next pages; Refused("damaged_pages") once when one is damaged, then silence.

        What looks wrong may be an unused page, or one whose last state is in the log: the database itself decides.
        """
        if self.damaged:
            return
        wrong = self._wrong(most) - self._harmless
        if wrong and self._is_damaged():
            self.damaged = True
            mark_of_damage(self._path).touch()
            raise Refused("damaged_pages")
        self._harmless |= wrong

    def _wrong(self, most: int) -> set[int]:
        if self._file is None:
            self._file = self._path.open("rb", buffering=0)
        file = self._file
        file.seek(0)
        sealing = _sealing_key(self._key, file.read(_SALT))
        file.seek(self._next * _PAGE)
        data = file.read(most * _PAGE)
        first, count = self._next, len(data) // _PAGE
        self._next = first + count if count == most else 0
        pages = ((first + n, data[n * _PAGE : (n + 1) * _PAGE]) for n in range(count))
        return {number for number, page in pages if not _holds(sealing, number, page)}

    def _is_damaged(self) -> bool:
        """Asked through a fresh connection: one in use would answer from its memory."""
        database = open_database(self._path, self._key, mode="ro")
        try:
            database.check_pages()
        except Refused as refused:
            if refused.code not in ("damaged_database", "wrong_key"):
                raise
            return True
        finally:
            database.close()
        return False

    def close(self) -> None:
        """Give the file up."""
        if self._file is not None:
            self._file.close()
            self._file = None


def mark_of_damage(path: Path) -> Path:
    """The empty file that makes the next start look at every page before anything is sold."""
    return path.with_name(path.name + ".damaged")


def _sealing_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ _MASK for byte in salt), _ROUNDS, len(key))


def _holds(sealing: bytes, number: int, page: bytes) -> bool:
    """Whether the page is as it was written; `number` counts from 0; the first page begins with the salt."""
    content = page[_SALT if number == 0 else 0 : -_SEAL]
    return hmac.digest(sealing, content + (number + 1).to_bytes(4, "little"), "sha512") == page[-_SEAL:]
