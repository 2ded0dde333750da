"""Hub intake against a bare server: sales a second with batches of 50 real baskets, and bytes a sale on the wire.

    python -m bench intake [--rounds N] [--sales N] [--json FILE]

The floor is bench/plain_hub.py: the same SQL, token look-up and hash check. Both are called through http.client, which
is what the goals are about, and the hub also through requests as a till does. Servers are processes of their own;
rounds alternate; a figure is the median, a ratio the median of the rounds'.
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
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import requests

from bench import journal
from hub.clock import system_clock
from hub.storage import tills, tokens
from hub.storage.database import Database, open_database, sqlite_url
from posapp.contract import envelope, routes
from tests.support.postgres import cluster

BATCH: Final = 50
GOALS: Final = {"sqlite": 0.85, "postgres": 0.7}
WIRE_GOAL: Final = 220
HEADERS: Final = {"Content-Type": "application/json", "Content-Encoding": envelope.ENCODING}

Post = Callable[[str, bytes], bytes]


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


def by_http_client(port: int) -> Post:
    """The thinnest client there is."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def post(token: str, body: bytes) -> bytes:
        connection.request("POST", routes.ENTRIES, body, HEADERS | {"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        said = answer.read()
        assert answer.status == 200, said
        return said

    return post


@contextmanager
def server(*command: str) -> Iterator[int]:
    """A server of its own process; the port it prints."""
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        yield said["port"] if isinstance(said, dict) else said
    finally:
        process.terminate()
        process.communicate(timeout=30)


class Runner:
    """One variant: a server over a database of its own, and a client."""

    def __init__(self, url: str, post: Post, sales: int, path: Path) -> None:
        self._database: Database = open_database(url)
        self._post, self._sales, self._path = post, sales, path
        with self._database.write() as connection:
            tills.set_registers(connection, "S1", ["1"])

    def run(self) -> tuple[float, float]:
        """All sales of a fresh till; sales a second and bytes a sale."""
        now = system_clock()
        till, token = tills.enrol(self._database, tills.new_code(self._database, "S1", "1", now, "bench"), "bench", now)
        entries = journal.journal(till.id, self._path)[: self._sales]
        parts = [entries[i : i + BATCH] for i in range(0, len(entries), BATCH)]
        packed = [envelope.pack(f"{till.id}.{part[0].seq}", till.id, part) for part in parts]
        began = time.perf_counter()
        for body in packed:
            self._post(token, body)
        took = time.perf_counter() - began
        assert tokens.by_token(self._database, token, system_clock).last_hash == entries[-1].hash, (
            "the hub's chain ends elsewhere"
        )
        return len(entries) / took, sum(map(len, packed)) / len(entries)

    def close(self) -> None:
        """Ends its connections."""
        self._database.close()


def compare(variants: dict[str, Runner], rounds: int) -> dict[str, Any]:
    """Medians of each variant, and of their ratios to the floor in the same round."""
    speeds: dict[str, list[float]] = {name: [] for name in variants}
    wire = 0.0
    for number in range(rounds + 1):
        for name in random.Random(number).sample(sorted(variants), len(variants)):
            speed, wire = variants[name].run()
            if number:
                speeds[name].append(speed)
    figures: dict[str, Any] = {name: round(statistics.median(found)) for name, found in speeds.items()}
    for name in speeds.keys() - {"floor"}:
        shares = [ours / floor for ours, floor in zip(speeds[name], speeds["floor"], strict=True)]
        figures[f"{name}/floor"] = round(statistics.median(shares), 3)
    return figures | {"bytes a sale": round(wire, 1)}


def measure(kind: str, folder: Path, urls: tuple[str, str], floor_at: str, given: argparse.Namespace) -> dict[str, Any]:
    """The figures of one kind of database; `urls` are those of the hub and of the floor."""
    path = journal.baskets()
    with ExitStack() as stack:
        for url in urls:
            open_database(url).close()
        serve = ("hub", "serve", "--port", "0", "--data-dir", str(folder), "--database", urls[0])
        hub = stack.enter_context(server(*serve))
        floor = stack.enter_context(server("bench.plain_hub", kind, floor_at))
        variants = {
            "hub": Runner(urls[0], by_http_client(hub), given.sales, path),
            "hub by requests": Runner(urls[0], by_requests(hub), given.sales, path),
            "floor": Runner(urls[1], by_http_client(floor), given.sales, path),
        }
        for runner in variants.values():
            stack.callback(runner.close)
        return compare(variants, given.rounds)


def main() -> int:
    """Both databases; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sales", type=int, default=1500)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
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
            results["postgres"] = measure("postgres", folder, urls, dsn, given)
    met = all(results[kind]["hub/floor"] >= goal for kind, goal in GOALS.items())
    met = met and all(figures["bytes a sale"] <= WIRE_GOAL for figures in results.values())
    print(json.dumps({"intake": results, "goals": GOALS | {"bytes a sale": WIRE_GOAL}, "met": met}, indent=1))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), "utf-8")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
