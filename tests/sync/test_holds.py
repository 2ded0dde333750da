"""Baskets set aside for customers who come back: at one till, over a restart, at another till of the shop."""

from __future__ import annotations

import pytest

from posapp.contract.ops import decode_basket_held, decode_hold_recalled
from posapp.domain.errors import Refused
from tests.support.shop import Shop, Till
from tests.sync.test_dated_prices import announce


def at_work(shop: Shop, register: str = "1") -> Till:
    """A till with somebody at it."""
    till = shop.till(register)
    till.sign_in()
    till.open_shift()
    return till


def hold(till: Till, *skus: str, label: str = "") -> str:
    """Ring these up and set them aside."""
    for sku in skus:
        till.add(sku)
    return till.parts.app.holds.hold(label).id


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.raises(Refused, match=f"'{code}'")


def test_a_basket_is_set_aside_and_comes_back_as_it_was(shop: Shop) -> None:
    till = at_work(shop)
    till.add("A", "2")
    till.add("B")
    till.parts.app.checkout.remove(2)
    before = till.cart
    held = till.parts.app.holds.hold("  red\ncoat ")
    assert (held.label, held.staff, held.total) == ("red coat", "c1", before.total)
    assert [(goods.sku, goods.quantity) for goods in held.goods] == [("A", 2000)]
    assert till.parts.app.desk.basket.cart.empty
    till.sell("B")
    assert not till.parts.app.checkout.can_undo
    till.parts.app.holds.recall(held.id)
    assert till.cart == before
    assert till.parts.app.holds.listed() == ()
    assert [line.product.sku for line in till.parts.app.desk.basket.cart.removed] == ["B"]
    kinds = [(e.kind, e.body) for e in till.parts.till.journal.all()]
    (told,) = [decode_basket_held(body) for kind, body in kinds if kind == "basket_held"]
    assert (told.label, told.total, [(x.sku, x.qty) for x in told.lines]) == ("red coat", before.total, [("A", 2000)])
    (back,) = [decode_hold_recalled(body) for kind, body in kinds if kind == "hold_recalled"]
    assert back.hold == held.id
    till.pay_cash("1000.00")
    assert till.sync().unsent == 0


def test_held_baskets_survive_a_restart(shop: Shop) -> None:
    till = at_work(shop)
    one, two = hold(till, "A", label="one"), hold(till, "B", "A")
    till.add("B")
    till.restart()
    assert [h.id for h in till.parts.app.holds.listed()] == [one, two]
    till.sign_in()
    till.parts.app.checkout.remove(1)
    till.parts.app.holds.recall(two)
    till.restart()
    assert [line.line.product.sku for line in till.cart.lines] == ["B", "A"]
    assert [h.id for h in till.parts.app.holds.listed()] == [one]


def test_what_cannot_be_set_aside_or_called_back(shop: Shop) -> None:
    till = at_work(shop)
    holds = till.parts.app.holds
    with refused("empty_basket"):
        holds.hold()
    one = hold(till, "A")
    till.add("A")
    with refused("counter_not_empty"):
        holds.recall(one)
    with refused("unknown_code"):
        till.scan("6900000000007")
    with refused("unresolved_scan"):
        holds.hold()
    till.parts.app.checkout.remove(-1)
    till.parts.app.payment.pay()
    with refused("payment_open"):
        holds.hold()
    till.pay_card("1.00")
    with refused("tenders_taken"):
        holds.hold()
    till.parts.app.payment.take_back(1, till.parts.app.sign_in.approve("withdraw_tender", "m1", "9999"))
    till.parts.app.payment.back()
    till.parts.app.checkout.clear()
    with refused("hold_unknown"):
        holds.recall("S1-9.1")
    till.parts.app.sign_in.lock()
    with refused("not_signed_in"):
        holds.recall(one)
    assert [h.id for h in holds.listed()] == [one]


def test_a_price_that_changed_meanwhile_is_asked_about(shop: Shop) -> None:
    till = at_work(shop)
    one = hold(till, "A")
    old = till.parts.app.holds.listed()[0].total
    announce(shop, price="109.00")
    till.sync()
    till.parts.app.desk.settings_changed()
    till.parts.app.holds.recall(one)
    assert till.cart.total == old
    with refused("prices_changed"):
        till.parts.app.payment.pay()
    found = till.parts.app.repricing.found()
    assert found is not None
    assert found.new == old + 1000
    till.parts.app.repricing.keep(found)
    assert till.pay_cash("1000.00").settlement.total == old
