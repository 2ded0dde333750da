"""The one SQLite of the till, through the sqlcipher3 module: opening a file, what its errors mean to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote

from sqlcipher3 import dbapi2 as sqlite

from posapp.domain.errors import Refused

Value = int | str | bytes | None
Row = tuple[Any, ...]

CHECKPOINT_PAGES: Final = 1_000
"""4 MB, some forty sales: as much as SQLite itself lets gather."""
FORCED_CHECKPOINT_PAGES: Final = 4_000
"""16 MB: only if no idle moment came does a commit write the log back into the file."""

_PLAIN: Final = {
    sqlite.SQLITE_FULL: "disk_full",
    sqlite.SQLITE_IOERR: "disk_failed",
    sqlite.SQLITE_CANTOPEN: "folder_closed",
    sqlite.SQLITE_READONLY: "folder_closed",
    sqlite.SQLITE_PERM: "folder_closed",
    sqlite.SQLITE_NOTADB: "wrong_key",
    sqlite.SQLITE_CORRUPT: "damaged_database",
}

_NO_ROOM_TO_SHARE: Final = sqlite.SQLITE_IOERR | 19 << 8
"""SQLITE_IOERR_SHMSIZE: the log's index could not grow, which is how a full disk shows first."""


class Cursor(Protocol):
    """What we use of a DB-API cursor."""

    rowcount: int
    lastrowid: int

    def fetchone(self) -> Row | None:
        """The next row."""
        ...

    def fetchall(self) -> list[Row]:
        """All rows left."""
        ...

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """What we use of a DB-API connection."""

    in_transaction: bool

    def execute(self, sql: str, parameters: Sequence[Value] | Mapping[str, Value] = ...) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Value]]) -> Cursor:
        """Run one statement for each row."""
        ...

    def backup(self, target: Connection) -> None:
        """Copy the whole database into another connection's."""
        ...

    def close(self) -> None:
        """Give the file back."""
        ...


def connect(path: Path, key: bytes | None = None, *, mode: str = "rwc") -> Connection:
    """A connection in autocommit mode that may be handed between threads (never used by two at once).

    `mode` is SQLite's: "ro", "rw" or "rwc". `key` is a raw 32-byte key; None opens a plain file.
    """
    check_version(sqlite.sqlite_version_info)
    uri = f"file:{quote(str(path))}?mode={mode}"
    connection: Connection = sqlite.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=5, cached_statements=256
    )
    if key is not None:
        if len(key) != 32:
            raise ValueError("the key has 32 bytes")
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    return connection


def open_file(path: Path, key: bytes | None = None, *, mode: str = "rwc") -> Connection:
    """A connection set up for the till's files, whose key has been proved by reading; sqlite.Error otherwise."""
    connection = connect(path, key, mode=mode)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if mode != "ro":
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute(f"PRAGMA wal_autocheckpoint={FORCED_CHECKPOINT_PAGES}")
        for pragma in ("foreign_keys=ON", "temp_store=MEMORY", "cache_size=-20000", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")
    except sqlite.Error:
        connection.close()
        raise
    return connection


def checkpoint_if_due(connection: Connection) -> bool:
    """Write the log back into the file once CHECKPOINT_PAGES have gathered; whether they had."""
    row = connection.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    due = row is not None and row[1] - row[2] >= CHECKPOINT_PAGES
    if due:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return due


def check_version(version: tuple[int, ...]) -> None:
    """Refused("sqlite_unsafe") in the range where a commit and a checkpoint together may lose committed data.

    The "WAL-reset bug": 3.7.0 to 3.51.2, mended also in 3.44.6 and 3.50.7 (sqlite.org/wal.html).
    """
    mended = version >= (3, 51, 3) or (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51)
    if not mended:
        raise Refused("sqlite_unsafe", version=".".join(map(str, version)))


def refusal(error: Exception) -> Refused | None:
    """What a person is told about an error of the database, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    plain = "disk_full" if code == _NO_ROOM_TO_SHARE else _PLAIN.get(code & 0xFF)
    return Refused(plain) if plain else None
