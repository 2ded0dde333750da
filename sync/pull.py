"""Feeds down: a new till takes the snapshot, then each noun's feed from its cursor. Copies only, never till.db."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from posapp.contract.calls import TillAnswer
from posapp.contract.feed_rows import MODELS
from posapp.contract.feeds import CATALOGUE, FIRST, NOUNS, FeedPage
from posapp.domain.errors import Refused
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import CatalogChange
from posapp.storage.catalog_install import MOST
from posapp.storage.till import TillStore
from sync.client import HubAway, HubClient

SNAPSHOT_BEYOND = 20_000
"""A till that is further behind than this takes the snapshot instead of the feed."""

MOST_CURSOR = 1 << 63

Pace = Callable[[], None]
Cursors = dict[str, int]


@dataclass(slots=True)
class Pulled:
    """How many rows came down, and whether the whole catalogue was replaced."""

    rows: int = 0
    snapshot: bool = False


class Pull:
    """Brings the copies up to the hub's heads. `pace` is called between the pieces of a large transfer, so that a till
    that is selling lets its sales go first; a till without a catalogue has nothing to sell and goes at full speed."""

    def __init__(self, till: TillStore, catalog: Catalog, hub: HubClient, pace: Pace, now: Callable[[], str]) -> None:
        self._till = till
        self._catalog = catalog
        self._hub = hub
        self._pace = pace
        self._now = now

    def first(self, at: TillAnswer) -> int:
        """What a till must hear before anything else happens: small feeds of their own."""
        cursors = self._till.cursors.all(at.epoch)
        asked = [noun for noun in FIRST if noun in at.heads]
        rows = 0
        for noun in asked:
            of_another_hub = noun not in cursors and self._till.cursors.as_of(noun) is not None
            if of_another_hub or at.heads[noun] > cursors.get(noun, 0):
                rows += self._follow(noun, cursors.get(noun, 0))
        return rows

    def pull(self, at: TillAnswer) -> Pulled:
        """Everything that is new at a hub that stands so; HubAway, HubSaid or Refused stop it, what came is kept."""
        done = Pulled()
        if self._needs_snapshot(at):
            self._take_snapshot(at)
            done.snapshot = True
        cursors = self._cursors(at.epoch)
        for noun in NOUNS:
            if at.heads.get(noun, 0) > cursors.get(noun, 0):
                done.rows += self._follow(noun, cursors.get(noun, 0))
        return done

    def _cursors(self, epoch: str) -> Cursors:
        known = self._till.cursors.all(epoch)
        edition = self._catalog.edition()
        return {**known, **edition.cursors} if edition is not None and edition.epoch == epoch else known

    def _needs_snapshot(self, at: TillAnswer) -> bool:
        edition = self._catalog.edition()
        if edition is None or edition.epoch != at.epoch or edition.store != at.store:
            return True
        behind = [at.heads.get(noun, 0) - edition.cursors.get(noun, 0) for noun in CATALOGUE]
        return min(behind) < 0 or max(behind) > SNAPSHOT_BEYOND

    def _take_snapshot(self, at: TillAnswer) -> None:
        info = self._hub.snapshot()
        if not 0 < info.compressed_size <= MOST:
            raise Refused("snapshot_damaged")
        pace = self._pace if self._catalog.state == "ready" else None
        name = "".join(c for c in info.version if c.isalnum() or c in "-_")[:80]
        part = self._till.folder / f"snapshot-{name}.part"
        for other in self._till.folder.glob("snapshot-*.part"):
            if other != part:
                other.unlink()  # begun before the goods changed again; nobody will go on with it
        self._hub.download(info.version, part, info.compressed_size, pace)
        try:
            self._catalog.install(part, store=at.store, sha256=info.compressed_sha256, size=info.size, pace=pace)
        finally:
            part.unlink(missing_ok=True)

    def _follow(self, noun: str, cursor: int) -> int:
        rows, more = 0, True
        while more:
            page = self._hub.page(noun, cursor)
            if page.noun != noun or not 0 <= page.cursor < MOST_CURSOR:
                raise HubAway("an answer to another question")
            self._apply(page)
            rows += len(page.rows) + len(page.tombstones)
            more = page.more and page.cursor > cursor
            cursor = page.cursor
        return rows

    def _apply(self, page: FeedPage) -> None:
        try:
            rows = [MODELS[page.noun].model_validate_json(to_json(row)) for row in page.rows]
            if page.noun in CATALOGUE:
                self._catalog.apply(catalog_change(page, rows, self._now()), self._pace)
            else:
                self._till.copy(page.noun, rows, page.tombstones, page.cursor, page.epoch, page.as_of)
        except (ValueError, OverflowError) as error:  # not its noun's shape, or a number beyond any file
            raise Refused("bad_feed", noun=page.noun, reason=str(error)[:200]) from error


def catalog_change(page: FeedPage, rows: Sequence[Any], at: str = "") -> CatalogChange:
    """A page of a catalogue noun as the values that the catalogue file takes."""
    said: dict[str, Any] = {"cursors": {page.noun: page.cursor}, "as_of": page.as_of, "at": at}
    said[f"gone_{page.noun}"] = page.tombstones
    if page.noun == "products":
        said["products"] = [(row.value(), row.barcodes) for row in rows]
    elif page.noun == "stock":
        said["stock"] = [(row.sku, row.on_hand, row.reserved) for row in rows]
    else:
        said[page.noun] = [row.value() for row in rows]
    return CatalogChange(**said)
