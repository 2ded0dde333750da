"""The catalogue's reads: by key, as lists, by search."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.snapshot import Goods
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from posapp.storage.catalog import Catalog, Listing
from posapp.storage.catalog_install import Edition
from tests.support import catalogue as sample
from tests.support.catalogue import APPLE, COLA, GIFT, PHONE, SHIRT_L, SHIRT_S, WATER, product, small_catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    made = small_catalog(tmp_path)
    yield made
    made.close()


def names(listings: list[Listing]) -> list[str]:
    return [listing.product.sku for listing in listings]


def test_every_field_of_a_product_comes_back(catalog: Catalog) -> None:
    for wanted in (COLA, WATER, APPLE, SHIRT_S, PHONE, GIFT):
        assert catalog.by_sku(wanted.sku) == wanted


def test_by_code(catalog: Catalog) -> None:
    assert catalog.by_code("6901234567892") == catalog.by_code("6900000000007") == (COLA,)
    assert catalog.by_code("690123456789") == ()


def test_one_code_may_fit_several_products(catalog: Catalog) -> None:
    assert catalog.by_code("6911111111118") == (SHIRT_S, SHIRT_L)


def test_by_item_of_a_scale_label(catalog: Catalog) -> None:
    assert catalog.by_item("00123") == (APPLE,)
    assert catalog.by_item("123") == ()


def test_a_style_has_its_sizes(catalog: Catalog) -> None:
    assert catalog.styles("T") == (SHIRT_S, SHIRT_L)


def test_stock_is_what_the_hub_said(catalog: Catalog) -> None:
    assert catalog.stock(COLA.sku) == (12_000, 2_000)
    assert catalog.stock(GIFT.sku) is None
    assert catalog.stock("no such") is None


def test_tables(catalog: Catalog) -> None:
    assert [c.id for c in catalog.categories()] == ["food", "wear"]
    assert catalog.categories()[0] == sample.CATEGORIES[1]
    assert set(catalog.taxes()) == set(sample.TAXES)
    assert catalog.promotions() == (sample.PROMOTIONS[1], sample.PROMOTIONS[0])


def test_browsing_goes_by_popularity_in_pages(catalog: Catalog) -> None:
    assert names(catalog.browse()) == [g.product.sku for g in sample.GOODS]
    assert names(catalog.browse("wear")) == ["T-S", "T-L", "P1"]
    assert names(catalog.browse("wear", offset=1, limit=1)) == ["T-L"]
    assert catalog.browse("food", limit=1) == [Listing(COLA, 12_000, 2_000)]
    assert catalog.browse("wear", offset=2) == [Listing(PHONE, None, 0)]
    assert (catalog.count(), catalog.count("wear"), catalog.count("none")) == (7, 3, 0)


@pytest.mark.parametrize(
    "typed, skus",
    [
        ("可乐", ["C-100/b"]),
        ("kkkl", ["C-100/b"]),
        ("nfsq", ["W1"]),
        ("yssj", ["P1"]),
        ("lssj", ["P1"]),
        ("6901234567892", ["C-100/b"]),
        ("69011", []),
        ("690", ["C-100/b"]),
        ("6911111111118", ["T-S", "T-L"]),
        ("C-1", ["C-100/b"]),
        ("c-10", ["C-100/b"]),
        ("100 cola", ["C-100/b"]),
        ("T恤 l", ["T-L"]),
        ("", []),
        ("?", []),
    ],
)
def test_search(catalog: Catalog, typed: str, skus: list[str]) -> None:
    assert names(catalog.search(typed)) == skus


def test_names_that_begin_with_the_letters_lead(tmp_path: Path) -> None:
    goods = [
        Goods(product("1", "好果汁")),
        Goods(product("2", "果汁")),
        Goods(product("3", "苹果汁")),
        Goods(product("4", "果子")),
    ]
    catalog = small_catalog(tmp_path, goods)
    assert names(catalog.search("gz")) == ["2", "4", "1", "3"]
    assert names(catalog.search("gz", limit=3)) == ["2", "4", "1"]
    assert names(catalog.search("果")) == ["1", "2", "3", "4"]
    catalog.close()


def test_a_typed_code_leads_before_names_that_hold_it(tmp_path: Path) -> None:
    goods = [Goods(product("1", "电话卡 88888888")), Goods(product("2", "盐"), ("88888888",))]
    catalog = small_catalog(tmp_path, goods)
    assert names(catalog.search("88888888")) == ["2", "1"]
    catalog.close()


def test_words_go_on_from_long_beginnings_even_if_very_many_do(tmp_path: Path) -> None:
    goods = [Goods(product(f"{i}", "", f"screw 4{i:05d}")) for i in range(300)]
    catalog = small_catalog(tmp_path, goods)
    assert len(catalog.search("4000", limit=500)) == 100
    assert len(catalog.search("40001", limit=500)) == 10
    assert len(catalog.search("400012")) == 1
    assert len(catalog.search("screw 4000", limit=500)) == 100
    catalog.close()


def test_what_catalogue_it_is(catalog: Catalog) -> None:
    at = "2026-11-21T01:00:00Z"
    assert catalog.edition() == Edition("1", "S1", "e1", at, at, {"products": 1, "stock": 3})
    assert catalog.state == "ready"


def test_without_a_file_the_till_opens_and_says_so(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.db")
    assert (catalog.state, catalog.edition()) == ("missing", None)
    for read in (catalog.categories, catalog.browse, lambda: catalog.by_code("1"), lambda: catalog.search("a")):
        with pytest.raises(Refused) as refused:
            read()
        assert refused.value.code == "catalog_missing"


def test_each_thread_reads_for_itself(catalog: Catalog) -> None:
    found: list[tuple[Product, ...]] = []
    threads = [threading.Thread(target=lambda: found.append(catalog.by_code("6901234567892"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(COLA,)] * 8


def test_it_opens_again_after_closing(catalog: Catalog) -> None:
    catalog.close()
    assert catalog.by_sku(WATER.sku) == WATER
