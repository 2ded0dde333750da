"""A till that was offline drains its sales: how long its exchange takes, against a bare client with the same batches.

    python -m bench drain [--sales N] [--rounds N] [--dir DIR]

ours: one exchange of a real till over its encrypted journal: read, pack, post, read the answers, note what was named.
bare: http.client posts batches that lie ready, of the same sales sealed for another till of the same hub. In both, all
sales stand in the hub's books afterwards. The hub is a process of its own over SQLite; each comes first as often.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.backlog import enrol, holds, make_till, month_ago, queue_up, set_up, switched_on
from bench.intake import by_http_client, line_to, server
from bench.timing import verdict
from hub.clock import system_clock
from hub.storage.database import Database, open_database, sqlite_url
from posapp.contract import envelope
from posapp.domain.journal import GENESIS, Entry, seal
from sync.push import BATCH

GOALS: Final = {"drain / bare push": 1.3}


@dataclass(frozen=True, slots=True)
class Hub:
    """A running hub and its books."""

    database: Database
    port: int

    def check(self, till: str, sent: list[Entry]) -> None:
        """All of it is here, and booked."""
        assert holds(self.database, till) == (len(sent), sent[-1].hash.hex(), len(sent)), (
            "the hub's chain ends elsewhere"
        )


def ours(hub: Hub, folder: Path, sent: list[Entry]) -> float:
    """Seconds of the exchange that leaves nothing unsent."""
    with switched_on(folder) as till:
        began = time.perf_counter()
        status = till.engine.sync()
        took = time.perf_counter() - began
        assert (status.state, status.unsent, status.parked) == ("online", 0, 0), status
        hub.check(till.store.journal.till, sent)
    return took


def bare(hub: Hub, like: str, sent: list[Entry]) -> float:
    """Seconds for the same batches of another till."""
    till, token = enrol(hub.database, system_clock())
    entries = sealed_for(till, like, sent)
    parts = [entries[i : i + BATCH] for i in range(0, len(entries), BATCH)]
    ready = [envelope.pack(f"b{part[0].seq}", till, part) for part in parts]
    with closing(line_to(hub.port)) as line:
        post = by_http_client(line)
        began = time.perf_counter()
        for body in ready:
            post(token, body)
        took = time.perf_counter() - began
    hub.check(till, entries)
    return took


def sealed_for(till: str, like: str, sent: list[Entry]) -> list[Entry]:
    """The same entries as if that till had made them."""
    before, made = GENESIS, []
    for e in sent:
        body = e.body.replace(like.encode(), till.encode())
        before = seal(till, before, e.seq, e.kind, e.at, e.business_date, e.staff, body)
        made.append(Entry(e.seq, e.kind, e.at, e.business_date, e.staff, body, before))
    return made


def one_round(hub: Hub, folder: Path, sales: int, bare_first: bool) -> tuple[float, float]:
    """Seconds of ours and of the bare push."""
    told = make_till(folder, hub.database, f"http://127.0.0.1:{hub.port}", system_clock())
    queue_up(folder, told, sales, month_ago(1))
    with switched_on(folder) as till:
        sent = list(till.store.journal.all())
    assert len(sent) == sales
    os.sync()  # these sales are weeks old: what made them in a minute must not be written while the first of both runs
    before = bare(hub, told.till, sent) if bare_first else 0.0
    took = ours(hub, folder, sent)
    return took, before or bare(hub, told.till, sent)


def main(argv: list[str] | None = None) -> int:
    """Print seconds of each round; 1 when the goal is missed."""
    parser = argparse.ArgumentParser(
        prog="bench drain", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--dir", type=Path, help="scratch folder, on the disk to be measured")
    given = parser.parse_args(argv)
    shares = []
    with tempfile.TemporaryDirectory(prefix="drain-", dir=given.dir) as name:
        folder, url = Path(name), sqlite_url(Path(name) / "hub.db")
        database = open_database(url)
        set_up(database)
        with server("hub", "serve", "--port", "0", "--data-dir", name) as port:
            for number in range(given.rounds):
                took, floor = one_round(Hub(database, port), folder / f"till{number}", given.sales, number % 2 == 1)
                shares.append(took / floor)
                print(f"{given.sales} sales: drained in {took:.2f} s, bare push {floor:.2f} s", flush=True)
        database.close()
    return verdict({"drain / bare push": (statistics.median(shares), GOALS["drain / bare push"])})


if __name__ == "__main__":
    sys.exit(main())
