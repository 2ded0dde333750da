"""Killed at every step of swapping and applying, a till finds the old catalogue or the new one whole, never neither."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

from hub.snapshot import Built, Goods
from posapp.domain.catalog import Product
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import CatalogChange
from tests.support.catalogue import KEY, build_small, few_readings, heading, install, product

STEPS_OF = ("catalog_file.py", "catalog_install.py", "catalog_feed.py", "shutil.py")
"""Each call of theirs into the interpreter's own functions (files, folders, SQLite) is a step, and its end is one."""

Files = dict[str, bytes]

OLD = [product(f"{i}", f"牛奶{i}") for i in range(40)]
NEW = [product(f"{i}", f"农夫{i}") for i in range(20, 60)]
FED = product("fed", "长乐单")


def test_killed_at_every_step(tmp_path: Path) -> None:
    old, new = (built(tmp_path / str(version), version, goods) for version, goods in ((1, OLD), (2, NEW)))
    folder, left = tmp_path / "now", tmp_path / "left"
    folder.mkdir()
    catalog = Catalog(folder / "catalog.db", key=KEY)
    install(catalog, old)
    catalog.close()
    seen: set[tuple[bool, bool]] = set()
    steps = left_at_each_step(partial(work, folder, new), folder)
    for files in steps:
        left.mkdir()
        for name, data in files.items():
            (left / name).write_bytes(data)
        seen.add(what_is_there(left))
        shutil.rmtree(left)
    assert len(steps) > 10
    assert seen == {(False, False), (False, True), (True, False), (True, True)}


def test_killed_with_pages_in_the_log_that_the_file_has_not_yet(tmp_path: Path) -> None:
    folder, left = tmp_path / "now", tmp_path / "left"
    folder.mkdir()
    catalog = Catalog(folder / "catalog.db")
    install(catalog, built(tmp_path / "1", 1, OLD))
    many = [(product(f"n{i}", f"新货{i}"), (f"88{i}",)) for i in range(200)]
    catalog.apply(CatalogChange(products=many))
    shutil.copytree(folder, left)
    catalog.close()
    assert (left / "catalog.db").stat().st_size < (folder / "catalog.db").stat().st_size
    again = Catalog(left / "catalog.db")
    assert again.state == "ready"
    assert again.by_code("88199") == (many[199][0],)
    again.close()


def built(folder: Path, version: int, goods: list[Product]) -> Built:
    folder.mkdir()
    return build_small(folder, heading(version), [Goods(p, (f"69{p.sku}",)) for p in goods], few_readings())


def work(folder: Path, new: Built) -> None:
    """A till that is open applies a feed, takes a snapshot, applies the feed again and is switched off."""
    catalog = Catalog(folder / "catalog.db", key=KEY)
    catalog.browse()
    change = CatalogChange(products=[(FED, ("77",))], gone_products=["25"])
    catalog.apply(change)
    catalog.install(new.path, store="S1", sha256=new.compressed_sha256, size=new.size, pace=lambda: None)
    catalog.apply(change)
    catalog.close()


def what_is_there(folder: Path) -> tuple[bool, bool]:
    """(the new snapshot is in, the feed's change is in), after proof that it is all of that and nothing else."""
    catalog = Catalog(folder / "catalog.db", key=KEY)
    assert catalog.state == "ready"
    assert catalog.goods_watch(KEY).all() == "as_sent"
    edition = catalog.edition()
    assert edition is not None
    listed = [x.product for x in catalog.browse(limit=1_000)]
    is_new, is_fed = edition.version == "2", listed[-1] == FED
    goods = NEW if is_new else OLD
    assert listed == [*(p for p in goods if not (is_fed and p.sku == "25")), *([FED] if is_fed else [])]
    assert len(catalog.search("农夫" if is_new else "牛奶", limit=1_000)) == len(listed) - is_fed
    assert [x.product for x in catalog.search("cld")] == [FED] * is_fed
    assert catalog.by_code("77") == (FED,) * is_fed
    assert [path.name for path in folder.glob("*.incoming*")] == []
    catalog.close()
    return is_new, is_fed


def left_at_each_step(act: Callable[[], None], folder: Path) -> list[Files]:
    """The folder's files as a process that is killed there would leave them: one state a step that changed something.

    A kill takes what is in the process's memory and its locks, and nothing that was handed to the system.
    """
    states: list[Files] = []

    def keep(frame: FrameType, event: str, _: object) -> None:
        if event.startswith("c_") and frame.f_code.co_filename.endswith(STEPS_OF):
            files = {path.name: path.read_bytes() for path in folder.iterdir()}
            if not states or files != states[-1]:
                states.append(files)

    before = sys.getprofile()
    sys.setprofile(keep)
    try:
        act()
    finally:
        sys.setprofile(before)
    return states
