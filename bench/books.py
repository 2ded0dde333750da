"""Filters of client books over 200,000 members: what a tap costs, beside the same question to a bare table.

    python -m bench books [--members N] [--probes N]

A tap is `ClientSearch.listed` once everybody was looked through: who fits, the first of them as cards, and a count at
every value. "bare" is one `count(*)` with the same conditions over a plain, unencrypted table that has nothing but the
columns that are asked for: a single one of the numbers that a tap gives.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Final

from bench import timing
from bench.members import MAY, fill
from bench.orders import SHOP
from bench.timing import verdict
from posapp.devices.clock import SystemClock
from posapp.domain.client import Yardstick, values
from posapp.domain.client_index import Filter
from posapp.domain.member import Member
from posapp.storage.driver import Connection, connect
from posapp.usecases.client_search import client_of
from tests.support.hub import RunningHub
from tests.support.shop import Shop, Till

GOALS: Final = {"tap own p99 ms": 2 * 1000 / 60}
ROUNDS: Final = 5
COLUMNS: Final = ("tier", "last", "spend", "consent")
TIERS: Final = ("gold", "silver", "normal", "")


def main() -> int:
    """The table and the verdict."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--members", type=int, default=200_000)
    arguments.add_argument("--probes", type=int, default=200)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name, RunningHub(Path(name, "hub")) as hub:
        hub.load(SHOP | {"roles": [{"id": MAY["id"], "may": ["sell", "member", "books"]}]})
        shop = Shop(Path(name), hub, SystemClock())  # type: ignore[arg-type]
        till = shop.till()
        till.sign_in()
        people = varied(till, chosen.members)
        began = perf_counter()
        while till.parts.app.client_search.read_on():
            pass
        built = perf_counter() - began
        rounds = taps(till, people, chosen.probes)
        shop.close()
    own = {kind: timing.median(r.own_percentile(99) for r in rounds[kind]) * 1e3 for kind in rounds}
    half = {kind: timing.median(r.percentile(50) for r in rounds[kind]) * 1e3 for kind in rounds}
    print(f"{chosen.members:,} members looked through in {built:.1f} s, {built / chosen.members * 1e9:.0f} ns each")
    print(f"tap: p50 {half['tap']:.2f} ms, own p99 {own['tap']:.2f} ms; one bare count p50 {half['bare']:.2f} ms, "
          f"own p99 {own['bare']:.2f} ms; {half['tap'] / half['bare']:.2f}x one bare count")  # fmt: skip
    return verdict({name: (own["tap"], goal) for name, goal in GOALS.items()})


def varied(till: Till, count: int) -> list[Member]:
    """Made-up people with tiers, purchases and consent of all kinds."""
    picked, today = random.Random(17), date.fromisoformat(till.parts.app.desk.moment().business_date)
    people, known = fill(till, count), till.parts.till.known_members
    told = [
        replace(
            member,
            tier=picked.choice(TIERS),
            last_bought=(today - timedelta(days=picked.randrange(500))).isoformat(),
            spent=picked.randrange(3_000_000),
            consent=tuple(picked.sample(("sms", "phone", "email", "wechat"), picked.randrange(3))),
            birthday=f"{picked.randrange(1950, 2005)}-{picked.randrange(1, 13):02}-{picked.randrange(1, 29):02}",
        )
        for member in people
    ]
    for start in range(0, count, 2000):
        page = told[start : start + 2000]
        known.apply([(m.id, m) for m in page], (), count + start + 1, "bench", "2026-11-21T01:00:00Z")
    return told


def taps(till: Till, people: list[Member], probes: int) -> dict[str, list[timing.Round]]:
    """Filters of one to three facets, each the tap after another one."""
    picked, search = random.Random(19), till.parts.app.client_search
    ways = {"tier": TIERS, "last": ("30", "90", "180", "365", "never"), "spend": ("1000", "5000", "20000", "more"),
            "consent": ("sms", "phone", "email", "wechat", "none")}  # fmt: skip
    asked: list[Filter] = [
        {f: frozenset(picked.sample(ways[f], 2)) for f in picked.sample(COLUMNS, picked.randrange(1, 4))}
        for _ in range(probes)
    ]
    table = bare_table(till, people)
    for wanted in asked[:5]:
        assert search.listed("all", wanted).count == bare_count(table, wanted)
    here, bare = cycle(asked).__next__, cycle(asked).__next__
    acts = {"tap": timing.Variant(lambda: search.listed("all", here())),
            "bare": timing.Variant(lambda: bare_count(table, bare()))}  # fmt: skip
    return timing.run(acts, rounds=ROUNDS, each=probes // ROUNDS)


def bare_table(till: Till, people: list[Member]) -> Connection:
    """The columns that are asked for, nothing else."""
    table = connect(till.folder / "bare.db")
    table.execute("CREATE TABLE client (tier TEXT, last TEXT, spend TEXT, consent TEXT)")
    by = Yardstick(till.parts.app.desk.moment().business_date)
    rows = []
    for member in people:
        known: dict[str, list[str]] = {}
        for facet, value in values(client_of(member), by):
            known.setdefault(facet, []).append(value)
        rows.append(tuple(f" {' '.join(known[name])} " if name == "consent" else known[name][0] for name in COLUMNS))
    table.execute("BEGIN")
    table.executemany("INSERT INTO client VALUES (?, ?, ?, ?)", rows)
    table.execute("COMMIT")
    return table


def bare_count(table: Connection, wanted: Filter) -> int:
    """How many fit, by one statement."""
    parts, said = ["1"], list[str]()
    for facet, some in wanted.items():
        if facet == "consent":
            parts.append("(" + " OR ".join("instr(consent, ?)" for _ in some) + ")")
            said += [f" {value} " for value in some]
        else:
            parts.append(f"{facet} IN ({', '.join('?' * len(some))})")
            said += some
    found = table.execute(f"SELECT count(*) FROM client WHERE {' AND '.join(parts)}", said).fetchone()
    return int(found[0]) if found is not None else 0


if __name__ == "__main__":
    sys.exit(main())
