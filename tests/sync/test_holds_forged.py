"""Baskets that come over the line and are not what a till of the shop would have set aside."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hub.storage import records
from hub.storage.records import Change
from posapp.usecases.holds import Word
from tests.support.refused import refused
from tests.support.shop import Shop
from tests.sync.test_holds import two


def test_a_basket_that_would_pay_money_out_is_laid_on_no_counter(shop: Shop) -> None:
    """Whatever stands in the hub's place sends it."""
    here, there = two(shop)
    one = here.hold("A", label="red coat")
    here.sync()
    with shop.hub.database.read() as connection:
        (body,) = records.everywhere(connection, "holds")
    for totals, quantity in (((9900, 9900), -1000), ((9900, 9900), 2000), ((9800, 9800), 1000), ((9900, 9800), 1000)):
        row = json.loads(body)
        row["basket"]["lines"][0]["qty"] = quantity
        row["basket"]["total"], row["total"] = totals
        shop.hub.publish([Change("holds", "S1", one, json.dumps(row))])
        there.sync()
        with refused("hold_unreadable"):
            there.recall(one)
        assert there.cart.total == 0


CHEAP: tuple[dict[str, Any], ...] = (
    {"lines": [{"sku": "A", "price": 1}], "total": 1},
    {"lines": [{"sku": "A", "price": 1}], "total": 1, "prices_asked": "2030-01-01T00:00:00Z"},
    {"lines": [{"sku": "A", "price": 9900}], "offers": [{"id": "x", "kind": "percent", "percent": 99000}], "total": 99},
    {"lines": [{"sku": "A", "price": 9900}], "member": "nobody", "total": 8900},
    {
        "lines": [{"sku": "?1", "price": 1, "unlisted": True, "name": "T", "tax_id": "13", "code": "6901234567892"}],
        "total": 1,
    },
)


@pytest.mark.parametrize("told", CHEAP, ids=["price", "asked", "offer", "member", "unlisted"])
def test_what_another_till_says_goods_cost_is_not_believed(shop: Shop, told: dict[str, Any]) -> None:
    """A token of the shop is enough to say it."""
    here, there = two(shop)
    one = here.hold("A")
    here.sync()
    with shop.hub.database.read() as connection:
        (body,) = records.everywhere(connection, "holds")
    row = json.loads(body)
    row["basket"] = {"began": row["basket"]["began"], **told}
    row["total"] = told["total"]
    shop.hub.publish([Change("holds", "S1", one, json.dumps(row))])
    there.sync()
    there.parts.app.holds.lay(one, Word(there.parts.till.shop_holds.by_key(one)))
    assert (there.cart.total, [x.line.product.sku for x in there.cart.lines]) == (9900, ["A"])
    with refused("not_given_again"):
        there.parts.app.payment.pay()
