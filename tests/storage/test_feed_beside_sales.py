"""A page of many kinds of change goes in at once; while a sale is written it waits."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

from hub.snapshot import Goods
from posapp.domain.catalog import ListPrice, Product
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import PIECE, CatalogChange
from posapp.storage.till import open_till
from tests.support.catalogue import KEY, few_readings, product, small_catalog

NOW = "2026-11-22T02:00:00Z"
OLD = [product(f"P{n}", f"牛奶{n}") for n in range(3 * PIECE)]
CODES: dict[str, tuple[str, ...]] = {p.sku: (f"69{p.sku}",) for p in OLD}


def test_many_kinds_of_change_in_one_page_give_the_catalogue_that_a_snapshot_gives(tmp_path: Path) -> None:
    live = catalogue(tmp_path / "live", OLD, CODES)
    cheaper = [replace(p, price=p.price - 1) for p in OLD[:PIECE]]
    same = OLD[PIECE : PIECE + 20]
    named = [replace(p, name_zh=p.name_zh.replace("牛奶", "农夫")) for p in OLD[PIECE + 20 : PIECE + 30]]
    moved = [replace(p, category="toys", item=p.sku) for p in OLD[PIECE + 30 : PIECE + 40]]
    dated = [replace(p, prices=(ListPrice("shelf", 7, "2026-11-01T00:00:00Z"),)) for p in OLD[PIECE + 40 : PIECE + 50]]
    coded = OLD[PIECE + 50 : PIECE + 60]
    new = [product(f"N{n}", f"新品{n}") for n in range(10)]
    twice = [replace(new[0], price=9_900), replace(coded[0], price=8_800)]
    now = {p.sku: p for p in [*OLD, *cheaper, *same, *named, *moved, *dated, *coded, *new, *twice]}
    codes = {**CODES, **{p.sku: ("77", "78") for p in coded}, **{p.sku: () for p in new}}
    coming = [*cheaper, *same, *named, *moved, *dated, *coded, *new, *twice]
    live.apply(CatalogChange(products=[(p, codes[p.sku]) for p in coming], at=NOW))

    fresh = catalogue(tmp_path / "fresh", list(now.values()), codes)
    for sku in now:
        assert live.by_sku(sku) == fresh.by_sku(sku) == now[sku]
    for code in ("77", "78", "69P0", f"69{coded[0].sku}"):
        assert skus(live.by_code(code)) == skus(fresh.by_code(code)), code
    for typed in ("nn", "nf", "新品", "农夫", "P1", "N1"):
        assert found(live, typed) == found(fresh, typed), typed
    assert live.goods_watch(KEY).all() == fresh.goods_watch(KEY).all() == "as_sent"
    labels = {(x.product.sku, x.old, x.new) for x in live.repriced("2026-11-22")}
    assert labels == {
        (p.sku, p.price, 7 if p in OLD[PIECE + 40 : PIECE + 50] else now[p.sku].price)
        for p in [*OLD[:PIECE], *OLD[PIECE + 40 : PIECE + 51]]
    }
    live.close()
    fresh.close()


def test_of_a_price_that_changed_twice_the_label_tells_the_last_time_and_of_long_ago_nothing(tmp_path: Path) -> None:
    live = catalogue(tmp_path, OLD[:2], CODES)
    milk, tea = OLD[:2]

    def costs(one: Product, price: int, at: str) -> None:
        live.apply(CatalogChange(products=[(replace(one, price=price), CODES[one.sku])], at=at))

    costs(tea, 900, "2026-08-01T09:00:00Z")
    costs(milk, 800, "2026-11-20T09:00:00Z")
    costs(milk, 700, "2026-11-21T09:00:00Z")
    assert [(x.product.sku, x.old, x.new) for x in live.repriced("2026-01-01")] == [(milk.sku, 800, 700)]
    assert live.repriced("2026-11-22") == []
    live.close()


def test_a_feed_stops_for_as_long_as_a_sale_is_being_written(tmp_path: Path) -> None:
    catalog, till = catalogue(tmp_path, OLD, CODES), open_till(tmp_path / "till", None)
    written, first = list[int](), threading.Event()

    def pace() -> None:
        written.append(1)
        first.set()
        till.let_writers_pass()

    dearer = CatalogChange(products=[(replace(p, price=p.price + 1), CODES[p.sku]) for p in OLD])
    feed = threading.Thread(target=lambda: catalog.apply(dearer, pace))
    with till.database.transaction():
        feed.start()
        assert first.wait(30)
        feed.join(0.3)
        assert (feed.is_alive(), len(written)) == (True, 1)
    feed.join(30)
    assert not feed.is_alive()
    assert len(written) > 4 * len(OLD) // PIECE, "it looks more than once a piece"
    catalog.close()
    till.close()


def catalogue(folder: Path, goods: list[Product], codes: dict[str, tuple[str, ...]]) -> Catalog:
    folder.mkdir(exist_ok=True)
    return small_catalog(folder, [Goods(p, codes[p.sku]) for p in goods], few_readings())


def skus(products: tuple[Product, ...]) -> set[str]:
    return {p.sku for p in products}


def found(catalog: Catalog, typed: str) -> set[str]:
    return {listing.product.sku for listing in catalog.search(typed, limit=1_000)}
