"""A snapshot from the hub becomes the catalogue file: unpacked beside it, checked in every way, then put in its place.

Whatever is wrong with it, the file in place stays and a Refused says why: `snapshot_damaged`, `snapshot_wrong_store`,
`snapshot_older`, `disk_full`, `disk_failed`.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast
from urllib.parse import quote

import zstandard
from sqlcipher3 import dbapi2 as sqlite

from posapp.contract.snapshot import APPLICATION, SCHEMA
from posapp.domain.errors import Refused, is_disk_full
from posapp.storage.driver import connect, refusal
from posapp.storage.goods import seal_goods

Pace = Callable[[], None]
"""Called after each piece, so that a till that is selling can let its sales go first."""


def no_pace() -> None:
    """At full speed."""


MOST: Final = 4 << 30
"""The largest unpacked catalogue; a million products take some 0.3 GB."""

SPARE: Final = 64 << 20
"""Free space that stays for the sales."""

_PIECE: Final = 512 << 10
_WINDOW: Final = 1 << 27


@dataclass(frozen=True, slots=True)
class Edition:
    """Which catalogue it is: `cursors` per noun say where the feeds go on, `as_of` is the hub's time it is good for."""

    version: str
    store: str
    epoch: str
    built_at: str
    as_of: str
    cursors: Mapping[str, int]


def edition_of(meta: Mapping[str, str]) -> Edition:
    """The edition that the rows of `meta` tell of."""
    head = (meta["version"], meta["store"], meta["epoch"], meta["built_at"], meta["as_of"])
    return Edition(*head, json.loads(meta["cursors"]))


class _Hashed:
    """What is read of the packed stream, hashed on the way."""

    def __init__(self, packed: BinaryIO) -> None:
        self._packed = packed
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data = self._packed.read(size)
        self.digest.update(data)
        return data


def unpack(source: Path | BinaryIO, target: Path, *, sha256: str, size: int, pace: Pace | None) -> None:
    """Unpack the zstd stream to `target`, synced. Never writes more than `size` bytes, whatever the stream unfolds to.

    `sha256` is of the packed stream, `size` of the plain file. With `pace` it goes in small pieces, each on disk before
    the next, because one long flush would hold up a sale's.
    """
    if not 0 < size <= MOST:
        raise Refused("snapshot_damaged")
    try:
        if shutil.disk_usage(target.parent).free < size + SPARE:
            raise Refused("disk_full")
        with ExitStack() as open_files:
            packed = _Hashed(open_files.enter_context(source.open("rb")) if isinstance(source, Path) else source)
            written = _copy(packed, open_files.enter_context(target.open("wb")), size, pace)
            rest = packed.read(1)
    except zstandard.ZstdError as error:
        raise Refused("snapshot_damaged") from error
    except OSError as error:
        raise Refused("disk_full" if is_disk_full(error) else "disk_failed") from error
    if written != size or rest or packed.digest.hexdigest() != sha256:
        raise Refused("snapshot_damaged")


def _copy(packed: _Hashed, plain: BinaryIO, size: int, pace: Pace | None) -> int:
    written = 0
    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    for piece in unpacker.read_to_iter(cast(BinaryIO, packed), read_size=_PIECE, write_size=_PIECE):
        written += len(piece)
        if written > size:
            raise Refused("snapshot_damaged")
        plain.write(piece)
        if pace is not None:
            plain.flush()
            os.fsync(plain.fileno())
            pace()
    plain.flush()
    os.fsync(plain.fileno())
    return written


def inspect(path: Path, store: str, current: Edition | None) -> Edition:
    """The edition of an unpacked file that may take the place of `current`; Refused when it may not.

    Its pages are checked only where there is a file in place to lose: on a new till the hash has to do, which says that
    it is what the hub built, and the hub has checked that.
    """
    connection = sqlite.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        edition = _read_edition(connection)
        if current is not None:
            _check_pages(connection)
    except (sqlite.Error, KeyError, ValueError) as error:
        raise Refused("snapshot_damaged") from error
    finally:
        connection.close()
    if edition.store != store:
        raise Refused("snapshot_wrong_store", store=edition.store)
    if current is not None and _older(edition, current):
        raise Refused("snapshot_older")
    return edition


def seal(path: Path, key: bytes) -> None:
    """Seal the goods of an unpacked file, synced, before it takes its place: killed in between, a till would sell from
    goods of which nobody could say any more whether they are as the hub sent them."""
    connection = connect(path, mode="rw")
    try:
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("BEGIN IMMEDIATE")
        seal_goods(connection, key)
        connection.execute("COMMIT")
    except sqlite.Error as error:
        raise refusal(error) or Refused("snapshot_damaged") from error
    finally:
        connection.close()


def _read_edition(connection: sqlite.Connection) -> Edition:
    for pragma, wanted in (("application_id", APPLICATION), ("user_version", SCHEMA)):
        if connection.execute(f"PRAGMA {pragma}").fetchall() != [(wanted,)]:
            raise Refused("snapshot_damaged")
    return edition_of(dict(connection.execute("SELECT key, value FROM meta").fetchall()))


def _check_pages(connection: sqlite.Connection) -> None:
    """quick_check table by table: of the whole file at once it would also read the search index word for word."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0").fetchall()
    for (table,) in tables:
        if connection.execute(f"PRAGMA quick_check('{table}')").fetchall() != [("ok",)]:
            raise Refused("snapshot_damaged")


def _older(edition: Edition, current: Edition) -> bool:
    """Of the same hub, yet behind what the feeds have brought already. Another epoch is a hub that was restored."""
    if (edition.epoch, edition.store) != (current.epoch, current.store):
        return False
    return any(edition.cursors.get(noun, 0) < cursor for noun, cursor in current.cursors.items())
