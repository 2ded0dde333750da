"""Hostile and clumsy hands: only refusals come back, and the basket is as it was, in memory and on disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posapp.domain.barcode.gtin import check_digit
from posapp.domain.cart import Cart
from posapp.domain.errors import Refused
from posapp.domain.money import parse_amount, parse_quantity
from posapp.domain.pricing import PricedCart, price
from posapp.domain.refusal_texts import TEXTS, refusal_text
from tests.support.shop import Shop, Till
from tests.sync.conftest import SHOP_FILE

HOSTILE = [
    "",
    " ",
    "0",
    "-1",
    "9" * 10_000,
    "A" * 10_000,
    "\x00\x01\x02\x1b@\x1bp\x00",
    "\x1d\x1d\x1d]C1",
    "]C1" + "\x1d" * 500,
    "]d201" + "9" * 300,
    "\u202egnirts\u202c",
    "\U0001f600" * 50,
    "a\u0300" * 400,
    "'; DROP TABLE sale; --",
    "%_%' OR 1=1",
    "=cmd|' /C calc'!A0",
    "https://id.gs1.org/01/" + "9" * 400,
    "https://" + "x" * 9_000,
    "https://[::1/01/09506000134352",
    "http://%zz/01/%00%ff",
    "(01)09506000134352(17)999999(10)" + "x" * 90,
    "\ud800",
    "٣٤٥٦٧٨٩٠١٢٣٤",
    "１２３４５６７８９０１２３",
    "6901234567890" * 3,
    "2" * 13,
    "20" + "9" * 11,
    "nan",
    "1e9",
    "\n\r\t",
]


def at_work(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    return till


def goods(cart: Cart) -> tuple[tuple[object, ...], ...]:
    return tuple((line.number, line.product.sku, line.quantity, line.amount) for line in cart.lines)


def sound(till: Till) -> None:
    """Sums agree, and what lies on disk is what lies on the counter."""
    desk = till.parts.app.desk
    again = price(desk.basket.cart, desk.book()) if desk.basket.cart.lines else PricedCart()
    assert desk.priced.total == again.total
    assert len(desk.priced.lines) == len(desk.basket.cart.lines)
    saved = till.parts.till.baskets.load()
    if desk.basket.cart.empty:
        assert saved is None or saved.cart.empty
    else:
        assert saved is not None
        assert goods(saved.cart) == goods(desk.basket.cart)
        assert saved.tenders == desk.basket.tenders


def refused(do: Callable[[], object]) -> str:
    """The code of the refusal, whose sentence reads in both languages."""
    with pytest.raises(Refused) as no:
        do()
    for language in ("zh", "en"):
        assert "…" not in refusal_text(no.value, language)
    return no.value.code


def test_hostile_scans_are_red_lines_and_nothing_else(shop: Shop) -> None:
    till = at_work(shop)
    till.add("A")
    before = goods(till.parts.app.desk.basket.cart)
    for code in HOSTILE:
        with suppress(Refused):
            till.scan(code)
        assert goods(till.parts.app.desk.basket.cart) == before, code[:40]
        sound(till)
        for problem in till.parts.app.desk.basket.cart.problems:
            assert len(problem.code) <= 64
            assert problem.code.isprintable()
            till.parts.app.checkout.remove(problem.number)
    assert till.pay_cash("1000.00").priced.total == 9900


@pytest.mark.parametrize("said", ["2112345000000", "2312345000000", "26123450000000100", "26123450010000000"])
def test_a_scale_label_that_says_zero_is_a_red_line(shop: Shop, said: str) -> None:
    till = at_work(shop)
    digits = said if len(said) == 17 else said[:12]
    code = digits + check_digit(digits)
    assert refused(lambda: till.scan(code)) == "label_zero"
    cart = till.parts.app.desk.basket.cart
    assert not cart.lines
    assert [problem.code for problem in cart.problems] == [code]


def typed_quantity(till: Till, line: int, text: str) -> None:
    till.parts.app.checkout.set_quantity(line, parse_quantity(text))


def typed_cash(till: Till, text: str) -> None:
    till.parts.app.payment.take_cash_and_complete(parse_amount(text, 2))


def typed_card(till: Till, text: str) -> None:
    till.parts.app.payment.take("card", parse_amount(text, 2), "SLIP")


QUANTITIES = [
    "0",
    "-1",
    "abc",
    "",
    "1e3",
    "999999999999",
    "9" * 5000,
    "0.0001",
    "\u0661",
    "6901234567890",
    "2 3",
    "0x10",
]
AMOUNTS = [
    "abc",
    "",
    "1e5",
    "-5",
    "1.234",
    "NaN",
    "\u221e",
    "9" * 5000,
    "9" * 25,
    "0",
    "0.01",
    "98.99",
    "6901234567890",
]


def test_a_quantity_that_makes_no_sense_changes_nothing(shop: Shop) -> None:
    till = at_work(shop)
    till.add("A")
    line = till.parts.app.desk.basket.cart.lines[0]
    before = goods(till.parts.app.desk.basket.cart)
    for text in QUANTITIES:
        code = refused(partial(typed_quantity, till, line.number, text))
        assert code in ("quantity_format", "quantity_range"), text
        assert goods(till.parts.app.desk.basket.cart) == before
    sound(till)


def test_money_that_makes_no_sense_or_is_too_little_completes_nothing(shop: Shop) -> None:
    till = at_work(shop)
    till.add("A")
    payment = till.parts.app.payment
    payment.pay()
    before = goods(till.parts.app.desk.basket.cart)
    for text in AMOUNTS:
        refused(partial(typed_cash, till, text))
        assert goods(till.parts.app.desk.basket.cart) == before, text
        assert till.parts.app.desk.basket.tenders == (), text
        sound(till)
    for text in AMOUNTS:
        if text not in ("0.01", "98.99"):
            refused(partial(typed_card, till, text))
    refused(lambda: payment.take("card", 9900, "  "))
    assert till.parts.till.sales.count() == 0
    payment.back()
    assert till.pay_cash("100.00").receipt.endswith("0001")


def test_an_empty_sale_is_refused(shop: Shop) -> None:
    till = at_work(shop)
    assert refused(till.parts.app.payment.pay) == "empty_basket"
    assert refused(till.parts.app.payment.draft) == "open_payment_first"


def test_an_unlisted_price_that_is_a_barcode_is_refused(shop: Shop) -> None:
    till = at_work(shop)
    with suppress(Refused):
        till.scan("6900000000001")
    for price_typed in (0, -5, 6901234567890_00, 10**40):
        assert (
            refused(partial(till.parts.app.checkout.sell_unlisted, -1, "x", "", "13", price_typed)) == "amount_format"
        )
    assert goods(till.parts.app.desk.basket.cart) == ()


def test_five_wrong_pins_lock_for_a_minute(shop: Shop) -> None:
    till = shop.till()
    codes = [refused(lambda: till.sign_in("c1", "0000")) for _ in range(5)]
    assert codes == ["pin_wrong"] * 4 + ["pin_locked"]
    assert refused(lambda: till.sign_in("c1", "1111")) == "pin_locked"
    till.sign_in("c2", "2222")
    shop.advance(minutes=2)
    till.sign_in("c1", "1111")


hands = st.one_of(
    st.tuples(st.just("scan"), st.one_of(st.text(max_size=60), st.sampled_from(HOSTILE), st.just("6901234567892"))),
    st.tuples(st.just("add"), st.sampled_from(["A", "B", "C", "?", ""])),
    st.tuples(
        st.just("quantity"), st.tuples(st.integers(-3, 6), st.integers(-(10**30), 10**30) | st.integers(1, 5000))
    ),
    st.tuples(st.just("remove"), st.integers(-5, 9)),
    st.tuples(st.just("undo"), st.none()),
    st.tuples(st.just("unlisted"), st.tuples(st.integers(-5, 3), st.text(max_size=9), st.integers(-5, 10**20))),
    st.tuples(st.just("clear"), st.none()),
    st.tuples(st.just("pay"), st.none()),
    st.tuples(st.just("back"), st.none()),
    st.tuples(st.just("cash"), st.integers(-(10**20), 10**20) | st.integers(0, 50_000)),
    st.tuples(st.just("card"), st.tuples(st.integers(-(10**20), 10**20) | st.integers(0, 50_000), st.text(max_size=9))),
    st.tuples(st.just("take_back"), st.integers(-2, 5)),
    st.tuples(st.just("complete"), st.none()),
    st.tuples(st.just("lock"), st.none()),
)


def do(till: Till, act: str, what: Any) -> None:
    """One thing that hands may do."""
    app = till.parts.app
    acts: dict[str, Callable[[], object]] = {
        "scan": lambda: till.scan(what),
        "add": lambda: app.checkout.add(what),
        "quantity": lambda: app.checkout.set_quantity(*what),
        "remove": lambda: app.checkout.remove(what),
        "undo": app.checkout.undo,
        "unlisted": lambda: app.checkout.sell_unlisted(what[0], what[1], "", "13", what[2]),
        "clear": app.checkout.clear,
        "pay": app.payment.pay,
        "back": app.payment.back,
        "cash": lambda: app.payment.take_cash_and_complete(what),
        "card": lambda: app.payment.take("card", *what),
        "take_back": lambda: app.payment.take_back(what),
        "complete": app.payment.complete,
        "lock": app.sign_in.lock,
    }
    acts[act]()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(work=st.lists(hands, max_size=12))
def test_whatever_hands_do_only_refusals_come_back(shop: Shop, work: list[tuple[str, Any]]) -> None:
    till = shop.tills[0] if shop.tills else shop.till()
    till.sign_in("m1", "9999") if till.parts.app.desk.staff is None else None
    if till.parts.app.desk.shift is None:
        till.open_shift()
    codes: set[str] = set()
    for act, what in work:
        try:
            do(till, act, what)
        except Refused as no:
            codes.add(no.code)
        sound(till)
        if till.parts.app.desk.staff is None:
            till.parts.app.sign_in.enter(till.parts.till.staff.all()[-1])
    assert codes <= TEXTS.keys()


def test_a_flood_of_scans_is_counted_one_by_one(shop: Shop) -> None:
    till = at_work(shop)
    product = json.loads(SHOP_FILE.read_text("utf-8"))["products"][0]
    code = product["barcodes"][0]
    till.add(product["sku"], "9000")
    for _ in range(999):
        till.scan(code)
    assert refused(lambda: till.scan(code)) == "quantity_range"
    assert sum(line.quantity for line in till.parts.app.desk.basket.cart.lines) == 9_999_000
    sound(till)
