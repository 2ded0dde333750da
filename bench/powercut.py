"""Simulated power cuts of a till, of its hub, or of both: what was acknowledged is there afterwards, whole and once.

    python -m bench powercut [--cuts 200] [--sales 60] [--seed 5] [--tally FILE]      (Linux, needs cc)

A till sells, prints, sends, takes price changes and snapshots, and is updated over its queue; its hub and head office
are processes beside it. Every write, sync and name of their files is recorded at the system calls (crashlog.c). After
each cut (see disk.py) the real programs open what is left: the till's books are whole, everything told is in them once,
the hub holds at least what the till was told it has, and never another entry than the till.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import select

from bench import tally
from bench.disk import MODES, RENAME, Call, Disk, recorded
from bench.kill import free_port, passing_time
from bench.killing import lives, older
from bench.killing.lives import HUB, OFFICE, Place
from bench.killing.moments import Moments
from bench.killing.process import Life, begin
from bench.simulation import person
from bench.simulation.judge import judge
from bench.simulation.till import OwnClock
from bench.simulation.world import GOODS, World, in_memory, make, one_source_of_chance
from hub.storage import tables
from posapp.commands.replay.paper import Paper
from posapp.commands.till_parts import CATALOG_FILE, TillParts

GOALS: Final = {"lost": 0, "doubled": 0, "corrupt": 0, "broken": 0}
ACK: Final = "ack"
BESIDE, AGAIN = "beside", "again"
"""What is done between these words is no work of the program."""
WHO: Final = ("till", "hub", "both")
PLACES: Final = {"till": "till-1/", "hub": "hub/hub.db"}
"""Each machine has a disk of its own. What the hub builds for tills is built again where it is missing."""
PASSING: Final = ("-shm", ".lock")
"""Files that mean nothing when nobody runs."""
A_PART: Final = 10
"""Sales from one switching on to the next."""


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when a cut lost or doubled something or left a file that cannot be opened."""
    parser = argparse.ArgumentParser(
        prog="bench powercut", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--cuts", type=int, default=200)
    parser.add_argument("--sales", type=int, default=60)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--tally", type=Path, metavar="FILE")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.child:
        _live(given.child, given.sales, given.seed)
    with in_memory() as folder:
        seen = _run(Path(folder), given.cuts, given.sales, given.seed)
    print(", ".join(f"{name} {times}" for name, times in seen.items()))
    if given.tally is not None:
        print(tally.add(given.tally, "powercut", given.seed, seen))
    return 1 if any(seen[name] for name in GOALS) else 0


# ---------------------------------------------------------------- what is recorded


def _live(folder: Path, sales: int, seed: int) -> None:
    """The day of one till, switched on again and again; acknowledged in a file beside its own."""
    place, chance = Place(folder / "disk", passing_time(), free_port(), seed), random.Random(seed)
    acknowledging = os.open(place.folder / ACK, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def say(*words: object) -> None:
        os.write(acknowledging, (" ".join(map(str, words)) + "\n").encode())

    for number, first in enumerate(range(0, sales, A_PART)):
        if number % 2:
            say(BESIDE)
            older.make_older(place.folder / "till-1", chance)
            say(AGAIN)
        hub = _hub(place, folder, restored=number % 3 != 1)
        parts = place.till()
        for customer in range(first, min(first + A_PART, sales)):
            _sell(place, parts, customer, say)
            if customer % 3 == 0:
                _publish(place, folder, chance)
            if customer % 4 == 1:
                parts.engine.sync()
                parts.app.desk.settings_changed()
        if chance.random() < 0.5:
            parts.engine.sync()
        parts.close()
        hub.let_go()
        hub.ended()
    os._exit(0)


def _sell(place: Place, parts: TillParts, customer: int, say: Callable[..., None]) -> None:
    person.open_shift(parts.app)
    sale = person.serve(parts.app, place.customer(customer))
    say("sold", sale.ref, sale.receipt, sale.priced.total)
    Paper(parts, place.folder.with_name("paper"), OwnClock(place.now)).work()
    parts.till.checkpoint_if_due()


def _hub(place: Place, folder: Path, *, restored: bool) -> Life:
    log = folder / "hub.log"
    life = begin("hub", lambda x, leash: lives.answer(place, x, leash, restored), Moments(HUB), None, log)
    life.hear()  # that it can be called
    return life


def _publish(place: Place, folder: Path, chance: random.Random) -> None:
    prices = {sku: chance.randrange(100, 90_000) for sku in chance.sample(GOODS, 10)}
    begin("office", lambda x, _: lives.publish(place, x, prices), Moments(OFFICE), None, folder / "office.log").ended()


# ---------------------------------------------------------------- cutting


class Outlet:
    """Both machines at one moment of the day, the power about to go."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._chance = folder, random.Random(seed)
        self._disks = {who: Disk(dict(_files(folder / "disk", prefix))) for who, prefix in PLACES.items()}
        self._told: dict[str, tuple[str, int]] = {}
        self.beside = False
        self.seen = Counter[str](dict.fromkeys((*GOALS, "cuts", "sold"), 0))

    def take(self, call: Call) -> None:
        """One recorded call: of the till, of the hub, or a word about what was acknowledged."""
        operation, name, offset, data = call
        self.seen["swaps"] += operation == RENAME and data.decode() == f"{PLACES['till']}{CATALOG_FILE}"
        if name == ACK:
            for line in data.decode().splitlines():
                self._hear(line)
        for who, prefix in PLACES.items():
            if name.startswith(prefix) and not name.endswith(PASSING):
                self._disks[who].take(operation, name, offset, data)

    def _hear(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        self.beside = word == BESIDE
        if word == AGAIN:
            self._disks["till"].settle()
            self.seen["migrations"] += 1
        elif word == "sold":
            ref, receipt, total = rest.split(" ")
            self._told[ref] = (receipt, int(total))
            self.seen["sold"] += 1

    def cut(self) -> None:
        """The power goes at one of them or at both; what is left is looked at and has to come to rest again."""
        who, mode = self._chance.choice(WHO), MODES[self.seen["cuts"] % len(MODES)]
        self.seen.update(("cuts", f"cut at {who}"))
        place = self._folder / "after"
        shutil.rmtree(place, ignore_errors=True)
        for one, disk in self._disks.items():
            for name, data in disk.cut(self._chance, mode if who in (one, "both") else "all").items():
                (place / name).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                (place / name).write_bytes(data)
                (place / name).chmod(0o600)
        found = _found(place, self._told, self._chance)
        self.seen.update(found.keys())
        for what, words in found.items():
            print(f"{what} after cut {self.seen['cuts']} ({mode}, {who}): {words}", flush=True)


def _found(place: Path, told: dict[str, tuple[str, int]], chance: random.Random) -> dict[str, str]:
    """What is wrong with what a cut has left."""
    try:
        world = World(place, 1, chance)
        world.time.at += timedelta(hours=1)
        try:
            return dict(_looked_at(world, told))
        finally:
            world.close()
    except Exception as error:  # whatever a program that met damage ends with
        return {"corrupt": repr(error)}


def _looked_at(world: World, told: dict[str, tuple[str, int]]) -> Iterator[tuple[str, str]]:
    (till,) = world.tills
    parts, till.told = till.parts, told
    sold = Counter((sale.ref, sale.receipt) for sale in parts.till.sales.after(0, 1_000_000))
    if lost := [ref for ref, (receipt, _) in told.items() if (ref, receipt) not in sold]:
        yield "lost", str(lost)
    if doubled := [ref for ref, times in Counter(ref for ref, _ in sold.elements()).items() if times > 1]:
        yield "doubled", str(doubled)
    with world.hub.database.read() as connection:
        sound = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        holds = connection.execute(select(tables.till.c.last_seq)).scalar_one()
    last, sent = parts.till.journal.last(), parts.till.journal.acknowledged()
    wrong = [] if sound == ["ok"] else [f"the hub's file: {sound}"]
    if not sent <= holds <= (last.seq if last is not None else 0):
        wrong.append(
            f"the till counts on {sent} entries, the hub holds {holds}, the till's last is {last and last.seq}"
        )
    goods = parts.goods.all() if parts.catalog.state == "ready" else parts.catalog.state
    if goods != "as_sent":
        wrong.append(f"the catalogue is {goods}")
    world.quiet()
    wrong += judge(world, {till.name: list(told)})
    if wrong:
        yield "broken", "; ".join(wrong)


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_file() and name.startswith(prefix) and not name.endswith(PASSING):
            yield name, path.read_bytes()


def _run(folder: Path, cuts: int, sales: int, seed: int) -> Counter[str]:
    with one_source_of_chance(0):
        made = make(folder / "made", 1)
    shutil.copytree(made, folder / "disk", ignore=shutil.ignore_patterns(*(f"*{tail}" for tail in PASSING)))
    outlet = Outlet(folder, seed)
    calls = _recording(folder, sales, seed)
    gc.freeze()
    chance = random.Random(seed)
    at = sorted((chance.randrange(1, len(calls)) for _ in range(cuts)), reverse=True)
    for index, call in enumerate(calls):
        while at and at[-1] <= index and not outlet.beside:
            at.pop()
            outlet.cut()
        outlet.take(call)
    outlet.seen["calls"] = len(calls)
    return outlet.seen


def _recording(folder: Path, sales: int, seed: int) -> list[Call]:
    """The day, lived in a process whose calls are written down."""
    library, log = folder / "crashlog.so", folder / "log"
    source = Path(__file__).with_name("crashlog.c")
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    told = {"LD_PRELOAD": str(library), "CRASHLOG_DIR": str(folder / "disk"), "CRASHLOG_OUT": str(log)}
    command = [sys.executable, "-m", "bench.powercut", "--child", str(folder), "--sales", str(sales)]
    subprocess.run([*command, "--seed", str(seed)], check=True, env={**os.environ, **told})
    return list(recorded(log))


if __name__ == "__main__":
    sys.exit(main())
