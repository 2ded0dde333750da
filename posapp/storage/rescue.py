"""What can still be read of a damaged till.db: its journal goes, read-only, into a plain file for head office."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from sqlcipher3 import dbapi2 as sqlite

from posapp.domain.errors import Refused
from posapp.domain.journal import GENESIS, Entry, broken_at
from posapp.storage.driver import Connection, open_file, refusal
from posapp.storage.lock import FolderLock

_PAGE: Final = 200
_GIVE_UP_AFTER: Final = 5_000
"""When the journal's end cannot be read: so many numbers in a row without an entry, and nothing is expected behind."""

_ROWS: Final = (
    "SELECT seq, kind, at, business_date, staff, body, hash FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq"
)


@dataclass(frozen=True, slots=True)
class Rescued:
    """Entries that came out; `lost`: first and last number of each stretch that did not; `broken_at` as in `verify`."""

    entries: int
    lost: tuple[tuple[int, int], ...]
    broken_at: int | None


class Wreck:
    """Read-only access that outlives damaged pages: after each failure the file is opened anew."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self._key = key
        self._connection: Connection | None = None

    def entries(self, first: int, last: int) -> list[Entry] | None:
        """The entries of these numbers, or None when a page on the way is damaged."""
        try:
            return [Entry(*row) for row in self._open().execute(_ROWS, (first, last)).fetchall()]
        except sqlite.DatabaseError as error:
            self.close()
            self._only_damage(error)
            return None

    def till(self) -> str:
        """The till's id, or "" when that page is lost too."""
        return str(self._one("SELECT till FROM enrolment") or "")

    def last(self) -> int | None:
        """The number of the last entry, or None when that page is lost too."""
        found = self._one("SELECT coalesce(max(seq), 0) FROM journal")
        return None if found is None else int(found)

    def _one(self, sql: str) -> str | int | None:
        try:
            row = self._open().execute(sql).fetchone()
        except sqlite.DatabaseError as error:
            self.close()
            self._only_damage(error)
            return None
        return row[0] if row else None

    def _only_damage(self, error: sqlite.DatabaseError) -> None:
        plain = refusal(error)
        if plain is None or plain.code not in ("damaged_database", "disk_failed"):
            raise error

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = open_file(self._path, self._key, mode="ro")
        return self._connection

    def close(self) -> None:
        """Give the file back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def export_journal(folder: Path, key: bytes | None, target: Path) -> Rescued:
    """Write every readable entry of the folder's till.db as a JSON line; the damaged file is only read.

    Refused: wrong_key when nothing can be read at all, till_in_use, file_exists.
    """
    lock = FolderLock(folder)
    wreck = Wreck(folder / "till.db", key)
    try:
        return _export(wreck, target)
    except FileExistsError as error:
        raise Refused("file_exists", file=target.name) from error
    except sqlite.DatabaseError as error:
        raise refusal(error) or error from error
    finally:
        wreck.close()
        lock.release()


def _export(wreck: Wreck, target: Path) -> Rescued:
    till, last, lost = wreck.till(), wreck.last(), []
    count, expected, before, broken = 0, 1, GENESIS, None
    with target.open("x", encoding="utf-8") as out:
        for entry in _readable(wreck, last):
            if entry.seq != expected:
                lost.append((expected, entry.seq - 1))
            elif broken is None and till:
                broken = broken_at(till, [entry], before, entry.seq - 1)
            _write(out, till, entry)
            count, expected, before = count + 1, entry.seq + 1, entry.hash
    if last is not None and expected <= last:
        lost.append((expected, last))
    return Rescued(count, tuple(lost), broken)


def _readable(wreck: Wreck, last: int | None) -> Iterator[Entry]:
    """Every entry that can still be read, in order: in pages, and around damage one by one."""
    first, silent = 1, 0
    while first <= last if last is not None else silent < _GIVE_UP_AFTER:
        page = wreck.entries(first, first + _PAGE - 1)
        if page is None:
            page = [entry for seq in range(first, first + _PAGE) for entry in wreck.entries(seq, seq) or ()]
        silent = 0 if page else silent + _PAGE
        yield from page
        first += _PAGE


def _write(out: TextIO, till: str, entry: Entry) -> None:
    line = {
        "till": till,
        "seq": entry.seq,
        "kind": entry.kind,
        "at": entry.at,
        "business_date": entry.business_date,
        "staff": entry.staff,
        "body": entry.body.decode("utf-8", "backslashreplace"),
        "hash": entry.hash.hex(),
    }
    out.write(json.dumps(line, ensure_ascii=False) + "\n")


def set_aside(folder: Path, at: datetime) -> Path:
    """Move the damaged till.db out of the way, so that a fresh one can be enrolled; a manager has said so."""
    lock = FolderLock(folder)
    try:
        place = folder / f"damaged-{at:%Y%m%dT%H%M%SZ}"
        place.mkdir(mode=0o700)
        for name in ("till.db", "till.db-wal", "till.db-shm"):
            if (folder / name).exists():
                (folder / name).replace(place / name)
        return place
    except OSError as error:
        raise Refused("folder_closed", folder=str(folder)) from error
    finally:
        lock.release()
