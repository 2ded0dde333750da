"""kill -9 at random while a real script sells, syncs and checkpoints: nothing acknowledged is lost, nothing is doubled.

    python -m bench kill [--kills 500] [--seed 1] [--dir DIR]

Each life is a fork of this process that opens the till's real files and goes on where the last one was cut off.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.rehearsal import Rehearsal, prepare, sell, tell
from posapp.commands.verify import check

GOALS: Final = {"lost": 0, "doubled": 0, "numbers missing or repeated": 0}
OPENING: Final = 0.3
"""Of the lives so many are cut within 0.5 s of the fork, so that kills meet the opening of the files too; the others
within 0.06 s of their first sale."""


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when a sale was lost or doubled, or till and hub differ."""
    parser = argparse.ArgumentParser(
        prog="bench kill", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path)
    given = parser.parse_args(argv)
    chance, left, failed = random.Random(given.seed), given.kills, 0
    while left > 0 and not failed:
        failed, killed = _script(given.dir, left, chance)
        left -= killed
    return failed


def _script(where: Path | None, kills: int, chance: random.Random) -> tuple[int, int]:
    """One script on a new till with a new hub, to its end or to so many kills; 0 when all is there, and the kills."""
    folder = Path(tempfile.mkdtemp(prefix="kill-", dir=where))
    rehearsal = prepare(folder)
    try:
        rehearsal.world().close()
        acknowledged, killed = _kill_often(rehearsal, kills, chance)
        return _judge(rehearsal, acknowledged, killed), killed
    finally:
        rehearsal.hub.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _kill_often(rehearsal: Rehearsal, kills: int, chance: random.Random) -> tuple[list[str], int]:
    acknowledged: list[str] = []
    for killed in range(kills):
        told, finished = _one_life(rehearsal, chance)
        acknowledged += told
        if finished:
            print(f"the script ended after {killed} kills")
            return acknowledged, killed
        if (killed + 1) % 50 == 0:
            print(f"{killed + 1} kills, {len(acknowledged)} sales acknowledged", flush=True)
    return acknowledged, kills


def _one_life(rehearsal: Rehearsal, chance: random.Random) -> tuple[list[str], bool]:
    """Fork, let it live a while, kill it; what it acknowledged, and whether it had finished before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(rehearsal, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        opening = chance.random() < OPENING
        first = b"" if opening else pipe.readline()
        time.sleep(chance.uniform(0.0, 0.5 if opening else 0.06))
        os.kill(child, signal.SIGKILL)
        told = (first + pipe.read()).decode().splitlines()
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"a life ended by itself with {os.WEXITSTATUS(status)}")
    return told, os.WIFEXITED(status)


def _live(rehearsal: Rehearsal, writing: int) -> None:
    code = 1
    try:
        world = rehearsal.world()
        sell(world, rehearsal.steps, tell(writing))
        code = 0
    finally:
        os._exit(code)


def _judge(rehearsal: Rehearsal, acknowledged: list[str], killed: int) -> int:
    world = rehearsal.world()
    parts = world.tills["1"].running
    world.sync(world.tills["1"])
    there = {}
    doubled = 0
    for sale in parts.till.sales.after(0, 1_000_000):
        doubled += sale.ref in there
        there[sale.ref] = sale.receipt
    lost = [line for line in acknowledged if there.get(line.split(" ")[0]) != line.split(" ")[1]]
    checked = check(parts, online=True)
    gaps = checked["books"]["receipt_gaps"]
    repeated = len(there) - len(set(there.values()))
    unheard = len(there) - len(acknowledged)
    print(f"{killed} kills, {len(acknowledged)} sales acknowledged, {unheard} more committed, {len(there)} there")
    print(f"lost {len(lost)}, doubled {doubled}, receipt numbers missing {len(gaps)} repeated {repeated}")
    hub = checked["hub"]
    print(f"journal {checked['journal']}, till {checked['total']}, hub {hub['total']}, equal by day: {hub['equal']}")
    world.close()
    return 0 if not lost and not doubled and not gaps and not repeated and checked["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
