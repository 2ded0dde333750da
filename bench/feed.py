"""A price change of many goods comes down to a till that sells: how soon it is there, and what its sales notice of it.

    python -m bench feed [--changes N] [--products N] [--rounds N] [--sales N] [--dir DIR]

Hub and till share this machine, so the hub gives way (`hub serve --give-way`), in all of it.
ours: one exchange of a real till, from its first question to the last row in the catalogue, at the pace at which a till
that is selling works. bare: http.client fetches the same pages from the same hub and upserts the rows as they are, one
transaction a page, as durable as ours; no search, no codes, no seal, no pace. Both leave the rows in the log, which is
written back between the rounds, as a till does when nobody pays. A sale is committed every 20 ms all the while, in
both, and without either ("idle"). The upsert alone, of rows that lie in memory, is printed too. The p99 is taken of
eight rounds at a time, and the ratio is the median of theirs: what neighbours do to the disk comes in bursts.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import itertools
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from bench.backlog import OpenTill, make_till, set_up, switched_on
from bench.catalogue import goods
from bench.commit import Ours, baskets
from bench.cpu import spent_ms
from bench.intake import started
from bench.replace import Counter, count
from bench.timing import median, percentile, verdict
from hub.clock import system_clock
from hub.snapshot import Goods
from hub.storage import records
from hub.storage.database import Database, open_database, sqlite_url
from hub.storage.records import EVERY_STORE
from posapp.contract import routes
from posapp.contract.feed_rows import ProductRow
from posapp.contract.feeds import PAGE
from posapp.storage.driver import FORCED_CHECKPOINT_PAGES, checkpoint_if_due, connect
from sync.pace import beside_sales

GOALS: Final = {"10,000 prices, ours / bare": 1.5, "p99 of a sale, during / idle": 1.5}
TOGETHER: Final = 8
COLUMNS: Final = ("name_zh", "name_en", "price", "tax", "category", "codes")
UPSERT: Final = (
    f"INSERT INTO product (sku, {', '.join(COLUMNS)}, unit, flags, tax_code)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, 'piece', 0, '')"
    f" ON CONFLICT (sku) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in COLUMNS)}"
)


@dataclass(slots=True)
class Found:
    """Seconds of each round and of each sale."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    upsert: list[float] = field(default_factory=list)
    page_ms: list[float] = field(default_factory=list)
    idle: list[list[float]] = field(default_factory=list)
    during: list[list[float]] = field(default_factory=list)

    def tails(self) -> list[float]:
        """How much longer the p99 of a sale is during than idle, of some rounds at a time."""
        some = [slice(at, at + TOGETHER) for at in range(0, len(self.during), TOGETHER)]
        return [percentile(flat(self.during[s]), 99) / percentile(flat(self.idle[s]), 99) for s in some]


def flat(rounds: list[list[float]]) -> list[float]:
    """All their sales."""
    return list(itertools.chain.from_iterable(rounds))


class Bare:
    """The least that brings the same rows into a catalogue."""

    def __init__(self, catalogue: Path, port: int, token: str) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port)
        self._headers = {"Authorization": f"Bearer {token}"}
        self._file = connect(catalogue, mode="rw")
        self._file.execute("PRAGMA synchronous=NORMAL")
        self._file.execute(f"PRAGMA wal_autocheckpoint={FORCED_CHECKPOINT_PAGES}")
        self.last: list[tuple[Any, ...]] = []

    def fetch(self, cursor: int) -> None:
        """All pages after the cursor."""
        self.last, more = [], True
        while more:
            self._line.request("GET", f"{routes.feed('products')}?after={cursor}", headers=self._headers)
            page = msgspec.json.decode(self._line.getresponse().read())
            rows = [_values(row) for row in page["rows"]]
            self.upsert(rows)
            self.last += rows
            cursor, more = page["cursor"], page["more"]

    def upsert(self, rows: list[tuple[Any, ...]]) -> None:
        """One transaction."""
        self._file.execute("BEGIN IMMEDIATE")
        self._file.executemany(UPSERT, rows)
        self._file.execute("COMMIT")

    def checkpoint_if_due(self) -> None:
        """As ours does."""
        checkpoint_if_due(self._file)

    def close(self) -> None:
        """Give file and line back."""
        self._file.close()
        self._line.close()


def _values(row: dict[str, Any]) -> tuple[Any, ...]:
    named = (row["sku"], row.get("name_zh", ""), row.get("name_en", ""), row["price"], row["tax"], row["category"])
    return (*named, " ".join(row.get("barcodes", ())))


def change(database: Database, listed: list[Goods], more: int) -> int:
    """Every one of these costs so much more; the cursor before."""
    before = records.newest_cursor(database)
    rows = [ProductRow.of(replace(g.product, price=g.product.price + more), g.codes) for g in listed]
    said = [(row.key, row.model_dump_json(exclude_defaults=True)) for row in rows]
    assert records.publish(database, [records.Change("products", EVERY_STORE, *row) for row in said]) == len(rows)
    return before


@dataclass(slots=True)
class Shop:
    """A hub, a till that sells beside what is measured, and the floor's catalogue."""

    hub: Database
    till: OpenTill
    bare: Bare
    counter: Counter
    listed: list[Goods]
    hub_pid: int
    found: Found = field(default_factory=Found)

    def idle(self, sales: int) -> None:
        """Nothing but sales."""
        self.found.idle.append(self.counter.sell(count(sales)))

    def round(self, more: int) -> None:
        """The same change by both ways; who comes first changes with each round."""
        assert self.till.engine.sync().state == "online"
        before = change(self.hub, self.listed, more)
        acts: list[Callable[[], object]] = [
            lambda: self.found.during.append(self.beside(self.exchange, self.found.ours)),
            lambda: self.beside(lambda: self.fetch(before), self.found.bare),
        ]
        for act in acts[:: 1 if more % 2 else -1]:
            act()
        self.found.upsert.append(timed(lambda: self.bare.upsert(self.bare.last)))
        self.till.catalog.checkpoint_if_due()
        self.bare.checkpoint_if_due()
        there = self.till.catalog.by_sku(self.listed[-1].product.sku)
        assert there is not None
        assert there.price == self.listed[-1].product.price + more

    def fetch(self, cursor: int) -> None:
        """The floor; what the hub spends on a page of it is noted too."""
        spent = spent_ms(self.hub_pid)
        self.bare.fetch(cursor)
        self.found.page_ms.append((spent_ms(self.hub_pid) - spent) * PAGE / len(self.listed))

    def exchange(self) -> None:
        """All that a till does to have the new prices."""
        status = self.till.engine.sync()
        assert (status.reason, status.pulled) == ("", len(self.listed)), status

    def beside(self, act: Callable[[], object], took: list[float]) -> list[float]:
        """The act on a thread of its own; the seconds of the sales on this one meanwhile."""
        with ThreadPoolExecutor(1) as worker:
            running = worker.submit(timed, act)
            sales = self.counter.sell(lambda: not running.done())
        took.append(running.result())
        return sales


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def judge(found: Found, changes: int) -> int:
    """Tell, and compare with the goals."""
    ours, bare, upsert = (median(seconds) for seconds in (found.ours, found.bare, found.upsert))
    print(f"{changes:,} prices: ours {ours:.2f} s, bare {bare:.2f} s, the upsert alone {upsert:.2f} s")
    print(f"CPU of the hub for a page of {PAGE} rows: {median(found.page_ms):.1f} ms")
    for name, times in (("idle", flat(found.idle)), ("during", flat(found.during))):
        p50, p99, top = (percentile(times, p) * 1e3 for p in (50, 99, 100))
        print(f"{name:10} {len(times):5} sales, ms: p50 {p50:.2f}  p99 {p99:.2f}  max {top:.2f}")
    share = median(o / b for o, b in zip(found.ours, found.bare, strict=True))
    tails = found.tails()
    print("p99 during / idle:", " ".join(f"{tail:.2f}" for tail in tails))
    figures = (share, median(tails))
    return verdict(dict(zip(GOALS, zip(figures, GOALS.values(), strict=True), strict=True)))


def main(argv: list[str] | None = None) -> int:
    """Measure; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="bench feed", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--changes", type=int, default=10_000)
    parser.add_argument("--products", type=int, default=30_000)
    parser.add_argument("--rounds", type=int, default=5 * TOGETHER)
    parser.add_argument("--sales", type=int, default=30, help="idle sales before each round")
    words = "the hub works only when nobody else wants to; not for a machine with other work to do"
    parser.add_argument("--give-way", action=argparse.BooleanOptionalAction, default=True, help=words)
    parser.add_argument("--dir", type=Path, help="scratch folder, on the disk to be measured")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="feed-", dir=given.dir) as name, ExitStack() as stack:
        shop = prepare(Path(name), stack, given)
        gc.freeze()
        gc.disable()  # as in the till, which sweeps when nobody needs it
        for more in range(1, given.rounds + 1):
            gc.collect()
            shop.idle(given.sales)
            shop.round(more)
    return judge(shop.found, given.changes)


def prepare(folder: Path, stack: ExitStack, given: argparse.Namespace) -> Shop:
    """A hub of its own process and a till with its catalogue."""
    database = open_database(sqlite_url(folder / "hub.db"))
    stack.callback(database.close)
    set_up(database, given.products)
    way = ("--give-way",) if given.give_way else ()
    port, pid = stack.enter_context(started("hub", "serve", "--port", "0", "--data-dir", str(folder), *way))
    told = make_till(folder / "till", database, f"http://127.0.0.1:{port}", system_clock())
    shutil.copy(folder / "till" / "catalog.db", folder / "bare.db")
    bare = Bare(folder / "bare.db", port, told.token)
    stack.callback(bare.close)
    till = stack.enter_context(switched_on(folder / "till", beside_sales()))
    counter = Counter(Ours(till.store, baskets()), till.catalog)
    return Shop(database, till, bare, counter, list(itertools.islice(goods(given.products), given.changes)), pid)


if __name__ == "__main__":
    sys.exit(main())
