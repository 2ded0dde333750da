"""News for many tills: how soon one price change is at all that listen, and what listening costs the hub when quiet.

    python -m bench listening [--tills N] [--quiet SECONDS] [--postgres]

Each simulated till holds one stream. On an event it asks where the hub stands and fetches the feed that moved, as the
till does; the clock stops when the last one has the new row. The floor is the same questions of all tills at once,
without a stream. The hub is a process of its own, over SQLite or over a PostgreSQL of its own, whose CPU counts too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from bench.cpu import spent_ms
from bench.intake import started
from hub.clock import system_clock
from hub.storage import records, tills
from hub.storage.database import Database, open_database, sqlite_url
from posapp.contract import routes
from tests.support.postgres import cluster

STORES: Final = 10
GOALS: Final = {"seconds beyond the floor": 1.0, "CPU ms a till and minute": 10.0}
PRICE: Final = '{"sku":"A","name_zh":"茶","price":%d,"tax":"13","category":"c"}'


class Till:
    """A stream, and a question each for what it is told of."""

    def __init__(self, port: int, token: str) -> None:
        self._port, self._token = port, token
        self.cursor = 0

    async def listen(self) -> None:
        """Open the stream and hear how far the feeds are."""
        self._news, self._out = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        self._out.write(self._question(routes.EVENTS))
        self.cursor = (await self._heads())["products"]

    async def hear_and_fetch(self) -> float:
        """The moment at which the changed row was here."""
        head = (await self._heads())["products"]
        assert await self.fetch() == 1
        assert self.cursor == head
        return time.perf_counter()

    async def fetch(self) -> int:
        """Ask what every exchange asks; how many rows were new."""
        await self._ask(routes.TILL)
        page = json.loads(await self._ask(f"{routes.feed('products')}?after={self.cursor}"))
        self.cursor = page["cursor"]
        return len(page["rows"])

    def close(self) -> None:
        """Hang up."""
        self._out.close()

    async def _heads(self) -> dict[str, int]:
        while not (line := await self._news.readline()).startswith(b"data: "):
            assert line, "the hub hung up"
        heads: dict[str, int] = json.loads(line[6:])["heads"]
        return heads

    async def _ask(self, path: str) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(self._question(path, "Connection: close\r\n"))
        answer = await reader.read()
        writer.close()
        assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
        return answer.partition(b"\r\n\r\n")[2]

    def _question(self, path: str, more: str = "") -> bytes:
        return f"GET {path} HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {self._token}\r\n{more}\r\n".encode()


@contextmanager
def database_in(folder: Path, postgres: bool) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The URL of an empty database, and the number of its server's process where it has one."""
    if not postgres:
        yield sqlite_url(folder / "hub.db"), ()
        return
    folder.chmod(0o755)
    with cluster(folder / "pg", durable=True) as running:
        yield running.new_database("hub"), (running.pid,)


def change_price(database: Database, price: int) -> None:
    """For every store."""
    records.publish(database, [records.Change("products", records.EVERY_STORE, "A", PRICE % price)])


async def rounds(
    database: Database, port: int, tokens: list[str], pids: tuple[int, ...], quiet: float
) -> tuple[list[float], list[float], float]:
    """Five times each: seconds until all have the price, and of the floor; then the CPU a till and minute."""
    listening = [Till(port, token) for token in tokens]
    await asyncio.gather(*(till.listen() for till in listening))
    last, floor = [], []
    for price in range(100, 105):
        begun = time.perf_counter()
        change_price(database, price)
        last.append(max(await asyncio.gather(*(till.hear_and_fetch() for till in listening))) - begun)
        begun = time.perf_counter()
        await asyncio.gather(*(till.fetch() for till in listening))
        floor.append(time.perf_counter() - begun)
    spent, begun = sum(map(spent_ms, pids)), time.perf_counter()
    await asyncio.sleep(quiet)
    spent = (sum(map(spent_ms, pids)) - spent) / (time.perf_counter() - begun) * 60 / len(listening)
    for till in listening:
        till.close()
    return last, floor, spent


def main() -> int:
    """0 when both goals were met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tills", type=int, default=200)
    parser.add_argument("--quiet", type=float, default=30)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="listening-") as name, ExitStack() as stack:
        url, beside = stack.enter_context(database_in(Path(name), given.postgres))
        database = open_database(url)
        stores = [f"S{number % STORES}" for number in range(given.tills)]
        with database.write() as connection:
            for store in set(stores):
                tills.set_registers(connection, store, ["1"])
        now = system_clock()
        tokens = [
            tills.enrol(database, tills.new_code(database, store, "1", now, "bench"), "", now)[1] for store in stores
        ]
        change_price(database, 99)
        with started("hub", "serve", "--port", "0", "--data-dir", name, "--database", url) as (port, pid):
            last, floor, spent = asyncio.run(rounds(database, port, tokens, (pid, *beside), given.quiet))
        database.close()
    beyond = statistics.median(a - b for a, b in zip(last, floor, strict=True))
    print(f"{given.tills} tills: the last has the price after {statistics.median(last):.2f} s (worst {max(last):.2f}),")
    print(f"  {beyond:.2f} s beyond the {statistics.median(floor):.2f} s that their questions alone take")
    print(f"hub CPU while nothing happens: {spent:.1f} ms a till and minute")
    return int(beyond > GOALS["seconds beyond the floor"] or spent > GOALS["CPU ms a till and minute"])


if __name__ == "__main__":
    sys.exit(main())
