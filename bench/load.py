"""A new till: compressed snapshot on disk to first scan, search index inside, against bare executemany of bare rows.

    python -m bench.load [--products N] [--rounds N] [--dir DIR]

bare: ten columns of product rows only, no search, no codes table, into a new file without journal or sync through one
executemany, three indices after. ours: unpacked, hashed, synced, looked at, put in its place, and a code looked up.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.catalogue import cached, goods
from bench.timing import median, verdict
from hub.snapshot import Built
from posapp.storage.catalog import Catalog
from posapp.storage.driver import connect

GOALS: Final = {"ours / bare": 1 / 3}

TABLE: Final = (
    "CREATE TABLE sku(id INTEGER PRIMARY KEY, code TEXT NOT NULL, barcode TEXT NOT NULL, name TEXT NOT NULL,"
    " unit TEXT NOT NULL, price INTEGER NOT NULL, tax INTEGER NOT NULL, dept INTEGER NOT NULL, flags INTEGER NOT NULL,"
    " updated INTEGER NOT NULL)"
)
INDEXES: Final = (
    "CREATE UNIQUE INDEX sku_code ON sku(code)",
    "CREATE UNIQUE INDEX sku_barcode ON sku(barcode)",
    "CREATE INDEX sku_dept ON sku(dept)",
)
Rows = list[tuple[int | str, ...]]


def main() -> int:
    """Print seconds of each round; 1 if the goal is missed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--products", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--dir", type=Path, default=None)
    chosen = arguments.parse_args()
    _, built = cached(chosen.products, chosen.dir)
    rows: Rows = [
        (
            i,
            g.product.sku,
            g.codes[0],
            g.product.name_zh or g.product.name_en,
            "EA",
            g.product.price,
            1300,
            i % 97,
            0,
            1,
        )
        for i, g in enumerate(goods(chosen.products), 1)
    ]
    gc.freeze()
    took: dict[str, list[float]] = {"bare": [], "ours": []}
    for turn in range(chosen.rounds):
        for name in ("bare", "ours") if turn % 2 else ("ours", "bare"):
            with tempfile.TemporaryDirectory(dir=chosen.dir) as folder:
                from_ = time.perf_counter()
                if name == "bare":
                    bare(Path(folder), rows)
                else:
                    ours(Path(folder), built, rows)
                took[name].append(time.perf_counter() - from_)
        print(f"bare {took['bare'][-1]:.2f} s, ours {took['ours'][-1]:.2f} s", flush=True)
    ratio = median(o / b for o, b in zip(took["ours"], took["bare"], strict=True))
    packed, plain = built.compressed_size / 1e6, built.size / 1e6
    print(
        f"{chosen.products:,} products, {packed:.0f} MB packed, {plain:.0f} MB plain: {1 / ratio:.1f} x as fast as bare"
    )
    return verdict({"ours / bare": (ratio, GOALS["ours / bare"])})


def bare(folder: Path, rows: Rows) -> None:
    """The floor of the usual way."""
    connection = connect(folder / "bare.db")
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-131072"):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute(TABLE)
    connection.execute("BEGIN")
    connection.executemany(f"INSERT INTO sku VALUES({','.join('?' * 10)})", rows)
    for index in INDEXES:
        connection.execute(index)
    connection.execute("COMMIT")
    connection.close()


def ours(folder: Path, built: Built, rows: Rows) -> None:
    """A till without a catalogue gets one and sells from it."""
    catalog = Catalog(folder / "catalog.db")
    catalog.install(built.path, store="S1", sha256=built.compressed_sha256, size=built.size)
    (product,) = catalog.by_code(str(rows[len(rows) // 2][2]))
    assert product.sku == rows[len(rows) // 2][1]
    catalog.close()


if __name__ == "__main__":
    sys.exit(main())
