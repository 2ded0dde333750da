"""A code to its product: `Catalog.by_code`, value and all, against a bare join of the same rows at three sizes.

    python -m bench.lookup [--products N,N,…] [--rounds N] [--each N] [--dir DIR]

bare: nine columns of barcode and product through one held connection of the same module, fetched and thrown away.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Final

from bench import timing
from bench.catalogue import cached
from posapp.storage.catalog import Catalog
from posapp.storage.driver import connect

GOALS: Final = {"p50 at the largest catalogue": 3.0, "p99 in ms": 1.0}
"""The first as a multiple of the bare join."""

BARE: Final = (
    "SELECT p.id, p.sku, p.name_zh, p.unit, p.price, p.tax, p.category, p.flags, p.item"
    " FROM barcode b JOIN product p ON p.id = b.product WHERE b.code = ?"
)


def main() -> int:
    """Print a table a size; 1 if a goal is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--products", default="10000,100000,1000000")
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--each", type=int, default=3_000)
    arguments.add_argument("--dir", type=Path, default=None)
    chosen = arguments.parse_args()
    found: dict[str, list[timing.Round]] = {}
    for count in map(int, chosen.products.split(",")):
        found = measure(cached(count, chosen.dir)[0], chosen.rounds, chosen.each)
        print(f"\n{count:,} products\n{timing.table(found, 'bare')}", flush=True)
    p50 = timing.ratio(found["ours"], found["bare"], lambda r: r.percentile(50))
    p99 = timing.median(r.percentile(99) for r in found["ours"]) * 1e3
    return timing.verdict(dict(zip(GOALS, zip((p50, p99), GOALS.values(), strict=True), strict=True)))


def measure(path: Path, rounds: int, each: int) -> dict[str, list[timing.Round]]:
    """Both over copies of one file, with the same codes in the same order."""
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = (Path(shutil.copy(path, Path(folder, name))) for name in ("catalog.db", "bare.db"))
        catalog, connection = Catalog(ours), connect(bare, mode="rw")
        codes = [code for (code,) in connection.execute("SELECT code FROM barcode").fetchall()]
        picked = random.Random(5).choices(codes, k=50_000)
        try:
            return timing.run(
                {
                    "bare": timing.Variant(_each(picked, lambda code: connection.execute(BARE, (code,)).fetchone())),
                    "ours": timing.Variant(_each(picked, catalog.by_code)),
                },
                rounds=rounds,
                each=each,
                warm=500,
            )
        finally:
            catalog.close()
            connection.close()


def _each(codes: list[str], look_up: Callable[[str], object]) -> timing.Act:
    following = cycle(codes).__next__
    return lambda: look_up(following())


if __name__ == "__main__":
    sys.exit(main())
