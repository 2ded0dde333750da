"""The tax of goods in the basket went while the till was off: the till opens, and says which goods have no price."""

from __future__ import annotations

import json

import pytest

from hub.storage.records import Change
from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import TEXTS
from tests.support.shop import Shop, Till
from tests.sync.conftest import SHOP_FILE


def withdraw_tax(shop: Shop, till: Till) -> None:
    """Head office takes the 13 % out of force; the till hears of it just before it is switched off."""
    assert shop.hub.publish([Change("taxes", "", "13@2019-04-01", None)]) == 1
    assert till.sync().state == "online"


@pytest.fixture
def till(shop: Shop) -> Till:
    """Two T-shirts at 13 % and something at another rate lie on the counter."""
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.add("A", "2")
    till.add("C")
    return till


def test_the_till_opens_and_names_the_goods_that_have_no_price(shop: Shop, till: Till) -> None:
    withdraw_tax(shop, till)
    till.restart()
    till.sign_in()
    assert [line.line.product.sku for line in till.cart.lines] == ["C"]
    red = till.parts.app.desk.basket.cart.problems[0]
    assert (red.name, red.refusal) == ("T恤 × 2", "not_priced")
    assert all(TEXTS[red.refusal])
    with pytest.raises(Refused) as no:
        till.parts.app.payment.pay()
    assert (no.value.code, no.value.facts["scanned"]) == ("unresolved_scan", "T恤 × 2")
    till.parts.app.checkout.remove(red.number)
    sale = till.pay_cash("100.00")
    assert [line.line.product.sku for line in sale.lines] == ["C"]
    told = json.loads(till.parts.till.journal.entries_after(0, 100)[-1].body)
    assert [line["sku"] for line in told["removed"]] == ["A"], "the journal keeps what was not sold"


def test_nothing_is_lost_when_the_tax_is_back_by_the_next_start(shop: Shop, till: Till) -> None:
    before = till.cart.total
    withdraw_tax(shop, till)
    till.restart()
    shop.hub.load(SHOP_FILE)
    assert till.sync().state == "online"
    till.restart()
    assert till.cart.total == before
    assert not till.parts.app.desk.basket.cart.problems


def test_money_that_was_taken_for_it_stays_in_sight(shop: Shop, till: Till) -> None:
    till.pay_card("50.00")
    withdraw_tax(shop, till)
    till.restart()
    left = till.parts.app.start_up.left_behind()
    assert (left.state, left.taken) == ("paying", 5000)
    till.sign_in("m1", "9999")
    payment = till.parts.app.payment
    with pytest.raises(Refused, match="unresolved_scan"):
        payment.take_cash_and_complete(till.money("500.00"))
    assert [t.amount for t in till.parts.app.desk.basket.tenders] == [5000]
    with pytest.raises(Refused, match="tenders_taken"):
        payment.back()
    payment.take_back(1)
    payment.back()
    till.parts.app.checkout.remove(-1)
    assert till.pay_cash("100.00").settlement.complete


def test_a_payment_for_nothing_but_such_goods_is_still_a_payment(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.add("A")
    till.pay_card("50.00")
    withdraw_tax(shop, till)
    till.restart()
    left = till.parts.app.start_up.left_behind()
    assert (left.state, left.taken) == ("paying", 5000)
    assert till.parts.app.desk.basket.cart.problems
