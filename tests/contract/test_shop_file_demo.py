"""The demonstration shop: real goods, nothing wrong in it, and made again from its source to the same bytes."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from posapp.commands.web_shop import FIRST_DAY, ONE_MORE
from posapp.contract.shop_file import ShopFileResult, read_shop_file
from posapp.domain.barcode.gtin import check_digit_holds, is_restricted
from posapp.domain.barcode.label import label_pattern
from tests.support.shared import ROOT, shared

FILE = ROOT / "resources" / "demo" / "shop.json.gz"


@pytest.fixture(scope="module")
def demo() -> ShopFileResult:
    return read_shop_file(FILE)


def test_nothing_is_wrong_with_it(demo: ShopFileResult) -> None:
    assert [str(problem) for problem in demo.problems] == []
    assert sum(not p.sku.startswith("DEMO-") for p in demo.products) == 3432
    assert all(p.name.zh and p.name.en for p in demo.products)
    assert len(demo.promotions) == 919
    assert 10 <= len(demo.categories) <= 14
    assert {p.category for p in demo.products} == {c.id for c in demo.categories}


def test_what_is_made_up_says_so(demo: ShopFileResult) -> None:
    for made_up in (p for p in demo.products if p.sku.startswith("DEMO-")):
        assert "示范" in made_up.name.zh
        assert "demo" in made_up.name.en
    assert all("示范" in name for name in (*(s.name for s in demo.staff), *(m.name for m in demo.members)))
    assert all(member.phone.startswith("100") for member in demo.members)
    assert [m.stored_value for m in demo.members if m.pin] == ["300.00"] * 3, "some can pay with what they have"
    about = json.loads(gzip.decompress(FILE.read_bytes()))["about"]
    assert "Consumer Council" in about
    assert "1:1" in about


def test_barcodes_are_of_the_range_that_is_left_to_shops_and_of_no_label(demo: ShopFileResult) -> None:
    codes = [code for product in demo.products for code in product.barcodes]
    labels = [label_pattern(label.pattern) for label in demo.stores[0].labels]
    for code in codes:
        assert len(code) == 13
        assert is_restricted(code)
        assert check_digit_holds(code)
        assert not any(code.startswith(label.prefix) for label in labels)
    shared_by = Counter(Counter(codes).values())
    assert shared_by == {1: len(set(codes)) - 1, 3: 1}, "one code fits three products"


def test_it_has_the_goods_that_need_care(demo: ShopFileResult) -> None:
    weighed = [p for p in demo.products if p.weighed]
    assert len(weighed) == len({p.item for p in weighed}) == 12
    assert {len(p.item or "") for p in weighed} == {5}
    assert next(p for p in weighed if p.item == "12345").price == "16.80"
    assert len({p.style for p in demo.products if p.style}) == 3
    assert {bool(p.serial) for p in demo.products} == {p.open_price for p in demo.products} == {True, False}
    assert {tax.kind for tax in demo.taxes} == {"rate", "exempt", "zero", "not_taxable", "small_levy"}


def test_every_offer_reaches_the_till_and_lowers_the_price(demo: ShopFileResult) -> None:
    prices = {p.sku: p.value(demo.terms).price for p in demo.products}
    for row in demo.promotions:
        offer = row.value(demo.terms)
        assert offer is not None
        assert offer.starts is not None
        assert offer.starts < "2026-08-24"
        (sku,) = offer.skus
        if offer.kind == "n_for_price":
            assert 0 < offer.price < offer.quantity * prices[sku]
        else:
            assert offer.percent or offer.free


def test_receipt_numbers_of_earlier_sales_have_no_gaps(demo: ShopFileResult) -> None:
    days = Counter((sale.receipt or "").rsplit("-", 1)[0] for sale in demo.sales)
    numbers = {sale.receipt for sale in demo.sales}
    assert numbers == {f"{day}-{n:04d}" for day, count in days.items() for n in range(1, count + 1)}
    assert all(sale.at.startswith("2026-11-") for sale in demo.sales)


def test_the_same_source_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    source: Path = shared("data/hk_pricewatch")
    monkeypatch.setenv("POSAPP_SHARED", str(source.parents[1]))
    from resources.demo.make_demo_shop import as_bytes, make

    made = as_bytes(make())
    assert gzip.decompress(made) == gzip.decompress(FILE.read_bytes())
    assert made == as_bytes(json.loads(gzip.decompress(made)))


def test_what_its_web_shop_orders_is_there(demo: ShopFileResult) -> None:
    """Its goods, at their prices, and enough of them."""
    prices = {product.sku: product.price for product in demo.products}
    stock = {row.sku: row.on_hand for row in demo.stock if row.store == "S1"}
    for wish in (*FIRST_DAY, *ONE_MORE):
        for sku, pieces, before, _after, _tax in wish.goods:
            assert f"{before // pieces / 100:.2f}" == prices[sku]
            assert int(stock[sku]) > 5 * pieces
