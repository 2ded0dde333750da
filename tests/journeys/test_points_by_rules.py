"""A campaign's points earned at the counter and taken back when goods come back, as the hub works them out; what the
sales make of the member is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hub.storage import points_books, records
from hub.storage.exceptions import every
from posapp.contract.feed_wallets import WalletRow
from posapp.devices.clock import StoppedClock
from posapp.domain.points_words import points_lost, tier_missing
from posapp.domain.sale import Sale
from posapp.usecases.return_search import Query
from posapp.usecases.returns import Wish
from sync.returns import ask_returns
from tests.support.hub import ReadyHubs
from tests.support.shop import HUB_SECONDS, Shop, Till

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop-points.json"


def with_rules(now: datetime) -> dict[str, Any]:
    """Gold earns one and a half times, birthdays three times, rice nothing; 600.00 in thirty days make gold."""
    file: dict[str, Any] = json.loads(SHOP_FILE.read_bytes())
    days = {"from": (now - timedelta(days=2)).date().isoformat(), "to": (now + timedelta(days=2)).date().isoformat()}
    born = {"birthday": {"times": "3", "span": "week"}}
    campaign = {"id": "autumn", "tiers": {"gold": "1.5"}, "without": ["food"]} | days | born
    tiers = [{"id": "silver", "spend": "100.00"}, {"id": "gold", "spend": "600.00"}]
    for store in file["stores"]:
        store["points"] |= {"earn": [campaign], "tiers": tiers, "tier_days": 30, "expires": {"years": 1}}
        store["tiers"] = [{"id": "gold", "name": {"zh": "金卡", "en": "Gold"}}]
    file["members"][1]["birthday"] = f"1990-{now:%m-%d}"
    return file


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    now = datetime.now(UTC).replace(microsecond=0)
    with ready_hubs.start(tmp_path / "hub", json.dumps(with_rules(now)).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(now))
        yield made
        made.close()


def sold_to(till: Till, member: str, *skus: str) -> Sale:
    till.parts.app.members.attach(till.parts.app.members.known(member))
    for sku in skus:
        till.add(sku)
    till.parts.app.payment.pay()
    return till.parts.app.payment.take_cash_and_complete(till.parts.app.desk.settlement().remaining)


def back(till: Till, sale: Sale, line: int) -> Sale:
    app = till.parts.app
    (sold,) = app.return_search.find(Query(sale=sale.id), partial(ask_returns, till.parts.engine.hub, HUB_SECONDS))
    app.returns.take(sold, [Wish(line, 1000, "defective")])
    app.payment.pay()
    return app.payment.complete()


def points(shop: Shop, member: str) -> int:
    """By the hub's ledger."""
    with shop.hub.database.read() as connection:
        return sum(entry.units for entry in points_books.entries(connection, [member])[member])


def test_a_campaign_is_earned_taken_back_and_worked_out_alike(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    gold = sold_to(till, "M1", "A", "B", "C", "C")  # 89.00 and 35.50 of 150.10 count
    assert (gold.priced.total, gold.earned) == (15010, 124 * 3 // 2)
    born = sold_to(till, "M2", "D")
    assert (born.priced.total, born.earned) == (4500, 135)
    till.sync()
    first, rest = back(till, gold, 3), back(till, gold, 1)
    assert (first.earned, rest.earned) == (0, 35 * 3 // 2 - gold.earned), "rice had earned nothing"
    assert (back(till, gold, 2).earned, back(till, gold, 3).earned) == (-(35 * 3 // 2), 0)
    till.sync()
    till.sync()
    assert (points(shop, "M1"), points(shop, "M2")) == (1250, 135)
    assert [row.facts for row in every(shop.hub.database)] == []

    sold_to(till, "M2", "F")
    till.sync()
    till.sync()
    app = till.parts.app
    member = app.members.known("M2")
    assert (member.tier, member.following, member.missing) == ("gold", "", 0), "45.00 and 569.00"
    store, wallet = app.desk.store, app.till.wallets.of("M1")
    assert wallet is not None
    assert points_lost(wallet, "en") == f"1,250 expire on {shop.clock.now().year + 2}-01-01"
    usable, today = app.wallets.usable("M1", "points"), app.desk.moment().business_date
    row = WalletRow.of(replace(wallet, expiring=usable - 50, expires=today))
    shop.hub.publish([records.change("wallets", "S1", row)])
    till.sync()
    assert app.wallets.usable("M1", "points") == usable - (usable - 50), "lost today, though signed before"
    near = replace(member, following="gold", missing=12_000, missing_points=50)
    assert tier_missing(near, store, "zh") == "距金卡还差 ¥ 120.00 或 50 积分"
    assert tier_missing(near, store, "en") == "¥ 120.00 or 50 points more to Gold"
