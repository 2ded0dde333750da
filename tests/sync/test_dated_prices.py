"""Prices and offers that arrive days ahead: the till turns to them by its own clock, whoever is out of reach."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import msgspec
import pytest

from posapp.domain.errors import Refused
from tests.support.shop import Shop, Till
from tests.sync.conftest import SHOP_FILE

TURN = "2026-11-22T00:00:00+08:00"
"""Fifteen hours after the clock of these tests begins."""
SHIRT = "6901234567892"


def announce(shop: Shop, *prices: dict[str, Any], promotions: tuple[dict[str, Any], ...] = (), **changed: Any) -> None:
    """Head office publishes the T-shirt with these shelf prices, and offers."""
    file = json.loads(SHOP_FILE.read_bytes())
    file["products"][0] |= {"prices": [{"list": "shelf", **price} for price in prices], **changed}
    file["promotions"] = list(promotions)
    assert shop.hub.load(file) > 0


def at_work(till: Till) -> Till:
    till.sign_in()
    till.open_shift()
    return till


def hear(till: Till) -> None:
    """An exchange, and what the window does when the catalogue is another."""
    till.sync()
    till.parts.app.desk.settings_changed()


def turn(shop: Shop) -> None:
    shop.clock.set(datetime.fromisoformat(TURN))


def shown(till: Till) -> int:
    """What a tile or a search result says of the T-shirt."""
    (listing,) = till.parts.catalog.search("T恤", 1)
    return till.parts.app.shelf.today(listing.product).price


def answers(till: Till) -> list[dict[str, Any]]:
    entries = till.parts.till.journal.all()
    return [msgspec.json.decode(e.body) for e in entries if e.kind == "prices_answered"]


def test_a_price_sent_ahead_counts_from_its_moment_on_without_a_line(shop: Shop) -> None:
    till = at_work(shop.till())
    announce(shop, {"price": "109.00", "from": TURN}, {"price": "79.00", "from": "2026-11-23", "to": "2026-11-23"})
    hear(till)
    till.online = False
    assert till.sell().priced.total == shown(till) == 9900
    turn(shop)
    assert shown(till) == 10900
    sale = till.sell()
    assert (sale.priced.total, sale.priced.lines[0].gross) == (10900, 10900)
    shop.advance(days=1)
    assert (shown(till), till.sell().priced.total) == (7900, 7900)
    till.restart()
    shop.advance(days=1)
    till.sign_in()
    assert (shown(till), till.sell().priced.total) == (10900, 10900)


def test_a_till_that_starts_from_a_snapshot_knows_what_comes(shop: Shop) -> None:
    announce(shop, {"price": "109.00", "from": TURN})
    till = at_work(shop.till())
    assert till.parts.app.shelf.next_turn(till.parts.app.desk.now_text()) == "2026-11-21T16:00:00Z"
    turn(shop)
    till.scan(SHIRT)
    assert till.cart.total == 10900


def test_an_offer_sent_ahead_begins_without_a_line(shop: Shop) -> None:
    till = at_work(shop.till())
    offer = {"id": "P", "kind": "percent", "name": {"zh": "九折", "en": "10% off"}, "percent": "10", "items": ["A"]}
    announce(shop, promotions=({**offer, "from": TURN},))
    hear(till)
    till.online = False
    assert (shown(till), till.sell().priced.total) == (9900, 9900)
    turn(shop)
    assert (shown(till), till.sell().priced.total) == (8910, 8910)


def test_an_open_basket_asks_before_its_prices_change(shop: Shop) -> None:
    till = at_work(shop.till())
    announce(shop, {"price": "109.00", "from": TURN})
    hear(till)
    till.scan(SHIRT)
    turn(shop)
    till.scan(SHIRT)
    assert till.cart.total == 19800
    with pytest.raises(Refused) as asked:
        till.parts.app.payment.pay()
    assert (asked.value.code, asked.value.facts) == ("prices_changed", {"old": "¥ 198.00", "new": "¥ 218.00"})
    assert till.cart.total == 19800
    repricing = till.parts.app.repricing
    found = repricing.found()
    assert found is not None
    repricing.take(found)
    till.restart()
    till.sign_in()
    assert till.pay_cash("300.00").priced.total == 21800
    assert answers(till) == [{"old": 19800, "new": 21800, "taken": True}]


def test_a_basket_that_keeps_its_prices_is_not_asked_again(shop: Shop) -> None:
    till = at_work(shop.till())
    announce(shop, {"price": "109.00", "from": TURN})
    hear(till)
    till.scan(SHIRT)
    turn(shop)
    found = till.parts.app.repricing.found()
    assert found is not None
    till.parts.app.repricing.keep(found)
    till.add("B")
    till.restart()
    till.sign_in()
    assert till.pay_cash("300.00").priced.total == 9900 + 3550
    assert answers(till) == [{"old": 9900, "new": 10900}]


def test_a_basket_found_after_a_start_asks_when_the_hub_sent_other_prices(shop: Shop) -> None:
    till = at_work(shop.till())
    till.scan(SHIRT)
    announce(shop, price="89.50")
    till.sync()
    till.restart()
    till.sign_in()
    assert till.cart.total == 9900
    with pytest.raises(Refused, match="prices_changed"):
        till.parts.app.payment.pay()


def test_an_offer_that_ends_by_feed_does_not_change_an_open_basket_by_itself(shop: Shop) -> None:
    offer = {"id": "P", "kind": "percent", "name": {"zh": "九折", "en": "10% off"}, "percent": "10", "items": ["A"]}
    announce(shop, promotions=(offer,))
    till = at_work(shop.till())
    till.scan(SHIRT)
    announce(shop, promotions=({**offer, "percent": "5"},))
    hear(till)
    till.scan(SHIRT)
    assert till.cart.total == 17820
    till.restart()
    till.sign_in()
    till.scan(SHIRT)
    assert till.cart.total == 26730
    with pytest.raises(Refused, match="prices_changed"):
        till.parts.app.payment.pay()


def test_nobody_is_asked_when_nothing_in_the_basket_changed(shop: Shop) -> None:
    till = at_work(shop.till())
    till.add("B")
    announce(shop, {"price": "109.00", "from": TURN}, price="98.00")
    hear(till)
    turn(shop)
    assert till.pay_cash("50.00").priced.total == 3550


def test_an_offer_that_is_used_up_here_keeps_no_held_basket_away(shop: Shop) -> None:
    offer = {"id": "p", "name": {"en": "Less"}, "kind": "percent", "percent": "10", "items": ["A"], "per_day": 1}
    announce(shop, promotions=(offer,))
    here, there = at_work(shop.till("1")), at_work(shop.till("2"))
    there.sell("A")
    one = here.hold("A")
    here.sync()
    there.sync()
    assert [hold.total for hold in there.parts.app.holds.listed()] == [8910]
    there.recall(one)
    assert there.cart.total == 9900
