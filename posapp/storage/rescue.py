"""What can still be read of a damaged till.db: its journal goes, read-only, into a plain file for head office."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from sqlcipher3 import dbapi2 as sqlite

from posapp.domain.errors import Refused, is_disk_full
from posapp.domain.journal import GENESIS, Entry, broken_at
from posapp.storage.driver import Connection, connect, refusal
from posapp.storage.lock import FolderLock

_PAGE: Final = 200
_GIVE_UP_AFTER: Final = 5_000
"""When the journal's end cannot be read: so many numbers in a row without an entry, and nothing is expected behind."""

_ROWS: Final = (
    "SELECT seq, kind, at, business_date, staff, body, hash FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq"
)


Told = Callable[[int, int | None], None]
"""Hears how far it is: entries looked at, and the number of the last one when it is known."""


def _nobody(_done: int, _of: int | None) -> None:
    """No one watches."""


@dataclass(frozen=True, slots=True)
class Rescued:
    """Entries that came out; `lost`: first and last number of each stretch that did not; `broken_at` as in `verify`.

    `end_known`: False when nobody can say how many there were, so that some may be missing at the end.
    """

    entries: int
    lost: tuple[tuple[int, int], ...]
    broken_at: int | None
    end_known: bool = True

    @property
    def whole(self) -> bool:
        """Whether every entry is known to have come out as it was written."""
        return not self.lost and self.broken_at is None and self.end_known


class Wreck:
    """Read-only access that outlives damaged pages: a connection that a failure has spoilt is replaced."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self._key = key
        self._connection: Connection | None = None
        self.nameless = False
        """The page that names the tables is gone: nothing can be asked for any more."""

    def entries(self, first: int, last: int) -> list[Entry] | None:
        """The entries of these numbers, or None when a page on the way is damaged."""
        try:
            return [Entry(*row) for row in self._open().execute(_ROWS, (first, last)).fetchall()]
        except sqlite.DatabaseError as error:
            self._close_if_spoilt()
            self._only_damage(error)
            return None

    def till(self) -> str:
        """The till's id, or "" when that page is lost too."""
        return str(self._one("SELECT till FROM enrolment") or "")

    def hub(self) -> str:
        """The hub's address, or "" when that page is lost too."""
        return str(self._one("SELECT hub FROM enrolment") or "")

    def last(self) -> int | None:
        """The number of the last entry, or None when that page is lost too."""
        found = self._one("SELECT coalesce(max(seq), 0) FROM journal")
        return None if found is None else int(found)

    def _one(self, sql: str) -> str | int | None:
        try:
            row = self._open().execute(sql).fetchone()
        except sqlite.DatabaseError as error:
            self._close_if_spoilt()
            self._only_damage(error)
            return None
        return row[0] if row else None

    def _only_damage(self, error: sqlite.DatabaseError) -> None:
        if getattr(error, "sqlite_errorcode", None) == sqlite.SQLITE_ERROR:
            self.nameless = True
            return
        plain = refusal(error)
        if plain is None or plain.code not in ("damaged_database", "disk_failed"):
            raise error

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = connect(self._path, self._key, mode="ro")
            # A file cut short is refused whole unless this is on; what is left of it can be read all the same.
            self._connection.execute("PRAGMA writable_schema=ON")
        return self._connection

    def _close_if_spoilt(self) -> None:
        """A page whose seal is broken spoils the connection, a page that is missing does not: can it still read one?

        Opening anew is ten times the work of looking, and of a file cut short thousands of reads fail.
        """
        if self._connection is None:
            return
        try:
            self._connection.execute("PRAGMA shrink_memory").fetchall()  # what it remembers would prove nothing
            self._connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        except sqlite.DatabaseError:
            self.close()

    def close(self) -> None:
        """Give the file back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def export_journal(folder: Path, key: bytes | None, target: Path, told: Told = _nobody) -> Rescued:
    """Write every readable entry of the folder's till.db as a JSON line; the damaged file is only read.

    Refused: wrong_key when nothing can be read at all, till_in_use, file_exists, disk_full, disk_failed, folder_closed.
    """
    lock = FolderLock(folder)
    wreck = Wreck(folder / "till.db", key)
    try:
        return _export(wreck, target, told)
    except FileExistsError as error:
        raise Refused("file_exists", file=target.name) from error
    except OSError as error:
        raise _no_place(error, target) from error
    except sqlite.DatabaseError as error:
        raise refusal(error) or error from error
    finally:
        wreck.close()
        lock.release()


def _no_place(error: OSError, target: Path) -> Refused:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR):
        return Refused("folder_closed", folder=str(target.parent))
    return Refused("disk_full" if is_disk_full(error) else "disk_failed")


def _export(wreck: Wreck, target: Path, told: Told) -> Rescued:
    till, last, lost = wreck.till(), wreck.last(), []
    count, expected, before, broken = 0, 1, GENESIS, None
    with target.open("x", encoding="utf-8") as out:
        for entry in _readable(wreck, last, told):
            if entry.seq != expected:
                lost.append((expected, entry.seq - 1))
            elif broken is None and till:
                broken = broken_at(till, [entry], before, entry.seq - 1)
            _write(out, till, entry)
            count, expected, before = count + 1, entry.seq + 1, entry.hash
    if last is not None and expected <= last:
        lost.append((expected, last))
    return Rescued(count, tuple(lost), broken, last is not None)


def _readable(wreck: Wreck, last: int | None, told: Told) -> Iterator[Entry]:
    """Every entry that can still be read, in order."""
    first, silent = 1, 0
    while (first <= last if last is not None else silent < _GIVE_UP_AFTER) and not wreck.nameless:
        page = _around_damage(wreck, first, first + _PAGE - 1)
        silent = 0 if page else silent + _PAGE
        yield from page
        first += _PAGE
        told(first - 1 if last is None else min(first - 1, last), last)


def _around_damage(wreck: Wreck, first: int, last: int) -> list[Entry]:
    """The entries of these numbers that come out: halved and halved again around what does not."""
    found = wreck.entries(first, last)
    if found is not None or first == last or wreck.nameless:
        return found or []
    middle = (first + last) // 2
    return _around_damage(wreck, first, middle) + _around_damage(wreck, middle + 1, last)


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


def set_aside(folder: Path, at: datetime, note: str = "") -> Path:
    """Move the damaged till.db out of the way, so that a fresh one can be enrolled; a manager has said so (`note`)."""
    lock = FolderLock(folder)
    try:
        place = folder / f"damaged-{at:%Y%m%dT%H%M%SZ}"
        place.mkdir(mode=0o700)
        (place / "set-aside.json").write_text(note, "utf-8")
        for name in ("till.db", "till.db-wal", "till.db-shm"):
            if (folder / name).exists():
                (folder / name).replace(place / name)
        return place
    except OSError as error:
        raise Refused("folder_closed", folder=str(folder)) from error
    finally:
        lock.release()


def hub_of(folder: Path, key: bytes | None) -> str:
    """The address of the hub that a damaged till.db still tells, or ""."""
    wreck = Wreck(folder / "till.db", key)
    try:
        return wreck.hub()
    except sqlite.DatabaseError:
        return ""
    finally:
        wreck.close()
