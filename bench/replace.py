"""Sales while the whole catalogue is replaced: the commit of a sale, idle and during a paced installation.

    python -m bench.replace [--products N] [--sales N] [--dir DIR]

A sale every 20 ms through `Sales.complete_sale`, and a scan of the catalogue before each; meanwhile another thread of
the same process installs a snapshot of all products as the sync worker does: in pieces, with a rest after each.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.catalogue import cached
from bench.commit import KEY, Ours, baskets, seed
from bench.timing import percentile, verdict
from hub.snapshot import Built
from posapp.storage.catalog import Catalog
from posapp.storage.till import open_till

GOALS: Final = {"p99 of a sale, replacing / idle": 2.5, "longest scan in ms": 16.0}
EVERY: Final = 0.02
REST: Final = 0.005
PREFILL: Final = 2_000


def main() -> int:
    """Print both; 1 if a goal is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--products", type=int, default=1_000_000)
    arguments.add_argument("--sales", type=int, default=500, help="sales of each idle part, before and after")
    arguments.add_argument("--dir", type=Path, default=None)
    chosen = arguments.parse_args()
    _, built = cached(chosen.products, chosen.dir)
    with tempfile.TemporaryDirectory(dir=chosen.dir) as folder:
        return measure(Path(folder), built, chosen.sales)


def measure(folder: Path, built: Built, sales: int) -> int:
    """Idle, replacing, idle."""
    pool = baskets()
    seed(folder / "till", PREFILL, pool)
    catalog = Catalog(folder / "catalog.db")
    catalog.install(built.path, store="S1", sha256=built.compressed_sha256, size=built.size)
    counter = Counter(Ours(open_till(folder / "till", KEY), pool), catalog)
    gc.freeze()
    idle = counter.sell(count(sales))
    worker = threading.Thread(target=install, args=(catalog, built))
    from_ = time.perf_counter()
    worker.start()
    busy = counter.sell(worker.is_alive)
    took = time.perf_counter() - from_
    worker.join()
    idle += counter.sell(count(sales))
    print(f"replaced {built.size / 1e6:.0f} MB in {took:.1f} s; longest scan {counter.longest_scan * 1e3:.1f} ms")
    for name, times in (("idle", idle), ("replacing", busy)):
        p50, p99, top = (percentile(times, p) * 1e3 for p in (50, 99, 100))
        print(f"{name:10} {len(times):5} sales, ms: p50 {p50:.2f}  p99 {p99:.2f}  max {top:.2f}")
    figures = (percentile(busy, 99) / percentile(idle, 99), counter.longest_scan * 1e3)
    return verdict(dict(zip(GOALS, zip(figures, GOALS.values(), strict=True), strict=True)))


class Counter:
    """A cashier who sells at a steady pace."""

    def __init__(self, till: Ours, catalog: Catalog) -> None:
        self._till = till
        self._catalog = catalog
        self._codes = [listing.product.sku for listing in catalog.browse(limit=1_000)]
        self.longest_scan = 0.0

    def sell(self, on: Callable[[], bool]) -> list[float]:
        """Seconds of each commit, until `on` says no."""
        times: list[float] = []
        while on():
            self._scan(self._codes[len(times) % len(self._codes)])
            self._till.before()
            from_ = time.perf_counter()
            self._till.once()
            times.append(time.perf_counter() - from_)
            self._till.between()
            time.sleep(EVERY)
        return times

    def _scan(self, sku: str) -> None:
        from_ = time.perf_counter()
        assert self._catalog.by_sku(sku) is not None
        self.longest_scan = max(self.longest_scan, time.perf_counter() - from_)


def count(sales: int) -> Callable[[], bool]:
    """So many times yes, then no."""
    left = iter(range(sales))
    return lambda: next(left, None) is not None


def install(catalog: Catalog, built: Built) -> None:
    """The same snapshot again: equal cursors are not older."""
    rest = threading.Event()

    def pace() -> None:
        rest.wait(REST)

    catalog.install(built.path, store="S1", sha256=built.compressed_sha256, size=built.size, pace=pace)


if __name__ == "__main__":
    sys.exit(main())
