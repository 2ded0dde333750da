"""Built catalogues, one a store: built in the background when it changed, kept as files, served as they are.

A snapshot that is a little old is still right: the feeds go on from its cursors. So a caller is given the newest that
is ready, and a newer one is begun; only a store that has none yet waits. Several processes of the hub may share the
folder: a version is the name of one file's bytes, whoever built it, and two that build the same do it twice.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec
from pydantic import ValidationError

from hub import snapshot
from hub.storage import records, totals
from hub.storage.database import Database, Reading
from posapp.contract import snapshot as wire
from posapp.contract.feed_rows import CategoryRow, ProductRow, PromotionRow, StockRow, TaxRow
from posapp.contract.feeds import CATALOGUE, SnapshotInfo
from posapp.domain.times import to_text

CURRENT: Final = "current.json"
GIVEN_UP: Final = 3600
"""Seconds after which a build was killed: no catalogue takes that long."""
VERSION: Final = 16
STATE: Final = 10
"""Digits of a version, and those of them that say what is in the file."""
PATIENCE: Final = 5.0
"""Seconds a first caller waits for a build before it is told to come back."""


class Catalogues:
    """The folder of built catalogues and the one thread that builds."""

    def __init__(self, folder: Path, database: Database, epoch: str, clock: Callable[[], datetime]) -> None:
        self._folder, self._database, self._epoch, self._clock = folder, database, epoch, clock
        self._lock = threading.Lock()
        self._builder = ThreadPoolExecutor(1, "snapshot")
        self._building: dict[str, Future[SnapshotInfo]] = {}

    def newest(self, store: str) -> SnapshotInfo | None:
        """What is ready, or is within PATIENCE; None: come back later."""
        ready = self._ready(store)
        if ready is not None and ready.version.startswith(self._state(store, self._cursors(store))):
            return ready
        building = self._begin(store)
        if ready is not None:
            return ready
        wait([building], PATIENCE)
        return building.result() if building.done() else None

    def build(self, store: str) -> SnapshotInfo:
        """Builds the store's catalogue as it is now, unless that is there already."""
        cursors = self._cursors(store)
        state = self._state(store, cursors)
        ready = self._ready(store)
        if ready is not None and ready.version.startswith(state):
            return ready
        folder = self._of(store)
        folder.mkdir(parents=True, exist_ok=True)
        built_at = to_text(self._clock())
        heading = snapshot.Heading(state, store, self._epoch, built_at, cursors)
        from hub.pinyin import all_readings  # a third of a second, which only a build should cost

        with self._database.read() as connection, tempfile.TemporaryDirectory(dir=folder, prefix="building-") as name:
            built = snapshot.build(Path(name) / "catalogue", _rows(connection, store), heading, all_readings())
            version = state + built.compressed_sha256[: VERSION - STATE]
            built.path.replace(folder / f"{version}.db.zst")
            _tidy(folder, Path(name).stat().st_mtime - GIVEN_UP)
        info = SnapshotInfo(
            version=version,
            store=store,
            epoch=self._epoch,
            sha256=built.sha256,
            size=built.size,
            compressed_sha256=built.compressed_sha256,
            compressed_size=built.compressed_size,
            cursors=dict(cursors),
            built_at=built_at,
        )
        self._publish(folder, info)
        return info

    def file(self, store: str, version: str) -> Path | None:
        """The file of that version of the store's catalogue, if it is still kept."""
        path = self._of(store) / f"{version}.db.zst"
        return path if path.is_file() else None

    def close(self) -> None:
        """Lets a running build end."""
        self._builder.shutdown(wait=True, cancel_futures=True)

    def _begin(self, store: str) -> Future[SnapshotInfo]:
        with self._lock:
            running = self._building.get(store)
            if running is None or running.done():
                running = self._building[store] = self._builder.submit(self.build, store)
            return running

    def _cursors(self, store: str) -> Mapping[str, int]:
        """Read before the rows: a row that changes meanwhile comes again with the feed."""
        newest = records.heads(self._database, store)
        return {noun: newest[noun] for noun in CATALOGUE}

    def _state(self, store: str, cursors: Mapping[str, int]) -> str:
        """What a version begins with: which rows they are. The rest of it is of the file's bytes."""
        named = f"{self._epoch} {store} {sorted(cursors.items())} {wire.SCHEMA}"
        return hashlib.sha256(named.encode()).hexdigest()[:STATE]

    def _of(self, store: str) -> Path:
        """The store's folder, named so that no store id can lead out of ours."""
        return self._folder / hashlib.sha256(store.encode()).hexdigest()[:16]

    def _ready(self, store: str) -> SnapshotInfo | None:
        try:
            info = SnapshotInfo.model_validate_json((self._of(store) / CURRENT).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        return info if info.epoch == self._epoch and self.file(store, info.version) else None

    def _publish(self, folder: Path, info: SnapshotInfo) -> None:
        """Names the new file as the current one; the one before stays for those who are fetching it."""
        before = self._ready(info.store)
        part = folder / f"{CURRENT}.{info.version}.part"
        part.write_text(info.model_dump_json(), "utf-8")
        part.replace(folder / CURRENT)
        kept = {info.version, before.version if before else ""}
        for old in folder.glob("*.db.zst"):
            if old.name.split(".")[0] not in kept:
                old.unlink(missing_ok=True)


def _tidy(folder: Path, since: float) -> None:
    """What killed builds have left there before that time of the file system."""
    for left in folder.glob("building-*"):
        with suppress(FileNotFoundError):  # whoever shares the folder was quicker
            if left.stat().st_mtime < since:
                shutil.rmtree(left, ignore_errors=True)


def _rows(connection: Reading, store: str) -> snapshot.Rows:
    """The store's catalogue; goods one by one, there may be a million."""
    return snapshot.Rows(
        _goods(connection, store),
        [CategoryRow.model_validate_json(body).value() for body in records.rows(connection, "categories", store)],
        [TaxRow.model_validate_json(body).value() for body in records.rows(connection, "taxes", store)],
        [PromotionRow.model_validate_json(body).value() for body in records.rows(connection, "promotions", store)],
    )


def _goods(connection: Reading, store: str) -> Iterator[snapshot.Goods]:
    """Every product with its stock: what sells best first, then the rest by number."""
    counted = map(StockRow.model_validate_json, records.rows(connection, "stock", store))
    stock = {row.sku: (row.on_hand, row.reserved) for row in counted}
    best = _best_sellers(connection, store)
    popular = records.some(connection, "products", store, best)
    first = [popular[sku] for sku in best if sku in popular]
    for place, body in enumerate(chain(first, records.rows(connection, "products", store))):
        row = ProductRow.model_validate_json(body)
        if place >= len(first) and row.sku in popular:
            continue
        on_hand, reserved = stock.get(row.sku, (None, 0))
        yield snapshot.Goods(row.value(), row.barcodes, on_hand, reserved)


def _best_sellers(connection: Reading, store: str) -> list[str]:
    """Numbers of what was sold, here or in the history that a shop file brought along, the most often sold first."""
    lines = Counter(totals.sold(connection, store))
    for body in records.rows(connection, "sales", store):
        earlier = _earlier_sale(body)
        if earlier.store == store:
            lines.update(line.sku for line in earlier.lines)
    return sorted(lines, key=lambda sku: (-lines[sku], sku))


class _EarlierLine(msgspec.Struct):
    sku: str


class _EarlierSale(msgspec.Struct):
    """What counts of a shop file's sale."""

    store: str
    lines: list[_EarlierLine]


_earlier_sale = msgspec.json.Decoder(_EarlierSale).decode
