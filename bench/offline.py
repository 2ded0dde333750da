"""Thirty days offline: a till with all those sales waiting sells as fast as an empty one, and then drains in order.

    python -m bench offline [--sales N] [--days N] [--rounds N] [--each N] [--dir DIR]

commit: `Sales.complete_sale` as bench/commit.py times it. scan: the whole use case: the code read and looked up, the
basket priced anew and saved. Both on a till whose journal holds the sales of so many days, none of them sent, against a
till with an empty journal; judged by the "own" time of timing.py. Then one exchange with a hub of its own process, by a
token as old as the absence: every sale is in the books, in the order it was made, and nothing is refused.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from sqlalchemy import select, update

from bench import timing
from bench.backlog import OpenTill, holds, make_till, month_ago, queue_up, set_up, switched_on
from bench.catalogue import goods
from bench.commit import Ours, baskets
from bench.intake import server
from hub.clock import system_clock
from hub.storage import tables
from hub.storage.database import Database, open_database, sqlite_url
from posapp.app import App
from posapp.devices.clock import SystemClock
from posapp.domain.basket import Basket
from posapp.domain.cart import Cart
from posapp.domain.staff import MANAGER, Role, Staff
from posapp.domain.times import to_text

GOALS: Final = {
    "commit, full / empty": 1.2,
    "scan, full / empty": 1.2,
    "sales lost, doubled, refused or out of order": 0,
}
PRODUCTS: Final = 2_000
LINES: Final = 12
CASHIER: Final = Staff("m1", "Bench", Role(MANAGER))


class Scanning:
    """A cashier who scans one basket after the other."""

    def __init__(self, till: OpenTill) -> None:
        self._app = App(till.store, till.catalog, SystemClock(), lambda job: job())
        self._app.desk.settings_changed()
        self._app.sign_in.enter(CASHIER)
        self._app.shifts.open_shift(0)
        self._codes = itertools.cycle([good.codes[0] for good in itertools.islice(goods(PRODUCTS), 500)])
        self._next = next(self._codes)

    def before(self) -> None:
        """The next basket, when this one is long."""
        self._next = next(self._codes)
        if len(self._app.desk.basket.cart.lines) >= LINES:
            self._app.desk.put_back(Basket(Cart()))

    def once(self) -> None:
        """From the code to the priced and saved basket."""
        self._app.checkout.scan(self._next)

    def variant(self) -> timing.Variant:
        """As it is timed."""
        return timing.Variant(self.once, self.before)


def compare(empty: OpenTill, full: OpenTill, given: argparse.Namespace) -> tuple[float, float]:
    """How much slower the full one commits and scans."""
    pool, variants = baskets(), {}
    for name, till in (("empty", empty), ("full", full)):
        variants[f"scan, {name}"] = Scanning(till).variant()
        variants[f"commit, {name}"] = Ours(till.store, pool).variant()
    gc.freeze()
    found = timing.run(variants, rounds=given.rounds, each=given.each)
    print(f"{given.sales:,} sales of {given.days} days wait; {given.rounds} rounds of {given.each}")
    print(timing.table({name: found[name] for name in sorted(found)}, "commit, empty"))

    def share(act: str) -> float:
        return timing.ratio(found[f"{act}, full"], found[f"{act}, empty"], lambda r: r.own_percentile(50))

    return share("commit"), share("scan")


def drain(till: OpenTill, database: Database) -> int:
    """One exchange takes it all; how many entries are not at the hub as they were made."""
    journal, told = till.store.journal, till.store.enrolment.required()
    age(database, told.till)
    began = time.perf_counter()
    status = till.engine.sync()
    took = time.perf_counter() - began
    assert status.state == "online", status
    assert till.store.enrolment.required().token != told.token, "the old token was good, and replaced"
    print(f"{status.pushed:,} entries drained in {took:.1f} s, {status.pushed / took:,.0f} a second")
    last = journal.last()
    assert last is not None
    wrong = status.unsent + status.parked + abs(holds(database, told.till)[2] - till.store.sales.count())
    return wrong + (holds(database, told.till)[:2] != (last.seq, last.hash.hex())) + out_of_order(database, told.till)


def age(database: Database, till: str) -> None:
    """The hub gave this token when the absence began."""
    with database.write() as connection:
        connection.execute(update(tables.till).where(tables.till.c.id == till).values(token_at=to_text(month_ago(31))))


def out_of_order(database: Database, till: str) -> int:
    """Entries that came before one of a lower number, and numbers that are missing."""
    e = tables.entry.c
    with database.read() as connection:
        came = connection.execute(select(e.seq, e.received_at).where(e.till == till).order_by(e.seq)).all()
    early = sum(one.received_at > after.received_at for one, after in itertools.pairwise(came))
    return int(early + sum(row.seq != number for number, row in enumerate(came, 1)))


def main(argv: list[str] | None = None) -> int:
    """Measure; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(
        prog="bench offline", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--each", type=int, default=200)
    parser.add_argument("--dir", type=Path, help="scratch folder, on the disk to be measured")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="offline-", dir=given.dir) as name, ExitStack() as stack:
        folder, now = Path(name), system_clock()
        database = open_database(sqlite_url(folder / "hub.db"))
        stack.callback(database.close)
        set_up(database, PRODUCTS)
        port = stack.enter_context(server("hub", "serve", "--port", "0", "--data-dir", name))
        tills = [make_till(folder / at, database, f"http://127.0.0.1:{port}", now) for at in ("empty", "full")]
        queue_up(folder / "full", tills[1], given.sales, month_ago(given.days), given.days)
        empty, full = (stack.enter_context(switched_on(folder / at)) for at in ("empty", "full"))
        figures = (*compare(empty, full, given), drain(full, database))
    return timing.verdict(dict(zip(GOALS, zip(figures, GOALS.values(), strict=True), strict=True)))


if __name__ == "__main__":
    sys.exit(main())
