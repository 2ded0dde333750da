"""Killed at every step of swapping and applying, a till finds the old catalogue or the new one whole, never neither."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from hub.snapshot import Built, Goods
from posapp.domain.catalog import Product
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import CatalogChange
from tests.support.catalogue import build_small, few_readings, heading, install, product

STEPS_OF = ("catalog_file.py", "catalog_install.py", "catalog_feed.py", "shutil.py")
"""Each call of theirs into the interpreter's own functions (files, folders, SQLite) is a step, and its end is one."""

OLD = [product(f"{i}", f"牛奶{i}") for i in range(40)]
NEW = [product(f"{i}", f"农夫{i}") for i in range(20, 60)]
FED = product("fed", "长乐单")


def test_killed_at_every_step(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    old, new = (built(tmp_path_factory.mktemp("built"), version, goods) for version, goods in ((1, OLD), (2, NEW)))
    start = tmp_path / "start"
    start.mkdir()
    catalog = Catalog(start / "catalog.db")
    install(catalog, old)
    catalog.close()
    seen: set[tuple[bool, bool]] = set()
    step, killed = 0, True
    while killed:
        step += 1
        folder = tmp_path / "now"
        shutil.copytree(start, folder)
        killed = in_a_child(partial(work, folder, new), step)
        seen.add(what_is_there(folder))
        shutil.rmtree(folder)
    assert step > 50
    assert seen == {(False, False), (False, True), (True, False), (True, True)}


def built(folder: Path, version: int, goods: list[Product]) -> Built:
    return build_small(folder, heading(version), [Goods(p, (f"69{p.sku}",)) for p in goods], few_readings())


def work(folder: Path, new: Built) -> None:
    """A till that is open applies a feed, takes a snapshot, and applies the feed again."""
    catalog = Catalog(folder / "catalog.db")
    catalog.browse()
    change = CatalogChange(products=[(FED, ("77",))], gone_products=["25"])
    catalog.apply(change)
    catalog.install(new.path, store="S1", sha256=new.compressed_sha256, size=new.size, pace=lambda: None)
    catalog.apply(change)


def what_is_there(folder: Path) -> tuple[bool, bool]:
    """(the new snapshot is in, the feed's change is in), after proof that it is all of that and nothing else."""
    catalog = Catalog(folder / "catalog.db")
    assert catalog.state == "ready"
    edition = catalog.edition()
    assert edition is not None
    listed = [x.product for x in catalog.browse(limit=1_000)]
    is_new, is_fed = edition.version == "2", listed[-1] == FED
    goods = NEW if is_new else OLD
    assert listed == [*(p for p in goods if not (is_fed and p.sku == "25")), *([FED] if is_fed else [])]
    assert len(catalog.search("农夫" if is_new else "牛奶", limit=1_000)) == len(listed) - is_fed
    assert [x.product for x in catalog.search("cld")] == [FED] * is_fed
    assert catalog.by_code("77") == (FED,) * is_fed
    assert [path.name for path in folder.glob("*.incoming")] == []
    catalog.close()
    return is_new, is_fed


def in_a_child(act: Callable[[], None], step: int) -> bool:
    """Run it in a copy of this process that kills itself at that step; whether it came so far."""
    child = os.fork()
    if child == 0:
        steps = 0

        def count(frame: FrameType, event: str, _: object) -> None:
            nonlocal steps
            if event.startswith("c_") and frame.f_code.co_filename.endswith(STEPS_OF):
                steps += 1
                if steps == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        try:
            sys.setprofile(count)
            act()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)
