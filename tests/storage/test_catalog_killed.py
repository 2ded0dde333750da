"""Killed at any moment of swapping and applying, a till finds the old catalogue or the new one, never neither."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from hub.snapshot import Goods
from posapp.domain.catalog import Product
from posapp.storage.catalog import Catalog
from tests.support.catalogue import build_small, few_readings, heading, install, product
from tests.support.shared import ROOT

KILLS = 8
LONGEST = 0.25

CHILD = """
import sys
from pathlib import Path
from posapp.domain.catalog import Product
from posapp.storage.catalog import Catalog, CatalogChange

folder = Path(sys.argv[1])
catalog = Catalog(folder / "catalog.db")
snapshots = [(folder / name, *facts.split()) for name, facts in zip("ab", sys.argv[2:])]
print("ready", flush=True)
for turn in range(100_000):
    path, sha256, size = snapshots[turn % 2]
    catalog.install(path, store="S1", sha256=sha256, size=int(size), pace=lambda: None)
    for i in range(5):
        new = Product(f"N{i}", f"新品{turn}", "", turn, "13", "food")
        catalog.apply(CatalogChange(products=[(new, (f"{i}",))], gone_products=[f"N{i - 1}"]))
"""


def whole(catalog: Catalog) -> bool:
    """Every product is found by its key, its code and its name."""
    listed = catalog.browse(limit=1_000)
    return bool(listed) and all(found_everywhere(catalog, x.product) for x in listed)


def found_everywhere(catalog: Catalog, one: Product) -> bool:
    by_name = [x.product for x in catalog.search(one.name_zh, limit=1_000)]
    return catalog.by_sku(one.sku) == one and one in by_name


def test_killed_at_random(tmp_path: Path) -> None:
    facts = []
    for name, first in (("a", 0), ("b", 500)):
        folder = tmp_path / f"built-{name}"
        folder.mkdir()
        goods = [Goods(product(f"{i}", f"牛奶{i}"), (f"69{i}",)) for i in range(first, first + 300)]
        built = build_small(folder, heading(), goods, few_readings())
        (tmp_path / name).write_bytes(built.path.read_bytes())
        facts.append(f"{built.compressed_sha256} {built.size}")
        if name == "a":
            catalog = Catalog(tmp_path / "catalog.db")
            install(catalog, built)
            catalog.close()
    chance = random.Random(2)
    for _ in range(KILLS):
        kill_one(tmp_path, facts, chance.random() * LONGEST)
        catalog = Catalog(tmp_path / "catalog.db")
        assert catalog.state == "ready"
        assert whole(catalog)
        catalog.close()


def kill_one(folder: Path, facts: list[str], after: float) -> None:
    command = [sys.executable, "-c", CHILD, str(folder), *facts]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."}) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(after)  # the moment of the kill is what the test draws
        child.send_signal(signal.SIGKILL)
