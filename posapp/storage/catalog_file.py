"""The file behind the catalogue: read from any thread, written by one, and swapped for another while the till runs."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, Literal
from weakref import WeakSet

from sqlcipher3 import dbapi2 as sqlite

from posapp.contract.snapshot import APPLICATION, META, SCHEMA
from posapp.domain.errors import Refused
from posapp.storage.driver import (
    FORCED_CHECKPOINT_PAGES,
    Connection,
    Row,
    Value,
    checkpoint_if_due,
    connect,
    refusal,
)

State = Literal["ready", "missing", "damaged"]

INCOMING: Final = ".incoming"
"""What a snapshot is called while it is unpacked beside the file; one that a kill left behind is rubbish."""

_DAMAGE: Final = (sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB)
_READ_CACHE: Final = -8_000


class _Reader:
    """One thread's connection. Its lock is free but while the file is swapped."""

    __slots__ = ("__weakref__", "connection", "lock")

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.connection: Connection | None = None

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class CatalogFile:
    """Damage found at the start or while reading sets the file aside (`.damaged`): it can be fetched again.

    `damaged` is called when that happens while the till runs.
    """

    def __init__(self, path: Path, damaged: Callable[[], None]) -> None:
        self.path = path
        self._damaged = damaged
        self._gate = threading.Lock()
        self._joining = threading.Lock()
        self._local = threading.local()
        self._readers: WeakSet[_Reader] = WeakSet()
        self._writer: Connection | None = None
        self._swaps = 0
        self.state: State = "missing"
        drop_incoming(path)
        self._look()

    def _look(self) -> None:
        """What state the file is in; quick, because the till is starting."""
        if not self.path.exists():
            self.state = "missing"
            return
        try:
            sound = is_catalog(self.path)
        except sqlite.Error as error:
            plain = refusal(error)
            if plain is not None and not _is_damage(error):
                raise plain from error
            sound = False
        self.state = "ready"
        if not sound:
            self._set_aside(self._swaps)

    # ------------------------------------------------------------ reading

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a constant statement (each connection prepares it once)."""
        reader: _Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._join()
        with reader.lock:
            swaps = self._swaps
            try:
                return (reader.connection or self._open(reader)).execute(sql, values).fetchall()
            except sqlite.Error as error:
                fault = error
        raise self._refused(fault, swaps) from fault

    def _join(self) -> _Reader:
        reader = self._local.reader = _Reader()
        with self._joining:
            self._readers.add(reader)
        return reader

    def _open(self, reader: _Reader) -> Connection:
        self.check()
        connection = connect(self.path, mode="rw")
        for pragma in ("query_only=ON", "temp_store=MEMORY", f"cache_size={_READ_CACHE}", "trusted_schema=OFF"):
            connection.execute(f"PRAGMA {pragma}")
        reader.connection = connection
        return connection

    def check(self) -> None:
        """Refused("catalog_missing") or Refused("catalog_damaged") unless there is a catalogue to read."""
        if self.state != "ready":
            raise Refused("catalog_missing" if self.state == "missing" else "catalog_damaged")

    def _refused(self, fault: Exception, swaps: int) -> Exception:
        if _is_damage(fault):
            self._set_aside(swaps)
            self._damaged()
            return Refused("catalog_damaged")
        if isinstance(fault, sqlite.IntegrityError):  # only what the hub sends is ever written here
            return Refused("bad_feed", feed="products")
        return refusal(fault) or fault

    # ------------------------------------------------------------ writing

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One short write: readers go on meanwhile. A power cut may lose it, together with its cursor."""
        fault: sqlite.Error | None = None
        with self._gate:
            swaps = self._swaps
            try:
                writer = self._writer or self._open_writer()
                writer.execute("BEGIN IMMEDIATE")
                try:
                    yield writer
                    writer.execute("COMMIT")
                except BaseException:
                    if writer.in_transaction:
                        writer.execute("ROLLBACK")
                    raise
            except sqlite.Error as error:
                fault = error
        if fault is not None:
            raise self._refused(fault, swaps) from fault

    def _open_writer(self) -> Connection:
        self.check()
        writer = connect(self.path, mode="rw")
        checkpoint = f"wal_autocheckpoint={FORCED_CHECKPOINT_PAGES}"
        cache = f"cache_size={_READ_CACHE}"
        for pragma in ("synchronous=NORMAL", checkpoint, "temp_store=MEMORY", cache, "trusted_schema=OFF"):
            writer.execute(f"PRAGMA {pragma}")
        self._writer = writer
        return writer

    def checkpoint_if_due(self) -> bool:
        """Write the log back into the file when it has become long; not now while somebody writes."""
        if not self._gate.acquire(blocking=False):
            return False
        fault: sqlite.Error | None = None
        try:
            swaps = self._swaps
            try:
                return self._writer is not None and checkpoint_if_due(self._writer)
            except sqlite.Error as error:
                fault = error
        finally:
            self._gate.release()
        raise self._refused(fault, swaps) from fault

    # ------------------------------------------------------------ swapping

    def replace(self, incoming: Path) -> None:
        """Put a complete, synced file in the place of this one. Readers wait for the rename and go on with the new."""
        with self._gate, ExitStack() as later:
            if self._writer is not None:
                with suppress(sqlite.Error):  # so that closing finds less to do; it is about to be thrown away
                    self._writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            with self._all_closed():
                try:
                    self._drop_log()
                    later.enter_context(self._held_open())
                    os.replace(incoming, self.path)
                except OSError as error:
                    later.close()
                    raise Refused("disk_failed") from error
                self.state = "ready"
                self._swaps += 1
            sync_folder(self.path.parent)

    @contextmanager
    def _held_open(self) -> Iterator[None]:
        """The blocks of a large file are given back when nobody has it open any more: let no reader wait for that."""
        if os.name == "nt" or not self.path.exists():
            yield
            return
        with self.path.open("rb"):
            yield

    def _set_aside(self, swaps: int) -> None:
        """Out of the way with a damaged file, kept for whoever wants to know why.

        `swaps` is the count when the damage was met: what has come in since is another file.
        """
        with self._gate, self._all_closed():
            if self.state != "ready" or self._swaps != swaps:
                return
            self.state = "damaged"
            self._drop_log()
            if self.path.exists():
                os.replace(self.path, self.path.with_name(self.path.name + ".damaged"))

    def close(self) -> None:
        """Give the file up, written back into one piece; a later read opens it again."""
        with self._gate, self._all_closed():
            pass

    @contextmanager
    def _all_closed(self) -> Iterator[None]:
        """No connection anywhere: Windows replaces no open file, and no log of the old file may meet the new one."""
        with self._joining, ExitStack() as held:
            for reader in list(self._readers):
                held.enter_context(reader.lock)
                reader.close()
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            yield

    def _drop_log(self) -> None:
        logs = [path for tail in ("-wal", "-shm") if (path := self.path.with_name(self.path.name + tail)).exists()]
        for log in logs:
            log.unlink()
        if logs:
            sync_folder(self.path.parent)


def drop_incoming(path: Path) -> None:
    """Away with what lies beside the file under the name of an incoming one: first the file, then its own log, which
    must never be read into the next."""
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + INCOMING + tail).unlink(missing_ok=True)


def is_catalog(path: Path) -> bool:
    """Whether it is a whole catalogue file of the kind this program reads, by its head and length only.

    What a kill left in the log may make the file longer: then its length tells nothing, and a read finds what is gone.
    """
    log = path.with_name(path.name + "-wal")
    waiting = log.exists() and log.stat().st_size > 0
    connection = connect(path, mode="rw")
    try:
        ours = _number(connection, "application_id") == APPLICATION and _number(connection, "user_version") == SCHEMA
        pages = _number(connection, "page_count") * _number(connection, "page_size")
        whole = waiting or pages <= path.stat().st_size
        known = {key for (key,) in connection.execute("SELECT key FROM meta").fetchall()} if ours and whole else set()
        return known >= set(META)
    finally:
        connection.close()


def _number(connection: Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchall()[0][0])


def _is_damage(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in _DAMAGE


def sync_folder(folder: Path) -> None:
    """Make renames in the folder last through a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
