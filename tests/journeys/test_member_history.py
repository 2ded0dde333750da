"""One member's purchases of all tills and channels and all that was done with the record, also after two became one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from posapp.devices.clock import StoppedClock
from posapp.domain.returning import NO_PLAN
from posapp.domain.touch import Touch, together
from posapp.usecases.appointments import NewAppointment
from posapp.usecases.return_search import Query
from posapp.usecases.returns import Wish
from sync.members import ask_history
from sync.returns import ask_returns
from tests.support.hub import ReadyHubs
from tests.support.shop import HUB_SECONDS, Shop, Till

POINTS = 1250
"""M1's, as the file says."""
SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop-points.json"
ORDER = {
    "id": "W9", "store": "S1", "channel": "wechat", "placed": "2026-11-20T08:30:00+08:00", "code": "482913",
    "member": "M1", "customer": {"name": "示范", "phone": "+8613800138000"},
    "lines": [{"sku": "B", "qty": "2", "amount": "71.00", "tax": "8.17"}],
    "tenders": [{"type": "wechat", "amount": "71.00"}],
}  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    file = json.loads(SHOP_FILE.read_bytes()) | {"orders": [ORDER]}
    file["roles"][0]["may"].append("orders")
    with ready_hubs.start(tmp_path / "hub", json.dumps(file).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()


def ready(shop: Shop, register: str) -> Till:
    till = shop.till(register)
    till.sign_in()
    till.open_shift()
    return till


def sold_to(till: Till, member: str, sku: str) -> str:
    """The id of a sale to them."""
    app = till.parts.app
    app.members.attach(app.members.known(member))
    return till.sell(sku).id


def brought_back(till: Till, id_: str) -> None:
    app = till.parts.app
    (sold,) = app.return_search.find(Query(sale=id_), partial(ask_returns, till.parts.engine.hub, HUB_SECONDS))
    app.returns.take(sold, [Wish(1, 1000, "defective")])
    app.payment.pay()
    app.payment.complete()


def test_one_profile_of_all_tills_and_channels(shop: Shop) -> None:
    one, two = ready(shop, "1"), ready(shop, "2")
    app, asked = one.parts.app, partial(ask_history, one.parts.engine.hub, HUB_SECONDS)
    boss = app.sign_in.approve("merge", "m1", "9999")
    assert [found.order.id for found in app.order_search.find("CARD1")] == ["W9"], "by the member's card"
    theirs, elsewhere = sold_to(one, "M1", "A"), sold_to(two, "M2", "B")
    (sold,) = app.return_search.here(Query(member="M1"))
    then = app.returns.points_then(sold, replace(NO_PLAN, reversed=89))
    assert then == POINTS, "what the sale itself earned counts before it is taken back"
    shop.advance(minutes=1)
    app.member_changes.edit("M1", {"email": "demo@example.com"}, boss)
    two.parts.app.member_changes.reveal("M1", "phone", two.parts.app.sign_in.approve("reveal", "m1", "9999"))
    app.appointments.make(NewAppointment("2026-11-22", "15:00", "M1", what="试穿夹克"))
    two.parts.app.appointments.make(NewAppointment("2026-11-22", "16:00", "M1"))
    for till in (one, two):
        till.sync()
    profiles, asked_by_two = two.parts.app.profiles, partial(ask_history, two.parts.engine.hub, HUB_SECONDS)
    signed, now = profiles.of("M1").wallet, profiles.ask("M1", asked_by_two).wallet
    assert signed is not None
    assert now is not None
    assert now.points == signed.points + 89, "what they have, not what was signed"
    unsigned = profiles.ask("M2", asked_by_two).wallet
    assert unsigned is not None
    assert (unsigned.points, unsigned.stored_value) == (35, 0), "for whom nothing was signed yet"
    brought_back(one, theirs)
    one.sync()

    alone = app.profiles.of("M1")
    assert (alone.history, [t.id for t in alone.touches if t.id == elsewhere]) == (None, [])
    told = app.profiles.ask("M1", asked)
    by_id = {touch.id: touch for touch in told.touches}
    assert (by_id[theirs].total, by_id[theirs].back, by_id[theirs].store) == (8900, 8900, "S1")
    assert (by_id[theirs].sku, by_id["order:W9"].sku) == ("A", "B")
    assert [t.what for t in told.touches if t.kind == "revealed"] == ["phone"], "at the other till"
    assert (by_id["order:W9"].channel, by_id["order:W9"].total, by_id["order:W9"].state) == ("wechat", 7100, "NEW")
    assert told.history is not None
    assert dict(told.history.shops) == {"S1": app.desk.store.name}
    assert told.history.rate == 1000, "all that was bought came back"
    assert [t.what for t in told.touches if t.kind == "edited"] == ["email"]
    assert [t.what for t in told.touches if t.kind == "appointment"] == ["planned"] * 2
    assert [t.what for t in alone.touches if t.kind == "appointment"] == ["planned"], "this till's own"
    assert "试穿" not in repr(told.touches)
    assert [t.at for t in told.touches] == sorted((t.at for t in told.touches), reverse=True)
    assert "demo@example.com" not in repr(told.touches)
    app.member_changes.merge("M2", "M1", "换了号码", boss)
    one.sync()
    told = app.profiles.ask("M1", asked)
    assert told.history is not None
    assert elsewhere in {touch.id for touch in told.touches}, "what the other number bought is theirs"
    assert told.history.rate == 8900 * 1000 // (8900 + 3550)
    assert {"merged", "edited"} <= {touch.kind for touch in told.touches}
    assert app.profiles.of("M1").history == told.history, "kept as of then"
    assert {c.code for c in told.coupons} >= {"COUPON10", "c2-own"}
    assert app.coupons.may_have("c2-own", "M1")
    assert not app.coupons.may_have("c2-own", "M3")
    found = app.return_search.find(Query(member="M1"), partial(ask_returns, one.parts.engine.hub, HUB_SECONDS))
    assert elsewhere in {sold.id for sold in found}
    assert app.return_search.here(Query(member="M2")), "this till's own sales by the number that went"


def test_each_touch_once_and_what_the_hub_says_counts() -> None:
    here = (Touch("T.1", "sale", "2026-11-21T01:00:00Z", total=1), Touch("T.3", "sale", "2026-11-21T03:00:00Z"))
    told = (Touch("T.1", "sale", "2026-11-21T01:00:00Z", total=1, back=1), Touch("U.2", "sale", "2026-11-21T02:00:00Z"))
    assert [(t.id, t.back) for t in together(told, here)] == [("T.3", 0), ("U.2", 0), ("T.1", 1)]
