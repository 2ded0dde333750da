"""kill -9 of till, hub and head office at chosen moments and at random: nothing acknowledged is lost or doubled.

    python -m bench kill [--kills 500] [--seed 1] [--dir DIR] [--tally FILE]       (Linux)

Each life is a fork of this process over real files with their real settings; the hub comes back on its port. A life is
drawn its end: at a moment of the list below, at some call to SQLite, file or socket in it by its own hand, or by this
process's clock; or at any time. Where it was is read from memory that outlives it. After some hundred kills till and
hub are compared, and a new shop begins. Each run adds a line to the tally.
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bench import tally
from bench.killing import lives
from bench.killing.judge import judge
from bench.killing.lives import Place
from bench.killing.shop import Shop
from bench.simulation.world import GOODS, OPENS, copy, make, one_source_of_chance
from hub.pinyin import all_readings

GOALS: Final = {"lost": 0, "doubled": 0, "wrong": 0}
A_SHOP: Final = 250
"""Kills until a shop is judged."""
ALL_MET: Final = 500
"""From so many kills on every moment must have been met."""
MOMENTS: Final = tuple(
    f"{role}: {name}"
    for role, names in (("till", lives.TILL), ("hub", lives.HUB), ("office", lives.OFFICE))
    for name in names
)


def main(argv: list[str] | None = None) -> int:
    """Exit code 1 when something was lost, doubled or broken, or a moment was never met."""
    parser = argparse.ArgumentParser(
        prog="bench kill", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dir", type=Path)
    parser.add_argument("--tally", type=Path, metavar="FILE")
    given = parser.parse_args(argv)
    folder = Path(tempfile.mkdtemp(prefix="kill-", dir=given.dir))
    try:
        seen = _run(folder, given.kills, given.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    never = [name for name in MOMENTS if not seen[name]] if seen["kills"] >= ALL_MET else []
    for name in sorted(name for name in seen if ": " in name):
        print(f"{seen[name]:6} killed at {name}")
    print(", ".join(f"{name} {seen[name]}" for name in ("kills", "sold", *GOALS)) + f"; never met: {never or 'none'}")
    if given.tally is not None:
        print(tally.add(given.tally, "kill", given.seed, seen))
    return 1 if never or any(seen[name] for name in GOALS) else 0


def _run(folder: Path, kills: int, seed: int) -> Counter[str]:
    """Shop after shop, until so many were killed or one is wrong."""
    chance, seen = random.Random(seed), Counter[str](dict.fromkeys(("kills", "sold", *GOALS), 0))
    all_readings()  # read once for all the hubs that will want it
    with one_source_of_chance(0):
        made = make(folder / "made", 1)
    gc.freeze()
    while seen["kills"] < kills and not seen["wrong"]:
        began = time.monotonic()
        place = Place(folder / f"shop-{seen['kills']}", passing_time(), free_port(), chance.randrange(1 << 30))
        shop = new_shop(place, made)
        shop.run(min(A_SHOP, kills - seen["kills"]))
        judge(shop)
        seen.update(shop.killed)
        seen.update(kills=shop.killed.total(), sold=len(shop.told), lost=shop.lost, doubled=shop.doubled)
        seen.update(wrong=bool(shop.wrong))
        print(f"{seen['kills']} kills, {len(shop.told)} sales in {time.monotonic() - began:.0f} s", flush=True)
        for sentence in shop.wrong:
            print(f"  WRONG in the shop of seed {place.seed}: {sentence}", flush=True)
        shutil.rmtree(place.folder)
    return seen


def new_shop(place: Place, made: Path) -> Shop:
    """A shop over a copy of those files."""
    world = copy(made, place.folder, random.Random(0), 1)
    prices = {sku: {price} for sku, price in world.prices().items()}
    world.close()
    assert len(prices) == len(GOODS)
    return Shop(place, prices)


def passing_time() -> Callable[[], datetime]:
    """What the clocks of a shop show, in whichever process: from the opening on, second by second."""
    began = time.monotonic()
    return lambda: OPENS + timedelta(seconds=time.monotonic() - began)


def free_port() -> int:
    """One that nobody listens at now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
