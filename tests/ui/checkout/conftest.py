"""The scenario shop with what a register must ask about: a shared code, sizes, an open price, offers; its window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posapp.devices.clock import StoppedClock
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop
from tests.sync.conftest import SHOP_FILE

SHARED = "6900000000014"
WINE, PIE = "6901234567083", "PIE-1"
HOME = {"category": "home"}
MORE: list[dict[str, object]] = [
    {"sku": "P1", "name": {"zh": "小蛋糕", "en": "Cup cake"}, "barcodes": [SHARED], "price": "6.00"},
    {"sku": "P2", "name": {"zh": "大蛋糕", "en": "Large cake"}, "barcodes": [SHARED], "price": "16.00"},
    {"sku": "S-M", "name": {"zh": "衬衫", "en": "Shirt"}, "price": "199.00", "style": "S", "size": "M", "colour": "白"},
    {"sku": "S-L", "name": {"zh": "衬衫", "en": "Shirt"}, "price": "199.00", "style": "S", "size": "L", "colour": "白"},
    {"sku": "GIFT", "name": {"zh": "礼品卡", "en": "Gift card"}, "open_price": True},
    {
        "sku": "WINE",
        "name": {"zh": "黄酒", "en": "Wine"},
        "barcodes": [WINE],
        "price": "38.00",
        "age": 18,
        **HOME,
    },
    {"sku": "PIE", "name": {"zh": "馅饼", "en": "Pie"}, "barcodes": [PIE], "open_price": True, **HOME},
    {"sku": "BAG", "name": {"zh": "购物袋", "en": "Bag"}, "price": "0.50", **HOME},
]
OFFERS = [{"id": "SOCKS2", "kind": "n_for_price", "name": {"zh": "袜子两双30", "en": "Socks 2 for 30"}, "quantity": 2,
           "price": "30.00", "items": ["G"], "from": "2026-01-01"}]  # fmt: skip


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs, request: pytest.FixtureRequest) -> Iterator[Shop]:
    """Its hub runs; tills join. A parameter is more of what the shop file says of the store."""
    told = json.loads(SHOP_FILE.read_text("utf-8"))
    told["stores"][0] |= {"bags": ["BAG"], "limits": {"scan_repeat_ms": "250"}, **getattr(request, "param", {})}
    told["categories"] = [
        {"id": "food", "name": {"zh": "食品", "en": "Food"}, "order": 1},
        {"id": "apparel", "name": {"zh": "服装", "en": "Clothes"}, "order": 2},
        *({"id": id_, "name": {"zh": id_, "en": id_}, "order": 3} for id_ in ("home", "books", "electronics")),
    ]
    told["products"] += [{"tax": "13", "category": "apparel", **product} for product in MORE]
    told["promotions"] = OFFERS
    told["stock"] = [{"sku": "B", "store": "S1", "on_hand": "0"}]
    told["roles"].append({"id": "trainee", "may": ["sell"]})
    told["staff"].append({"id": "t1", "name": "实习生", "role": "trainee", "pin": "3333", "stores": ["S1"]})
    with ready_hubs.start(tmp_path / "hub", json.dumps(told).encode()) as hub:
        made = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        yield made
        made.close()
