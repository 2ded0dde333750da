"""Finding an online order among 200,000 by last four digits and name; how late a new order is on a till's screen; and,
with --machine, the pickup state machine for as long as somebody has time.

    python -m bench orders [--orders N] [--probes N] [--new N] [--machine N] [--lives N [--seed N]]

The first is `OrderSearch.find` on the till's own encrypted copies: decoding, comparing and the state machine included.
The second is from the web shop's call, answered by a real hub, until the till's copies have the order: the stream
tells, the till asks its feed, and the commit is what the screen reads.
"own": less what other processes took of the CPU, see bench.timing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any, Final

import requests
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from bench import timing
from bench.timing import percentile, verdict
from hub.storage import web_orders
from posapp.contract import routes
from posapp.devices.clock import SystemClock
from posapp.domain.order import Order, OrderLine, OrderTender
from posapp.storage.changes import Topic
from sync.worker import SyncWorker
from tests.domain.test_pickup_machine import Pickup as Machine
from tests.support.hub import RunningHub
from tests.support.order_lives import ACTS, STORES, TILLS, OrderLives, two_shops
from tests.support.shop import Shop, Till

GOALS: Final = {"find own p99 ms": 1000 / 60, "new order p99 s": 2.0}
ROUNDS: Final = 5
SURNAMES: Final = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗"
SHOP: Final[dict[str, Any]] = {
    "stores": [{"id": "S1", "name": "静安店", "currency": "CNY", "timezone": "Asia/Shanghai", "tills": ["1"]}],
    "roles": [{"id": "cashier", "may": ["sell", "orders"]}],
    "staff": [{"id": "c1", "name": "示范", "role": "cashier", "pin": "1111", "stores": ["S1"]}],
    "taxes": [{"id": "13", "kind": "rate", "percent": "13"}],
    "products": [{"sku": "A", "name": {"zh": "茶"}, "barcodes": ["6901234567892"], "price": "1.00", "tax": "13",
                  "category": "c"}],
    "stock": [{"store": "S1", "sku": "A", "on_hand": "100000"}],
}  # fmt: skip


def main() -> int:
    """Both tables and the verdict."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--orders", type=int, default=200_000)
    arguments.add_argument("--probes", type=int, default=2_000)
    arguments.add_argument("--new", type=int, default=100)
    arguments.add_argument("--machine", type=int, default=0, help="examples of the state machine")
    arguments.add_argument("--lives", type=int, default=0, help="lives of orders over three real tills and a hub, only")
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    if chosen.lives:
        return lives(chosen.lives, chosen.seed)
    if chosen.machine:
        long = settings(max_examples=chosen.machine, stateful_step_count=60, deadline=None)
        run_state_machine_as_test(Machine, settings=long)  # type: ignore[no-untyped-call]
        print(f"{chosen.machine} examples of the state machine: nothing found")
    with tempfile.TemporaryDirectory() as name, RunningHub(Path(name, "hub")) as hub:
        hub.load(SHOP)
        shop = Shop(Path(name), hub, SystemClock())  # type: ignore[arg-type]
        till = shop.till()
        till.sign_in()
        late = new_orders(hub, till, chosen.new)
        found = finding(till, chosen.orders, chosen.probes)
        shop.close()
    own, wall = (timing.median(getattr(r, way)(99) for r in found) * 1e3 for way in ("own_percentile", "percentile"))
    middle = timing.median(r.percentile(50) for r in found) * 1e3
    figures = {"find own p99 ms": own, "new order p99 s": percentile(late, 99)}
    print(f"{chosen.orders:,} orders: p50 {middle:.2f} ms, own p99 {own:.2f} ms, wall p99 {wall:.2f} ms")
    print(f"{chosen.new} new orders: p50 {percentile(late, 50):.3f} s, p99 {figures['new order p99 s']:.3f} s")
    return verdict({name: (figures[name], goal) for name, goal in GOALS.items()})


def lives(count: int, seed: int) -> int:
    """Each of up to twenty deeds; the first that breaks a rule ends it with what was done."""
    picked, odd = random.Random(seed), Counter[str]()
    goods = [{**SHOP["products"][0], "category": "c"}]
    people = [{**SHOP["staff"][0], "id": f"c{n}", "pin": str(n) * 4} for n in (1, 2)]
    stores = [{**SHOP["stores"][0], "id": id_, "tills": ["1", "2"]} for id_ in STORES]
    told = two_shops(SHOP | {"stores": stores, "staff": people, "products": goods})
    with tempfile.TemporaryDirectory() as name, RunningHub(Path(name, "hub")) as hub:
        hub.load(told)
        made = OrderLives(Path(name), hub, datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
        for number in range(count):
            deeds = [(picked.randrange(TILLS), picked.choice(ACTS)) for _ in range(picked.randint(4, 20))]
            try:
                odd.update(made.live(deeds))
            except AssertionError:
                print(f"life {number} of seed {seed}: {deeds}", file=sys.stderr)
                raise
        made.close()
    print(f"{count} lives of seed {seed}: each rule held; {made.sent} transfers sent; told to head office: {dict(odd)}")
    return 0


def finding(till: Till, count: int, probes: int) -> list[timing.Round]:
    """Every question is of another order."""
    picked, told = random.Random(7), list[Order]()
    for number in range(count):
        phone = f"+86138{picked.randrange(10**8):08}"
        name = picked.choice(SURNAMES) + picked.choice(SURNAMES)
        state = "NEW" if number % 1000 == 0 else "HANDED_OVER"
        lines = (OrderLine("A", 1000, 100),)
        paid = (OrderTender("alipay", 100),)
        told.append(
            Order(
                f"N{number:07}", "web", "2026-11-21T01:00:00Z", state, f"{number:06}", "", name, phone, lines, 0, paid
            )
        )
    for start in range(0, count, 1000):
        page = told[start : start + 1000]
        till.parts.till.orders.apply(
            [(order.id, order) for order in page], (), start + 1, "bench", "2026-11-21T01:00:00Z"
        )
    following, find = cycle(picked.choices(told, k=probes)).__next__, till.parts.app.order_search.find

    def once() -> None:
        order = following()
        assert order.id in {view.order.id for view in find(f"{order.phone[-4:]} {order.name}")}

    return timing.run({"find": timing.Variant(once)}, rounds=ROUNDS, each=probes // ROUNDS)["find"]


def new_orders(hub: RunningHub, till: Till, count: int) -> list[float]:
    """Seconds from the web shop's call until the till has the order."""
    headers = {"Authorization": f"Bearer {web_orders.new_token(hub.database, 'web', datetime.now(UTC), 'bench')}"}
    here, late = threading.Event(), list[float]()
    wanted = [""]

    def committed(topics: frozenset[Topic]) -> None:
        if "copies" in topics and wanted[0] and till.parts.till.orders.by_key(wanted[0]) is not None:
            here.set()

    stop = till.parts.till.changes.subscribe(committed)
    worker = SyncWorker(till.parts.engine, lambda _status: None)
    worker.start()
    try:
        for number in range(count + 1):
            wanted[0] = f"B{number}"
            here.clear()
            body = {"id": wanted[0], "store": "S1", "name": "示范", "phone": "13800138000",
                    "lines": [{"sku": "A", "quantity": 1000, "amount": 100}]}  # fmt: skip
            began = time.perf_counter()
            requests.post(hub.url + routes.WEB_ORDERS, json=body, headers=headers, timeout=30).raise_for_status()
            assert here.wait(30), "the order never came"
            late.append(time.perf_counter() - began)
    finally:
        stop()
        worker.stop()
    return late[1:]  # the first one waits until the till listens


if __name__ == "__main__":
    sys.exit(main())
