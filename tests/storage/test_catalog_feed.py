"""Feed rows go into the live catalogue: found by their new names and codes at once, never by the old ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.snapshot import Goods
from posapp.domain.catalog import Category, ListPrice, Product
from posapp.domain.errors import Refused
from posapp.domain.promotion import Promotion
from posapp.domain.tax import Tax
from posapp.storage.catalog import Catalog
from posapp.storage.catalog_feed import ROWS, CatalogChange
from tests.support.catalogue import COLA, KEY, PROMOTIONS, SHIRT_L, SHIRT_S, WATER, few_readings, product, small_catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = small_catalog(tmp_path)
    yield made
    assert made.goods_watch(KEY).all() == "as_sent", "whatever the feed said"
    made.close()


def skus(catalog: Catalog, typed: str) -> list[str]:
    return [x.product.sku for x in catalog.search(typed)]


def test_a_new_product_is_found_in_every_way_and_stands_last(catalog: Catalog) -> None:
    new = product("N-77/qq123", "单县长乐羊汤 2kg", "Mutton soup", item="00777", prices=(ListPrice("member", 5),))
    catalog.apply(CatalogChange(products=[(new, ("6955555555551", "77"))], stock=[(new.sku, 5_000, 1_000)]))
    assert catalog.by_sku(new.sku) == new
    assert catalog.by_code("6955555555551") == catalog.by_code("77") == catalog.by_item("00777") == (new,)
    assert catalog.stock(new.sku) == (5_000, 1_000)
    assert catalog.browse()[-1].product == new
    for typed in ("羊汤", "dxclyt", "sxzyyt2kg", "shanxian", "mutton", "mutto so", "2kg", "qq1", "qq123", "n-77"):
        assert skus(catalog, typed) == [new.sku], typed


def test_a_rename_moves_it_in_the_index(catalog: Catalog) -> None:
    renamed = replace(WATER, name_zh="怡宝纯净水", name_en="C'estbon purified")
    catalog.apply(CatalogChange(products=[(renamed, ("6921168509256",))]))
    for old in ("农夫", "nfsq", "nongfu", "spring", "550ml"):
        assert skus(catalog, old) == [], old
    for new in ("怡宝", "ybcjs", "chunjing", "purified", "cestbon"):
        assert skus(catalog, new) == ["W1"], new
    assert catalog.browse()[1].product == renamed, "its place by popularity stays"
    assert catalog.stock("W1") == (40_000, 0)


def test_a_new_price_leaves_the_rest(catalog: Catalog) -> None:
    dearer = replace(COLA, price=800, prices=())
    catalog.apply(CatalogChange(products=[(dearer, ("6901234567892", "6900000000007"))]))
    assert catalog.by_code("6900000000007") == (dearer,)
    assert skus(catalog, "kkkl") == ["C-100/b"]


def test_codes_come_and_go(catalog: Catalog) -> None:
    catalog.apply(CatalogChange(products=[(COLA, ("6900000000007", "6999999999994"))]))
    assert catalog.by_code("6901234567892") == ()
    assert catalog.by_code("6900000000007") == catalog.by_code("6999999999994") == (COLA,)
    assert skus(catalog, "690123") == []


def test_a_code_moves_from_one_product_to_another(catalog: Catalog) -> None:
    catalog.apply(CatalogChange(products=[(SHIRT_S, ())]))
    assert catalog.by_code("6911111111118") == (SHIRT_L,)
    catalog.apply(CatalogChange(products=[(WATER, ("6911111111118",))]))
    assert catalog.by_code("6911111111118") == (WATER, SHIRT_L)


def test_a_delisted_product_is_gone(catalog: Catalog) -> None:
    catalog.apply(CatalogChange(gone_products=[COLA.sku, "never was"]))
    assert catalog.by_sku(COLA.sku) is None
    assert catalog.by_code("6901234567892") == ()
    assert catalog.stock(COLA.sku) is None
    for typed in ("可乐", "kkkl", "kele", "cola", "6901", "C-1"):
        assert skus(catalog, typed) == [], typed
    catalog.apply(CatalogChange(products=[(COLA, ("6901234567892",))]))
    assert skus(catalog, "kkkl") == [COLA.sku], "and may come back"


def test_categories_taxes_promotions(catalog: Catalog) -> None:
    changed = replace(PROMOTIONS[0], percent=20_000)
    catalog.apply(
        CatalogChange(
            categories=[Category("food", "食品饮料", "Food and drink", position=9), Category("toys", "玩具", "Toys")],
            taxes=[Tax("13", "rate", 12_000, "2027-01-01"), Tax("exempt", "not_taxable")],
            promotions=[changed, Promotion("p3", "percent", percent=1)],
            gone_categories=["wear"],
            gone_taxes=["13@2019-04-01", "13@"],
            gone_promotions=["p1"],
        )
    )
    assert [(c.id, c.name_en) for c in catalog.categories()] == [("toys", "Toys"), ("food", "Food and drink")]
    assert set(catalog.taxes()) == {Tax("13", "rate", 12_000, "2027-01-01"), Tax("exempt", "not_taxable")}
    assert [p.id for p in catalog.promotions()] == ["p2", "p3"]
    assert catalog.promotions()[0] == changed
    known = catalog.promotions()
    catalog.apply(CatalogChange(promotions=[changed]))
    assert catalog.promotions() is known, "nothing is another: an index of them still holds"
    catalog.apply(CatalogChange(promotions=[replace(changed, percent=7)]))
    assert (catalog.promotions()[0].percent, catalog.promotions()[1]) == (7, known[1])
    assert catalog.promotions()[1] is known[1]


def test_stock(catalog: Catalog) -> None:
    rows = [(WATER.sku, -1_000, 0), (SHIRT_S.sku, 3_000, 0), ("unknown", 9, 9)]
    catalog.apply(CatalogChange(stock=rows, gone_stock=[COLA.sku, "unknown"]))
    assert [catalog.stock(sku) for sku in (WATER.sku, SHIRT_S.sku, COLA.sku, "unknown")] == [
        (-1_000, 0),
        (3_000, 0),
        None,
        None,
    ]


def test_cursors_and_time_go_with_the_rows(catalog: Catalog) -> None:
    catalog.apply(CatalogChange(cursors={"products": 12, "taxes": 4}, as_of="2026-11-21T02:00:00Z"))
    edition = catalog.edition()
    assert edition is not None
    assert edition.cursors == {"products": 12, "taxes": 4, "stock": 3}
    assert (edition.as_of, edition.built_at) == ("2026-11-21T02:00:00Z", "2026-11-21T01:00:00Z")


def test_a_page_stopped_half_way_keeps_its_cursor_back_and_may_come_again(catalog: Catalog) -> None:
    page = CatalogChange(
        products=[(product(f"X{i}", f"新品{i}"), ()) for i in range(3 * ROWS)], cursors={"products": 9}
    )

    class StoppedError(Exception):
        pass

    def stop() -> None:
        if catalog.count() > 7:
            raise StoppedError

    with pytest.raises(StoppedError):
        catalog.apply(page, pace=stop)
    assert catalog.count() == 7 + ROWS
    edition = catalog.edition()
    assert edition is not None
    assert edition.cursors["products"] == 1
    catalog.apply(page)
    assert catalog.count() == 7 + 3 * ROWS
    assert len(catalog.search("新品", limit=4 * ROWS)) == 3 * ROWS


def test_what_was_applied_is_there_after_a_restart(catalog: Catalog, tmp_path: Path) -> None:
    catalog.apply(CatalogChange(gone_products=[COLA.sku], cursors={"products": 5}))
    again = Catalog(tmp_path / "catalog.db")
    assert again.by_sku(COLA.sku) is None
    edition = again.edition()
    assert edition is not None
    assert edition.cursors["products"] == 5
    again.close()


def test_reading_goes_on_during_a_long_page(catalog: Catalog) -> None:
    page = CatalogChange(products=[(product(f"X{i}", f"新品{i}"), (f"{i}",)) for i in range(ROWS)])
    read = threading.Event()
    wrong: list[Product | None] = []

    def look() -> None:
        while not read.is_set():
            wrong.extend(x for x in [catalog.by_sku(WATER.sku)] if x != WATER)

    reader = threading.Thread(target=look)
    reader.start()
    catalog.apply(page)
    read.set()
    reader.join()
    assert not wrong


def test_without_a_catalogue_there_is_nothing_to_apply_to(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        Catalog(tmp_path / "catalog.db").apply(CatalogChange(gone_products=["x"]))
    assert refused.value.code == "catalog_missing"


WORDS = st.lists(st.sampled_from(["农夫", "长乐", "单", "cola", "Stax", "500ml", "1.5L", "牛奶"]), max_size=3).map(
    "".join
)
EVENTS = st.lists(st.tuples(st.sampled_from("abcde"), st.none() | WORDS), min_size=1, max_size=12)


@given(EVENTS)
def test_after_any_history_it_answers_like_a_fresh_snapshot(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, str | None]]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    live, alive = small_catalog(folder, [], few_readings()), dict[str, str]()
    for sku, name in events:
        if name is None:
            live.apply(CatalogChange(gone_products=[sku]))
            alive.pop(sku, None)
        else:
            live.apply(CatalogChange(products=[(product(sku, name), (f"00{sku}", "7"))]))
            alive[sku] = name
    fresh_folder = tmp_path_factory.mktemp("fresh")
    goods = [Goods(product(sku, name), (f"00{sku}", "7")) for sku, name in alive.items()]
    fresh = small_catalog(fresh_folder, goods, few_readings())
    for typed in (
        "农",
        "夫",
        "农夫",
        "nf",
        "cl",
        "zy",
        "cha",
        "cola",
        "co",
        "5",
        "1.5",
        "sta",
        "niunai",
        "牛奶 cola",
        "00a",
    ):
        assert set(skus(live, typed)) == set(skus(fresh, typed)), typed
    assert {p.sku for p in live.by_code("7")} == set(alive)
    assert live.goods_watch(KEY).all() == fresh.goods_watch(KEY).all() == "as_sent"
    live.close()
    fresh.close()
