"""Hub intake against a bare server: sales a second with batches of real baskets, and bytes a sale on the wire.

    python -m bench intake [--tills N] [--batch N] [--ask] [--rounds N] [--sales N] [--json FILE]

The floor is bench/plain_hub.py: the same SQL, token look-up and hash check. The hub knows the shop: who sells, what,
and which coupon customers hold out. Both are called through http.client, which is what the goals are about, and one
till's hub also through requests as a till does. Servers are processes of their own; rounds alternate; a figure is the
median, a ratio the median of the rounds'. With `--tills` so many push at once, each over a connection of its own,
`--sales` in all; p50 and p99 are of one push, in milliseconds. CPU is that of the server and its database.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import requests

from bench import journal
from bench.cpu import spent_ms
from bench.timing import percentile
from hub.clock import system_clock
from hub.storage import records, tills, tokens
from hub.storage.database import Database, open_database, sqlite_url
from hub.storage.records import EVERY_STORE, Change, change
from posapp.contract import envelope, routes
from posapp.contract.feed_coupons import CouponRow
from tests.support.postgres import cluster

GOALS: Final = {"sqlite": 0.85, "postgres": 0.7}
AT_ONCE_GOALS: Final = {"sqlite": 0.7, "postgres": 0.7}
WIRE_GOAL: Final = 220
HEADERS: Final = {"Content-Type": "application/json", "Content-Encoding": envelope.ENCODING}

Post = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Queue:
    """What one till has to send: its token, the packed batches, the seal of its last entry."""

    token: str
    packed: list[bytes]
    last: bytes


def by_requests(port: int) -> Post:
    """A session as the till holds one."""
    session = requests.Session()
    session.trust_env = False
    url = f"http://127.0.0.1:{port}{routes.ENTRIES}"

    def post(token: str, body: bytes) -> bytes:
        answer = session.post(url, data=body, headers=HEADERS | {"Authorization": f"Bearer {token}"}, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.content

    return post


def line_to(port: int) -> http.client.HTTPConnection:
    """A connection to a server of this machine."""
    return http.client.HTTPConnection("127.0.0.1", port)


def by_http_client(connection: http.client.HTTPConnection) -> Post:
    """The thinnest client there is."""

    def post(token: str, body: bytes) -> bytes:
        connection.request("POST", routes.ENTRIES, body, HEADERS | {"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        said = answer.read()
        assert answer.status == 200, said
        return said

    return post


def asking_first(connection: http.client.HTTPConnection) -> Post:
    """As an exchange begins: where does the hub stand?"""
    push = by_http_client(connection)

    def post(token: str, body: bytes) -> bytes:
        connection.request("GET", routes.TILL, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        assert answer.read(), answer.status
        return push(token, body)

    return post


@contextmanager
def server(*command: str) -> Iterator[int]:
    """A server of its own process; the port it prints."""
    with started(*command) as (port, _):
        yield port


@contextmanager
def started(*command: str) -> Iterator[tuple[int, int]]:
    """A server of its own process: the port it prints, and its number."""
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        yield said["port"] if isinstance(said, dict) else said, process.pid
    finally:
        process.terminate()
        process.communicate(timeout=30)


class Runner:
    """One variant: a server over a database of its own, and a client for each till."""

    def __init__(
        self, url: str, connect: Callable[[], Post], given: argparse.Namespace, path: Path, servers: Sequence[int]
    ) -> None:
        self._database: Database = open_database(url)
        self._servers = servers
        self._posts = [connect() for _ in range(given.tills)]
        self._sales, self._batch, self._path = given.sales // given.tills, given.batch, path
        self.waited: list[float] = []
        self.cpu_ms = 0.0
        self._sold, self._empty = 0, self._size()
        with self._database.write() as connection:
            tills.set_registers(connection, "S1", ["1"])
            records.put(connection, list(_shop(path, self._sales)), system_clock())

    def run(self) -> tuple[float, float]:
        """All sales of fresh tills; sales a second and bytes a sale.

        `waited` are the seconds of each push then, `cpu_ms` is what the servers spent on one sale.
        """
        queues = [self._queue() for _ in self._posts]
        start = threading.Barrier(len(queues) + 1)
        with ThreadPoolExecutor(len(queues)) as clients:
            sent = [clients.submit(_send, post, queue, start) for post, queue in zip(self._posts, queues, strict=True)]
            spent = sum(map(spent_ms, self._servers))
            start.wait()
            began = time.perf_counter()
            waits = [one.result() for one in sent]
            took = time.perf_counter() - began
        self.waited = list(chain.from_iterable(waits))
        for queue in queues:
            last = tokens.by_token(self._database, queue.token, system_clock).last_hash
            assert last == queue.last, "the hub's chain ends elsewhere"
        sales = self._sales * len(queues)
        self._sold += sales
        self.cpu_ms = (sum(map(spent_ms, self._servers)) - spent) / sales
        return sales / took, sum(len(body) for queue in queues for body in queue.packed) / sales

    def bytes_kept(self) -> int:
        """Of one sale, in the database: the entry as it came and its rows, keys and indexes."""
        return (self._size() - self._empty) // self._sold

    def _size(self) -> int:
        with self._database.raw() as connection:
            return int(connection.execute(_LITE_SIZE if self._database.sqlite else _PG_SIZE).fetchone()[0])

    def _queue(self) -> Queue:
        now = system_clock()
        till, token = tills.enrol(self._database, tills.new_code(self._database, "S1", "1", now, "bench"), "bench", now)
        entries = journal.journal(till.id, self._path, self._sales)
        parts = [entries[i : i + self._batch] for i in range(0, len(entries), self._batch)]
        packed = [envelope.pack(f"{till.id}.{part[0].seq}", till.id, part) for part in parts]
        return Queue(token, packed, entries[-1].hash)

    def close(self) -> None:
        """Ends its connections."""
        self._database.close()


def _shop(path: Path, sales: int) -> Iterator[Change]:
    """What the hub of a shop knows of its sales: without that each of them would be an exception, which is not what is
    measured. Of a product nothing is asked but whether there is one."""
    yield Change("staff", EVERY_STORE, journal.STAFF, "{}")
    yield change("coupons", EVERY_STORE, CouponRow(code=journal.COUPON, percent=1_000))
    for sku in {line["sku"] for basket in islice(journal.read(path), sales) for line in basket["lines"]}:
        yield Change("products", EVERY_STORE, sku, "{}")


_LITE_SIZE: Final = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
_PG_SIZE: Final = "SELECT pg_database_size(current_database())"


def _send(post: Post, queue: Queue, start: threading.Barrier) -> list[float]:
    """Seconds of each push."""
    waits = []
    start.wait()
    for body in queue.packed:
        began = time.perf_counter()
        post(queue.token, body)
        waits.append(time.perf_counter() - began)
    return waits


def compare(variants: dict[str, Runner], rounds: int) -> dict[str, Any]:
    """Medians of each variant, and of their ratios to the floor in the same round."""
    speeds: dict[str, list[float]] = {name: [] for name in variants}
    waits: dict[str, list[float]] = {name: [] for name in variants}
    spent: dict[str, list[float]] = {name: [] for name in variants}
    wire = 0.0
    for number in range(rounds + 1):
        for name in random.Random(number).sample(sorted(variants), len(variants)):
            speed, wire = variants[name].run()
            if number:
                speeds[name].append(speed)
                waits[name] += variants[name].waited
                spent[name].append(variants[name].cpu_ms)
    figures: dict[str, Any] = {name: round(statistics.median(found)) for name, found in speeds.items()}
    for name in speeds.keys() - {"floor"}:
        shares = [ours / floor for ours, floor in zip(speeds[name], speeds["floor"], strict=True)]
        figures[f"{name}/floor"] = round(statistics.median(shares), 3)
    for name, found in spent.items():
        figures[f"{name} CPU ms a sale"] = round(statistics.median(found), 3)
    for name, found in waits.items():
        figures[f"{name} p50, p99 in ms"] = [round(percentile(found, p) * 1e3, 1) for p in (50, 99)]
    return figures | {"bytes a sale": round(wire, 1), "bytes a sale kept": variants["hub"].bytes_kept()}


def measure(
    kind: str, folder: Path, urls: tuple[str, str], floor_at: str, given: argparse.Namespace, *beside: int
) -> dict[str, Any]:
    """The figures of one kind of database; `urls` are those of the hub and of the floor, `beside` its own server."""
    path = journal.baskets()
    with ExitStack() as stack:
        for url in urls:
            open_database(url).close()
        serve = ("hub", "serve", "--port", "0", "--data-dir", str(folder), "--database", urls[0])
        hub, *pids = stack.enter_context(started(*serve))
        bare = ("bench.plain_hub", kind, floor_at, "--threads", str(min(given.tills, 8)))
        floor, *floor_pids = stack.enter_context(started(*bare))
        variants = {
            "hub": Runner(urls[0], lambda: by_http_client(line_to(hub)), given, path, (*pids, *beside)),
            "floor": Runner(urls[1], lambda: by_http_client(line_to(floor)), given, path, (*floor_pids, *beside)),
        }
        if given.tills == 1:
            variants["hub by requests"] = Runner(urls[0], lambda: by_requests(hub), given, path, (*pids, *beside))
        if given.ask:
            asking = Runner(urls[0], lambda: asking_first(line_to(hub)), given, path, (*pids, *beside))
            variants["hub, asked first"] = asking
        for runner in variants.values():
            stack.callback(runner.close)
        return compare(variants, given.rounds)


def main() -> int:
    """Both databases; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tills", type=int, default=1)
    parser.add_argument("--batch", type=int, default=50)
    parser.add_argument("--ask", action="store_true", help="also with the question that comes before a till's push")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sales", type=int, help="in a round; default 1,500, of several tills 300 each")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    given.sales = given.sales or (1_500 if given.tills == 1 else 300 * given.tills)
    results = {}
    with tempfile.TemporaryDirectory(prefix="intake-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        files = (folder / "hub.db", folder / "floor.db")
        urls = (sqlite_url(files[0]), sqlite_url(files[1]))
        results["sqlite"] = measure("sqlite", folder, urls, str(files[1]), given)
        with cluster(folder / "pg", durable=True) as running:
            urls = (running.new_database("hub"), running.new_database("floor"))
            dsn = f"host={running.folder} user=postgres dbname=floor"
            results["postgres"] = measure("postgres", folder, urls, dsn, given, running.pid)
    goals = GOALS if given.tills == 1 else AT_ONCE_GOALS
    met = all(results[kind]["hub/floor"] >= goal for kind, goal in goals.items())
    met = met and all(figures["bytes a sale"] <= WIRE_GOAL for figures in results.values())
    print(json.dumps({"intake": results, "goals": goals | {"bytes a sale": WIRE_GOAL}, "met": met}, indent=1))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
