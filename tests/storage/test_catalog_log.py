"""What feeds bring stays in the catalogue's log until the till is idle, and the log stays short all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.snapshot import Goods
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import CatalogChange
from posapp.storage.driver import CHECKPOINT_PAGES, FORCED_CHECKPOINT_PAGES
from tests.support.catalogue import few_readings, product, small_catalog

PAGE = 4096
HEADS = 1.05
"""Each page in the log has a head of its own, and its commit may write one or two more."""


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = small_catalog(tmp_path, [Goods(product("A", "牛奶"), ("69",))], few_readings())
    yield catalog
    catalog.close()


def test_the_log_goes_back_into_the_file_when_idle_and_only_when_it_is_long(catalog: Catalog, tmp_path: Path) -> None:
    file = tmp_path / "catalog.db"
    assert not catalog.checkpoint_if_due(), "nothing was written yet"
    before = file.stat().st_size
    catalog.apply(CatalogChange(products=[(product("A", "鲜牛奶"), ("69",))]))
    assert not catalog.checkpoint_if_due()
    fill(catalog, CHECKPOINT_PAGES)
    assert file.stat().st_size == before, "a commit itself does not checkpoint"
    with catalog._file.transaction():
        assert not catalog.checkpoint_if_due(), "never while a feed is being written"
    assert catalog.checkpoint_if_due()
    assert file.stat().st_size > before + PAGE * CHECKPOINT_PAGES
    assert not catalog.checkpoint_if_due()
    assert [found.name_zh for found in catalog.by_code("69")] == ["鲜牛奶"]


def test_the_log_of_a_till_that_is_never_idle_stays_short(catalog: Catalog, tmp_path: Path) -> None:
    log = tmp_path / "catalog.db-wal"
    for _ in range(3 * FORCED_CHECKPOINT_PAGES // CHECKPOINT_PAGES):
        fill(catalog, CHECKPOINT_PAGES)
    assert log.stat().st_size < PAGE * (FORCED_CHECKPOINT_PAGES + CHECKPOINT_PAGES) * HEADS


def fill(catalog: Catalog, pages: int) -> None:
    """As a feed of so many pages writes."""
    with catalog._file.transaction() as writer:
        writer.execute("CREATE TABLE IF NOT EXISTS filler(x BLOB)")
        writer.execute("INSERT INTO filler VALUES(zeroblob(?))", (PAGE * pages,))
