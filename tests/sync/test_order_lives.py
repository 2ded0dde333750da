"""Lives of online orders over three real tills of two shops and a real hub: whatever people, head office and time do in
any order, nothing is given out twice without an exception, and stock and money are kept, what one shop sends the other
among it. More: `./run bench orders --lives N`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hub.storage import exceptions, orders
from tests.support.hub import ReadyHubs
from tests.support.order_lives import ACTS, TILLS, OrderLives, two_shops

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop-orders.json"
DEED = st.tuples(st.integers(0, TILLS - 1), st.sampled_from(ACTS))


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory, ready_hubs: ReadyHubs) -> Iterator[OrderLives]:
    folder = tmp_path_factory.mktemp("lives")
    told = two_shops(json.loads(SHOP_FILE.read_text("utf-8")))
    with ready_hubs.start(folder / "hub", json.dumps(told).encode()) as hub:
        made = OrderLives(folder, hub, datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
        yield made
        made.close()


@given(deeds=st.lists(DEED, min_size=4, max_size=14))
@settings(max_examples=8, deadline=None, phases=[Phase.generate])
def test_any_order_of_deeds(lives: OrderLives, deeds: list[tuple[int, str]]) -> None:
    lives.live(deeds)


def test_two_that_are_offline_hand_it_over_twice(lives: OrderLives) -> None:
    """The one thing that cannot be kept from happening is told, and the stock is what the documents say."""
    found = lives.live([(0, "serve"), (0, "sync"), (1, "sync"), (0, "away"), (1, "away"), (0, "give"), (1, "give")])
    assert found == ["handed_twice"]
    assert lives.live([(0, "serve"), (0, "sync"), (1, "sync"), (1, "away"), (0, "cancel"), (1, "give")]) == [
        "handed_though_over"
    ]


def test_what_one_shop_has_not_the_other_sends_and_it_is_given_out_once(lives: OrderLives) -> None:
    asked = [(0, "take"), (0, "pick"), (0, "pick"), (0, "ask"), (0, "sync"), (2, "sync"), (2, "send"), (2, "sync")]
    assert lives.live([*asked, (0, "receive"), (0, "ready"), (0, "give")]) == []
    order, _ = lives.told_of(f"L{lives.number}")
    assert (order.state, [s.act for s in order.steps].count("sent")) == ("HANDED_OVER", 1)
    assert lives.live([(0, "reject"), (0, "sync"), (2, "sync"), (2, "serve"), (2, "give"), (0, "give")]) == []
    order, _ = lives.told_of(f"L{lives.number}")
    assert (order.state, [s.act for s in order.steps].count("reroute")) == ("HANDED_OVER", 1)


def test_x_and_z_say_as_many_expired_orders_as_the_hub_ended(lives: OrderLives) -> None:
    """At each till that has heard of them; one that has not says fewer, so the hub holds no Z against its own count."""
    here, there = lives.tills[:2]
    first = lives.number + 1
    for till in (here, there):
        till.sign_in("m1", "9999")
        manager = till.parts.app.till.staff.by_id("m1")
        assert manager is not None
        till.parts.app.shifts.confirm_date(manager)
        till.open_shift()
    lives.live([(0, "serve"), (0, "sync"), (0, "week")])
    lives.live([(0, "serve"), (0, "sync"), (0, "cancel")])
    assert [till.parts.app.closing.x().expired for till in (here, there)] == [1, 1] == [ended(lives, first)] * 2
    lives.deeds([(1, "away"), (0, "serve"), (0, "sync"), (0, "week"), (0, "sync")])
    assert [till.parts.app.closing.x().expired for till in (here, there)] == [2, 1]
    there.online = True
    there.sync()
    for till in (here, there):
        z = till.parts.app.till.shifts.z(till.close_shift())
        assert z.report.expired == ended(lives, first) == 2
        till.sync()
    assert "z_differs" not in [found.kind for found in exceptions.every(lives.shop.hub.database)]


def ended(lives: OrderLives, first: int) -> int:
    """How many of the orders since the first the hub has ended for want of a customer."""
    orders_ = [orders.by_id(lives.shop.hub.database, f"L{n}") for n in range(first, lives.number + 1)]
    return sum(step.act == "expire" for found in orders_ if found for step in found[0].value().steps)
