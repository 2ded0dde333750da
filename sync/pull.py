"""Feeds down: a new till takes the snapshot, then each noun's feed from its cursor. Copies only; nothing here touches till.db."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from posapp.contract.feed_rows import MODELS
from posapp.contract.feeds import CATALOGUE, NOUNS, FeedPage, Noun
from posapp.domain.errors import Refused
from posapp.storage.catalog import Catalog
from posapp.storage.till import TillStore
from sync.client import HubClient

SNAPSHOT_BEYOND = 20_000
"""A till that is further behind than this takes the snapshot instead of the feed."""

Pace = Callable[[int], None]


@dataclass(slots=True)
class Pulled:
    """How many rows came down, and whether the whole catalogue was replaced."""

    rows: int = 0
    snapshot: bool = False


class Pull:
    """Brings the copies up to the hub's heads; `pace` hears of each piece of a large transfer and may hold it back."""

    def __init__(self, till: TillStore, catalog: Catalog, hub: HubClient, pace: Pace) -> None:
        self._till = till
        self._catalog = catalog
        self._hub = hub
        self._pace = pace

    def pull(self) -> Pulled:
        """Everything that is new; HubAway or HubSaid stop it, what came is kept."""
        done = Pulled()
        at = self._hub.till()
        cursors = self._cursors(at.epoch)
        if self._needs_snapshot(cursors, at.heads):
            self._take_snapshot()
            done.snapshot = True
            cursors = self._cursors(at.epoch)
        for noun in NOUNS:
            if at.heads.get(noun, 0) > cursors.get(noun, 0):
                done.rows += self._follow(noun, cursors.get(noun, 0))
        self._till.cursors.saw_hub(at.epoch, at.at)
        return done

    def _cursors(self, epoch: str) -> dict[str, int]:
        known = self._till.cursors.all(epoch)
        edition = self._catalog.edition()
        return {**known, **edition.cursors} if edition is not None and edition.epoch == epoch else known

    def _needs_snapshot(self, cursors: dict[str, int], heads: dict[str, int]) -> bool:
        if not any(heads.get(noun) for noun in CATALOGUE):
            return False
        if "products" not in cursors:
            return True
        return any(heads.get(n, 0) < cursors.get(n, 0) for n in CATALOGUE) or (
            heads.get("products", 0) - cursors["products"] > SNAPSHOT_BEYOND
        )

    def _take_snapshot(self) -> None:
        info = self._hub.snapshot()
        part = self._part(info.version)
        self._hub.download(info.version, part, self._pace)
        try:
            self._catalog.install(part, info, self._pace)
        finally:
            part.unlink(missing_ok=True)

    def _part(self, version: str) -> Path:
        name = "".join(c for c in version if c.isalnum() or c in "-_")
        return self._catalog.folder / f"snapshot-{name}.part"

    def _follow(self, noun: Noun, cursor: int) -> int:
        rows, more = 0, True
        while more:
            page = self._hub.page(noun, cursor)
            self._apply(page)
            rows += len(page.rows) + len(page.tombstones)
            more = page.more and page.cursor > cursor
            cursor = page.cursor
        return rows

    def _apply(self, page: FeedPage) -> None:
        try:
            rows = [MODELS[page.noun].model_validate(row) for row in page.rows]
        except ValueError as error:
            raise Refused("bad_feed", noun=page.noun, reason=str(error)[:200]) from error
        if page.noun in CATALOGUE:
            self._catalog.apply(page.noun, rows, page.tombstones, page.cursor, page.epoch, page.as_of)
        else:
            self._till.copy(page.noun, rows, page.tombstones, page.cursor, page.epoch, page.as_of)
