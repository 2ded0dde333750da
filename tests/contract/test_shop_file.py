"""Shop files: every mistake is named with table, row and field, and costs its own row only."""

from __future__ import annotations

import copy
import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.contract.shop_file import TABLES, ShopFileResult, read_shop_file
from posapp.domain.catalog import ListPrice
from posapp.domain.promotion import Hours, Part, Step
from posapp.domain.store import CashRounding
from posapp.domain.tax import taxes_on
from tests.contract.shop_example import EXAMPLE
from tests.support.shared import ROOT

Shop = dict[str, Any]


def read(shop: Shop) -> ShopFileResult:
    return read_shop_file(json.dumps(shop).encode())


def example() -> Shop:
    return copy.deepcopy(EXAMPLE)


def said(result: ShopFileResult) -> list[str]:
    return [str(problem) for problem in result.problems]


def changed(path: str, value: object) -> Shop:
    """The example with one field set; `path` is table, row and keys with slashes, a value of ... removes the key."""
    shop = example()
    *way, last = path.split("/")
    place: Any = shop
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is ...:
        del place[last]
    elif isinstance(place, list) and last == "+":
        place.append(value)
    else:
        place[int(last) if isinstance(place, list) else last] = value
    return shop


def test_the_example_is_read_whole() -> None:
    result = read(EXAMPLE)
    assert said(result) == []
    for table in TABLES:
        if table != "categories":
            assert len(getattr(result, table)) == len(EXAMPLE[table]) == result.given[table], table


def test_a_file_without_categories_has_those_of_its_products() -> None:
    result = read(EXAMPLE)
    assert [(c.id, c.name.zh, c.order) for c in result.categories] == [("apparel", "apparel", 0), ("fruit", "fruit", 1)]


def test_values_are_the_domain_s() -> None:
    result = read(EXAMPLE)
    store = result.stores[0].value()
    assert (store.currency.digits, store.cash_rounding, store.tax_mode) == (2, CashRounding(10, "down"), "inclusive")
    assert store.label_patterns[0] == ("21IIIIIWWWWWC", 3, 2)
    shirt = result.products[0].value(result.terms)
    assert (shirt.price, shirt.name("en"), shirt.prices) == (9900, "T-shirt", (ListPrice("member", 8900),))
    apples = result.products[1].value(result.terms)
    assert (apples.price, apples.weighed, apples.item) == (1680, True, "12345")
    offer = result.promotions[0].value(result.terms)
    assert offer is not None
    assert (offer.kind, offer.quantity, offer.price, offer.skus) == ("n_for_price", 2, 16000, frozenset({"A"}))
    assert (offer.starts, offer.ends) == ("2026-10-31T16:00:00Z", "2026-11-30T16:00:00Z")
    manager = result.staff[1].value(result.roles[1], "hash")
    assert (manager.name, manager.may("confirm_date"), manager.pin_hash) == ("m1", True, "hash")


def test_an_act_that_nobody_knows_is_a_problem_and_costs_only_itself() -> None:
    result = read(changed("roles/0/may", ["sell", "selll", "void"]))
    assert said(result) == ["roles[0] (cashier): may[1]: there is no act selll; the role stands without it"]
    assert "selll" in result.problems[0].text("zh")
    assert result.roles[0].may == ("sell", "void")
    assert [person.id for person in result.staff] == ["c1", "m1"], "a slip in a role does not close the shop"


def test_taxes_of_one_id_are_its_history() -> None:
    rows = [tax.value() for tax in read(EXAMPLE).taxes]
    assert taxes_on(rows, "2019-03-31")["13"].percent == 16_000
    assert taxes_on(rows, "2019-04-01")["13"].percent == 13_000


def test_an_offer_says_everything_that_a_till_goes_by() -> None:
    shop = example()
    shop["promotions"] = [
        {
            "id": "P9",
            "name": {"zh": "特惠"},
            "kind": "bundle",
            "price": "100.00",
            "parts": [{"items": ["A"], "quantity": 2}, {"categories": ["fruit"]}],
            "tier": "gold",
            "coupon": "C10",
            "channel": "online",
            "hours": [{"days": [6, 5, 6], "from": "22:00", "to": "02:00"}, {}],
            "per_basket": 1,
            "per_member": 2,
            "per_day": 3,
        },
        {
            "id": "P10",
            "name": {"zh": "满减"},
            "kind": "threshold_amount",
            "spend": "100.00",
            "amount": "10.00",
            "steps": [{"spend": "200.00", "amount": "30.00"}],
            "each": True,
        },
        {"id": "P11", "name": {"zh": "买一送一"}, "kind": "gift", "items": ["A"], "gift": "E", "free": 2},
    ]
    shop["products"][0]["no_offers"] = True
    result = read(shop)
    assert said(result) == []
    bundle, over, gift = (offer.value(result.terms) for offer in result.promotions)
    assert bundle.parts == (Part(2, frozenset("A")), Part(1, categories=frozenset({"fruit"})))
    assert (bundle.skus, bundle.categories) == (frozenset("A"), frozenset({"fruit"}))
    assert (bundle.tier, bundle.coupon, bundle.channel) == ("gold", "C10", "online")
    assert bundle.hours == (Hours((5, 6), "22:00", "02:00"), Hours())
    assert (bundle.per_basket, bundle.per_member, bundle.per_day) == (1, 2, 3)
    assert (over.steps, over.each) == ((Step(spend=200_00, amount=30_00),), True)
    assert (gift.gift, gift.free) == ("E", 2)
    assert result.products[0].value(result.terms).no_offers


OFFER: Shop = {"id": "P9", "name": {"zh": "特惠"}, "kind": "percent", "percent": "10"}
BUNDLE: Shop = {**OFFER, "kind": "bundle", "parts": [{"items": ["A"]}, {"items": ["E"]}]}
ODD_OFFERS: list[tuple[Shop, str]] = [
    ({"steps": [{"quantity": 2}]}, "steps[0].percent: is needed for the kind percent"),
    ({"steps": [{"percent": "20", "price": "1.00", "quantity": 2}]}, "steps[0].price: does not belong"),
    ({"steps": [{"percent": "20"}]}, "steps[0]: must begin at more than the step before"),
    ({"quantity": 3, "steps": [{"percent": "20", "quantity": 2}]}, "steps[0]: must begin at more"),
    ({"each": True}, "each: does not belong to the kind percent"),
    ({"hours": [{"from": "9:00"}]}, 'hours[0].from: "9:00" is not a time of day'),
    ({"hours": [{"to": "24:01"}]}, 'hours[0].to: "24:01" is not a time of day'),
    ({"hours": [{"days": [0]}]}, "hours[0].days[0]: is out of range"),
    ({"channel": "moon"}, "channel: must be one of"),
    ({"coupon": "C99"}, "coupon: coupons has no C99"),
    ({"per_basket": 0}, "per_basket: is out of range"),
    ({**BUNDLE, "percent": None}, "price: is needed for the kind bundle"),
    ({**BUNDLE, "price": "9.00"}, "price: only one"),
    ({**BUNDLE, "quantity": 2}, "quantity: does not belong"),
    ({**BUNDLE, "parts": None}, "parts: is needed for the kind bundle"),
    ({**BUNDLE, "parts": [{"items": ["A"]}]}, "parts: "),
    ({**BUNDLE, "parts": [{"items": ["A"]}, {}]}, "parts[1].items: is missing"),
    ({**BUNDLE, "parts": [{"items": ["A"]}, {"items": ["zz"]}]}, "parts[1].items[0]: products has no zz"),
]


@pytest.mark.parametrize("changes, text", ODD_OFFERS, ids=[text for _, text in ODD_OFFERS])
def test_an_offer_that_contradicts_itself_is_refused(changes: Shop, text: str) -> None:
    shop = example()
    shop["promotions"] = [{**OFFER, **changes}]
    result = read(shop)
    assert said(result)[0].startswith(f"promotions[0] (P9): {text}")
    assert result.promotions == ()


MISTAKES = [
    ("stores/0/limits", {"hub_seconds": "31"}, "stores[0] (S1): limits.hub_seconds: is out of range (0.5-30)"),
    ("stores/0/limits", {"hub_seconds": "soon"}, "stores[0] (S1): limits.hub_seconds: is out of range (0.5-30)"),
    ("products/0/price", ..., "products[0] (A): price: is missing"),
    ("products/0/price", 99, 'products[0] (A): price: must be text in quotes, for instance "99.00"'),
    ("products/0/price", "99.005", 'products[0] (A): price: "99.005" is not an amount'),
    ("products/0/price", "-1.00", "products[0] (A): price: must not be negative"),
    ("products/0/price", "", 'products[0] (A): price: "" is not an amount'),
    ("products/0/price", "９９", 'products[0] (A): price: "９９" is not an amount'),
    ("products/0/sku", ..., "products[0]: sku: is missing"),
    ("products/0/sku", "", "products[0]: sku: must not be empty"),
    ("products/0/sku", " A", "products[0] ( A): sku: holds a control character, or a space"),
    ("products/0/name", {}, "products[0] (A): name: needs a name in at least one language"),
    ("products/0/name/fr", "T", "products[0] (A): name.fr: there is no such key"),
    ("products/0/name/zh", "T\x1b@恤", "products[0] (A): name.zh: holds a control character"),
    ("products/0/name/zh", "长" * 201, "products[0] (A): name.zh: is too long: at most 200 characters"),
    ("products/0/colour", "red", "products[0] (A): style: a size or colour needs a style"),
    ("products/0/weighed", "yes", "products[0] (A): weighed: must be true or false"),
    (
        "products/0/barcodes/0",
        "6901234567890",
        "products[0] (A): barcodes[0]: the check digit of 6901234567890 is wrong",
    ),
    ("products/0/barcodes/0", "69 01", 'products[0] (A): barcodes[0]: "69 01" cannot be a barcode'),
    ("products/0/barcodes", "6901234567892", "products[0] (A): barcodes: must be a list"),
    ("products/0/prices/0/price", 1, "products[0] (A): prices[0].price: must be text"),
    ("products/0/prices/0/from", "gestern", 'products[0] (A): prices[0].from: "gestern" is not a time'),
    ("products/0/prices/0/from", "2026-02-30", 'products[0] (A): prices[0].from: "2026-02-30" is not a time'),
    ("products/0/tax", "14", "products[0] (A): tax: taxes has no 14"),
    ("products/0/tax_code", "123", "products[0] (A): tax_code: a tax classification code is 19 digits"),
    ("products/0/weight", "1", "products[0] (A): weight: there is no such key"),
    ("products/1/item", "12a", "products[1] (E): item: the item number of a scale is digits only"),
    ("products/1/sku", "A", "products[1] (A): sku: is already in row 0"),
    ("stores/0/currency", "yuan", "stores[0] (S1): currency: there is no currency yuan"),
    ("stores/0/timezone", "Asia/Nowhere", "stores[0] (S1): timezone: there is no time zone Asia/Nowhere"),
    ("stores/0/timezone", "../../etc/passwd", "stores[0] (S1): timezone: there is no time zone"),
    ("stores/0/day_starts", "24:00", 'stores[0] (S1): day_starts: "24:00" is not a time of day'),
    ("stores/0/tills", [], "stores[0] (S1): tills: must not be empty"),
    ("stores/0/labels/0/pattern", "21IIWWIIC", "stores[0] (S1): labels[0].pattern: the label pattern is wrong"),
    ("stores/0/cash_rounding/mode", "bank", "stores[0] (S1): cash_rounding.mode: must be one of 'none', 'down'"),
    ("stores/0/cash_rounding/step", "0.005", 'stores[0] (S1): cash_rounding.step: "0.005" is not an amount'),
    ("stores/0/cash_rounding/step", "0", "stores[0] (S1): cash_rounding.step: is out of range"),
    ("stores/0/limits/open", 5, "stores[0] (S1): limits.open: must be text"),
    ("taxes/0/percent", ..., "taxes[0] (13): percent: is needed for the kind rate"),
    ("taxes/0/percent", "130", 'taxes[0] (13): percent: "130" is not a percentage'),
    ("taxes/2/percent", "5", "taxes[2] (exempt): percent: does not belong to the kind exempt"),
    ("taxes/1/from", "2018-05-01", "taxes[1] (13): from: is already in row 0"),
    ("taxes/0/from", "1.4.2019", 'taxes[0] (13): from: "1.4.2019" is not a date'),
    ("staff/0/pin", "12", "staff[0] (c1): pin: a PIN is 4 to 12 digits"),
    ("staff/0/role", "boss", "staff[0] (c1): role: roles has no boss"),
    ("staff/0/stores/0", "S9", "staff[0] (c1): stores[0]: stores has no S9"),
    ("stock/0/sku", "zz", "stock[0] (S1/zz): sku: products has no zz"),
    ("stock/0/on_hand", "5.0001", 'stock[0] (S1/A): on_hand: "5.0001" is not a quantity'),
    ("promotions/0/items/0", "zz", "promotions[0] (P1): items[0]: products has no zz"),
    ("promotions/0/quantity", ..., "promotions[0] (P1): quantity: is needed for the kind n_for_price"),
    ("promotions/0/quantity", "2", "promotions[0] (P1): quantity: must be a whole number"),
    ("promotions/0/quantity", 0, "promotions[0] (P1): quantity: is out of range (ge 1)"),
    ("promotions/0/percent", "10", "promotions[0] (P1): percent: does not belong to the kind n_for_price"),
    ("promotions/0/kind", "free", "promotions[0] (P1): kind: must be one of 'percent'"),
    ("promotions/0/to", "2026-10-30", "promotions[0] (P1): to: ends before it starts"),
    ("coupons/0/amount", ..., "coupons[0] (C10): amount: is missing"),
    ("members/0/points", "1250", "members[0] (V1): points: must be a whole number"),
    ("members/0/birthday", "1990-13-01", 'members[0] (V1): birthday: "1990-13-01" is not a date'),
    ("orders/0/placed", "2026-11-20", 'orders[0] (O1): placed: "2026-11-20" is not a time'),
    ("sales/0/total", "99.00", "sales[0] (s1): total: the lines come to 178.00, the file says 99.00"),
    ("sales/0/tenders/0/amount", "1.00", "sales[0] (s1): tenders: the tenders come to 1.00, 178.00 was owed"),
    ("sales/0/till", "7", "sales[0] (s1): till: store S1 has no till 7"),
    ("sales/0/lines/0/sku", "zz", "sales[0] (s1): lines[0].sku: products has no zz"),
    ("products/+", None, "products[2]: must be an object"),
    ("products", {}, "products: must be a list"),
    ("widgets", [], "widgets: there is no such table"),
]


@pytest.mark.parametrize("path, value, text", MISTAKES)
def test_a_mistake_names_table_row_and_field(path: str, value: object, text: str) -> None:
    problems = said(read(changed(path, value)))
    assert problems
    assert problems[0].startswith(text)


def test_every_problem_speaks_both_languages() -> None:
    for path, value, _ in MISTAKES:
        for problem in read(changed(path, value)).problems:
            assert any("\u4e00" <= sign <= "\u9fff" for sign in problem.text("zh"))
            assert "{" not in problem.text("en").replace("{…}", "")


def test_a_row_that_names_a_refused_row_says_so() -> None:
    assert said(read(changed("products/0/price", "x")))[1:] == [
        "stock[0] (S1/A): sku: A of products was left out because of its own mistake",
        "promotions[0] (P1): items[0]: A of products was left out because of its own mistake",
        "orders[0] (O1): lines[0].sku: A of products was left out because of its own mistake",
        "sales[0] (s1): lines[0].sku: A of products was left out because of its own mistake",
    ]


def test_all_mistakes_of_a_row_are_named() -> None:
    shop = changed("products/0/price", 1)
    shop["products"][0]["x"] = {"y": 1}
    shop["products"][0]["unit"] = ""
    problems = read(shop).problems
    assert {p.field for p in problems if p.table == "products"} == {"price", "x", "unit"}


def test_categories_must_be_known_when_the_file_has_them() -> None:
    shop = example()
    shop["categories"] = [{"id": "fruit", "name": {"zh": "水果"}, "order": 1}]
    assert said(read(shop))[0] == "products[0] (A): category: categories has no apparel"


def test_one_file_has_one_currency() -> None:
    shop = example()
    shop["stores"].append({**shop["stores"][0], "id": "S2", "currency": "USD"})
    assert said(read(shop)) == ["stores[1] (S2): currency: one file has one currency; before this it was CNY"]


def test_digits_come_from_the_currency() -> None:
    shop = example()
    shop["stores"][0].update(currency="JPY", cash_rounding=None, round_off=None)
    problem = next(p for p in read(shop).problems if p.field == "price")
    assert problem.text() == (
        'products[0] (A): price: "99.00" is not an amount; write it like "99.00", with at most 0 decimals'
    )


def test_a_key_that_stands_twice_is_not_decided_by_the_last() -> None:
    text = json.dumps(EXAMPLE).replace('"price": "99.00"', '"price": "99.00", "price": "9.00"')
    result = read_shop_file(text.encode())
    assert said(result)[0] == "products[0] (A): price: the key stands here twice"
    assert [p.sku for p in result.products] == ["E"]


def test_tax_on_top_counts_in_the_sum_of_an_earlier_sale() -> None:
    shop = changed("stores/0/tax", "exclusive")
    shop["sales"][0]["total"] = "201.14"
    shop["sales"][0]["lines"][0]["tax"] = "23.14"
    shop["sales"][0]["tenders"][0]["amount"] = "201.14"
    assert said(read(shop)) == []


@pytest.mark.parametrize(
    "data, text",
    [
        (b"", "file: not valid JSON (line 1, column 1)"),
        (b"{", "file: not valid JSON (line 1, column 2)"),
        (b"[]", "file: must be an object"),
        (b"\xff\xfe", "file: the file cannot be read"),
        (b"[" * 100_000, "file: the file cannot be read"),
        (b'{"a":' + b"9" * 5_000 + b"}", "file: the file cannot be read"),
        (gzip.compress(b"{}", mtime=0)[:-9], "file: the file cannot be read"),
        (b"{}", "stores: there must be at least one store"),
    ],
)
def test_what_is_no_shop_file_says_so(data: bytes, text: str) -> None:
    result = read_shop_file(data)
    assert said(result)[0].startswith(text)
    assert not any(getattr(result, table) for table in TABLES)


def test_files_may_be_gzipped_and_begin_with_a_mark(tmp_path: Path) -> None:
    file = tmp_path / "shop.json.gz"
    file.write_bytes(gzip.compress(b"\xef\xbb\xbf" + json.dumps(EXAMPLE, ensure_ascii=False).encode()))
    assert read_shop_file(file) == read(EXAMPLE)
    missing = read_shop_file(tmp_path / "other.json")
    lacks = f"file: There is no file or folder {tmp_path / 'other.json'}. Check the name and where it lies."
    assert said(missing) == [lacks]
    assert missing.problems[0].text("zh").startswith("file：没有这个文件或文件夹：")
    assert "is a folder. Name a file in it." in said(read_shop_file(tmp_path))[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(st.data())
def test_no_value_anywhere_is_more_than_a_problem_and_other_rows_stand(data: st.DataObject) -> None:
    shop = example()
    table = data.draw(st.sampled_from(sorted(EXAMPLE)))
    row = data.draw(st.sampled_from(range(len(shop[table]))))
    key = data.draw(st.sampled_from(sorted(shop[table][row])) | st.text(max_size=5))
    shop[table][row][key] = data.draw(JSON)
    result = read(shop)
    left_out = {(p.table, p.row) for p in result.problems if p.code != "act_unknown"}
    if not result.problems:
        return
    assert all(p.table in EXAMPLE and str(p) for p in result.problems)
    for other, kept in ((name, getattr(result, name)) for name in EXAMPLE):
        named = {r for t, r in left_out if t == other and r is not None}
        assert len(kept) == len(shop[other]) - len(named)


def test_the_till_s_own_path_never_loads_this_module() -> None:
    code = "import sys, posapp.app; sys.exit(any('shop_' in name for name in sys.modules if 'posapp.contract' in name))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
