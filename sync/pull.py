"""Feeds down: a new till takes the snapshot, then each noun's feed from its cursor. Copies only, never till.db."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Executor, wait
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import msgspec

from posapp.contract.calls import TillAnswer
from posapp.contract.feed_reading import Page, read_row
from posapp.contract.feeds import CATALOGUE, FIRST, NOUNS, Noun
from posapp.contract.version import CONTRACT
from posapp.domain.errors import Refused
from posapp.domain.versions import apart
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import CatalogChange
from posapp.storage.catalog_install import MOST, Edition
from posapp.storage.till import TillStore
from sync.client import HubAway, HubClient, HubSaid

SNAPSHOT_BEYOND = 20_000
"""A till that is further behind than this takes the snapshot instead of the feed."""

MOST_CURSOR = 1 << 63

Pace = Callable[[], None]
Cursors = dict[str, int]


@dataclass(slots=True)
class Pulled:
    """How many rows came down, whether the whole catalogue was replaced, and which copies are as the hub's now."""

    rows: int = 0
    snapshot: bool = False
    whole: list[str] = field(default_factory=list)


class Pull:
    """Brings the copies up to the hub's heads. `pace` is called between the pieces of a large transfer, so that a till
    that is selling lets its sales go first; a till without a catalogue has nothing to sell and goes at full speed."""

    def __init__(
        self,
        till: TillStore,
        catalog: Catalog,
        hub: HubClient,
        pace: Pace,
        now: Callable[[], str],
        ahead: Executor,
    ) -> None:
        self._till = till
        self._catalog = catalog
        self._hub = hub
        self._pace = pace
        self._now = now
        self._ahead = ahead
        self.unknown: tuple[str, ...] = ()
        """Feeds that the hub has and this program does not know."""

    def first(self, at: TillAnswer) -> int:
        """What a till must hear before anything else happens: small feeds of their own."""
        cursors = self._till.cursors.all(at.epoch)
        return sum(self._catch_up(noun, at, cursors) for noun in FIRST if noun in at.heads)

    def pull(self, at: TillAnswer) -> Pulled:
        """Everything that is new at a hub that stands so; HubAway or HubSaid stop it, what came is kept. A feed that
        cannot be used holds up no other: its Refused is raised after them. What is whole at the end is for the caller
        to note, together with the hub's time."""
        done, refused, edition = Pulled(), list[Refused](), self._catalog.edition()
        if edition is None or self._needs_snapshot(at, edition):
            self._take_snapshot(at)
            done.snapshot, edition = True, self._catalog.edition()
        self.unknown = tuple(sorted(at.heads.keys() - set(NOUNS)))
        cursors = self._cursors(at.epoch, edition) | dict.fromkeys(self._till.skipped.before(CONTRACT), 0)
        for noun in [noun for noun in NOUNS if noun in at.heads]:  # an older hub has fewer
            try:
                done.rows += self._catch_up(noun, at, cursors)
                done.whole.append(noun)
            except Refused as no:
                refused.append(no)
            except (HubAway, HubSaid):
                self._till.cursors.heard(done.whole, at.at)
                raise
        if refused:
            self._till.cursors.heard(done.whole, at.at)
            raise refused[0]
        return done

    def _catch_up(self, noun: Noun, at: TillAnswer, cursors: Cursors) -> int:
        """The rows of one feed that came. A cursor of the hub as it was before a restore, and one that is ahead of what
        the hub has, are void: the copy begins afresh."""
        head, cursor = at.heads[noun], cursors.get(noun)
        if noun not in CATALOGUE and (cursor is None or cursor > head):
            return self._follow(noun, 0, at.epoch, fresh=True)
        return self._follow(noun, cursor or 0, at.epoch) if head > (cursor or 0) else 0

    def _cursors(self, epoch: str, edition: Edition | None) -> Cursors:
        known = self._till.cursors.all(epoch)
        return {**known, **edition.cursors} if edition is not None and edition.epoch == epoch else known

    def _needs_snapshot(self, at: TillAnswer, edition: Edition) -> bool:
        if edition.epoch != at.epoch or edition.store != at.store:
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
        for noun in CATALOGUE:
            unread = self._catalog.unread_promotions() if noun == "promotions" else []
            self._till.skipped.anew(noun, unread, CONTRACT)

    def _follow(self, noun: Noun, start: int, epoch: str, fresh: bool = False) -> int:
        rows, unread = 0, list[str]()
        with closing(self._pages(noun, start, epoch)) as pages:
            for page in pages:
                unread += self._apply(page, fresh)
                fresh = False
                rows += len(page.rows) + len(page.tombstones)
        if start == 0:
            self._till.skipped.anew(noun, unread, CONTRACT)
        return rows

    def _pages(self, noun: Noun, start: int, epoch: str) -> Generator[Page[Any], None, None]:
        """One after the other; while one is applied, the hub is asked for the next."""
        page = self._page(noun, start, epoch)
        while page.more and page.cursor > start:
            start = page.cursor
            coming = self._ahead.submit(self._page, noun, start, epoch)
            try:
                yield page
            finally:
                wait([coming])  # one question at a time on this line, also where the page before could not be used
            page = coming.result()
        yield page

    def _page(self, noun: Noun, after: int, epoch: str) -> Page[Any]:
        page = self._hub.page(noun, after, self._till.let_writers_pass)
        if page.noun != noun or not 0 <= page.cursor < MOST_CURSOR:
            raise HubAway("an answer to another question")
        if page.epoch != epoch:
            raise HubAway("the hub was restored meanwhile: what it says does not follow on what was asked")
        return page

    def _apply(self, page: Page[Any], fresh: bool) -> list[str]:
        """Keys of the rows that were passed over."""
        try:
            rows, unread = self._read(page)
            if page.noun in CATALOGUE:
                gone = unread if page.noun == "promotions" else []  # no longer what it was: nobody gives it any more
                change = catalog_change(page, rows, self._now(), gone)
                self._catalog.apply(change, self._till.let_writers_pass)
            else:
                self._till.copy(page.noun, rows, page.tombstones, page.cursor, page.epoch, page.as_of, fresh)
                self._pace()  # a sale that waited for this file goes before the next page of it
        except (ValueError, OverflowError) as error:  # not its noun's shape, or a number beyond any file
            raise Refused("bad_feed", feed=page.noun) from error
        self._till.skipped.note(
            page.noun, itertools.chain((row.key for row in rows), page.tombstones), unread, CONTRACT
        )
        return unread

    def _read(self, page: Page[Any]) -> tuple[list[Any], list[str]]:
        """The rows, and keys of those that only a newer program reads; ValueError where the hub is no newer than we."""
        rows, unread = list[Any](), list[str]()
        for row in page.rows:
            try:
                rows.append(read_row(page.noun, row))
            except ValueError:
                if apart(CONTRACT, self._hub.version) != "hub_newer":
                    raise
                unread.append(_key(page.noun, msgspec.json.decode(row, type=dict[str, Any])))
        return rows, unread


def _key(noun: str, row: dict[str, Any]) -> str:
    """What a row that cannot be read is called, as far as one can tell."""
    said = str(next((row[name] for name in ("id", "sku", "code", "member") if row.get(name)), ""))[:200]
    if noun == "elsewhere":
        return f"{row.get('store', '')}/{said}"
    return f"{said}@{row.get('starts', '')}" if noun == "taxes" else said


def catalog_change(page: Page[Any], rows: Sequence[Any], at: str = "", gone: Sequence[str] = ()) -> CatalogChange:
    """A page of a catalogue noun as the values that the catalogue file takes; `gone`: more keys that go."""
    said: dict[str, Any] = {"cursors": {page.noun: page.cursor}, "as_of": page.as_of, "at": at}
    said[f"gone_{page.noun}"] = (*page.tombstones, *gone)
    if page.noun == "products":
        said["products"] = [(row, row.barcodes) for row in rows]
    elif page.noun == "stock":
        said["stock"] = [(row.sku, row.on_hand, row.reserved) for row in rows]
    else:
        said[page.noun] = [row.value() for row in rows]
    return CatalogChange(**said)
