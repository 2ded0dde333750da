"""Online orders where things go wrong: two tills at once, a till that dies, a clock set back, names without an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from hub.storage import orders as hub_orders
from posapp.devices.clock import StoppedClock
from posapp.domain.errors import Refused
from posapp.domain.order import Order
from sync.orders import claim_order
from tests.support.hub import ReadyHubs
from tests.support.shop import HUB_SECONDS, Shop, Till

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop-orders.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def ask(till: Till, *asked: str) -> Order:
    """What the hub says to this till."""
    if not till.online:
        raise Refused("hub_away")
    return claim_order(till.parts.engine.hub, HUB_SECONDS, *asked)


def test_orders_under_attack(shop: Shop) -> None:
    one, two = shop.till("1"), shop.till("2")
    one.sign_in()
    two.sign_in("c2", "2222")
    for till in (one, two):
        till.open_shift()
    _one_slip(one, two)
    _codes_after_a_restart(shop, one)
    _dearer_goods(one)
    _killed_after_the_hand_over(shop, one)


def _one_slip(one: Till, two: Till) -> None:
    """Both are set up to print what comes."""
    slips, others = one.parts.app.order_slips, two.parts.app.order_slips
    assert slips.new() == others.new()
    assert (slips.is_ours("W31", partial(ask, one)), others.is_ours("W31", partial(ask, two))) == (True, False)
    slips.pick_once("W31")
    one.sync()
    assert not others.is_ours("W31", partial(ask, two)), "it is printed"
    two.online = False
    assert others.is_ours("W32", partial(ask, two)), "rather twice than not at all"
    two.online = True


def _codes_after_a_restart(shop: Shop, till: Till) -> None:
    for code in ("000001", "000002", "000003", "000004", "000005"):
        with pytest.raises(Refused, match="order_unknown"):
            till.parts.app.order_search.find(code)
    till.restart()
    till.sign_in()
    with pytest.raises(Refused, match="code_search_shut"):
        till.parts.app.order_search.find("482913")
    shop.advance(minutes=15)
    assert till.parts.app.order_search.find("482913")[0].order.id == "W31"


def _dearer_goods(till: Till) -> None:
    """A jacket for the money of a mug needs somebody who may give so much away."""
    app = till.parts.app
    app.pickup.take("W33")
    with pytest.raises(Refused, match="substitute_dearer"):
        app.pickup.substitute("W33", 2, "F", "by_phone")
    view = app.pickup.substitute("W33", 2, "F", "by_phone", app.sign_in.approve("discount", "m1", "9999"))
    assert view.own[-1].approver == "m1"
    app.pickup.substitute("W33", 2, "C", "by_phone")
    app.pickup.release("W33")


def _killed_after_the_hand_over(shop: Shop, till: Till) -> None:
    """The clock goes back two hours on the way, the collector's name has no end, and the till dies before it tells."""
    pickup = till.parts.app.pickup
    pickup.take("W31", partial(ask, till))
    for _ in range(2):
        pickup.pick("B", "W31")
    pickup.ready("W31", "A-1")
    till.clock.set(till.clock.now() - timedelta(hours=2))
    with pytest.raises(Refused, match="pickup_code_wrong"):
        pickup.hand_over("W31", "000000", partial(ask, till))
    view = pickup.hand_over("W31", "482913", partial(ask, till), collector="王" * 10_000, checked=False)
    assert view.stand.state == "HANDED_OVER"
    till.restart()
    till.sign_in()
    assert till.parts.app.pickup.view("W31").stand.state == "HANDED_OVER"
    name, _ = till.parts.app.pickup.collected("W31")
    assert len(name) == 200
    with pytest.raises(Refused, match="order_over"):
        till.parts.app.pickup.hand_over("W31", "482913", partial(ask, till))
    till.sync()
    found = hub_orders.by_id(shop.hub.database, "W31")
    assert found is not None
    assert (found[0].state, [s.act for s in found[0].steps].count("hand_over")) == ("HANDED_OVER", 1)
    till.clock.set(till.clock.now() + timedelta(hours=2))
