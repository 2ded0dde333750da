"""What the feeds of people and papers are filled with: rows to add to a shop file that has stores S1 and perhaps S2."""

from __future__ import annotations

import copy
from typing import Any, Final

MEMBERS: Final[list[dict[str, Any]]] = [
    {
        "id": "M1",
        "name": "王芳",
        "phone": "138 0013 8000",
        "code": "CARD1",
        "store": "S1",
        "points": 300,
        "stored_value": "500.00",
        "consent": {"sms": True},
    },
    {"id": "M2", "name": "李雷", "phone": "13900139000", "store": "S2", "points": 10, "stored_value": "20.00"},
    {"id": "M3", "name": "韩梅", "phone": "13700137000", "points": 5},
]
COUPONS: Final[list[dict[str, Any]]] = [
    {"code": "TEN", "amount": "10.00", "spend": "100.00"},
    {"code": "PAST", "percent": "5", "to": "2020-01-01"},
]


def order(store: str, id_: str = "W1", sku: str = "A", state: str = "NEW") -> dict[str, Any]:
    """An online order for the store."""
    return {
        "id": id_,
        "store": store,
        "placed": "2026-11-21T09:00:00+08:00",
        "state": state,
        "code": f"CODE-{id_}",
        "customer": {"name": "赵敏", "phone": "13600136000"},
        "lines": [{"sku": sku, "qty": "2", "amount": "198.00", "discount": "20.00", "tax": "20.48"}],
        "tenders": [{"type": "wechat", "amount": "178.00"}],
    }


def with_people(shop: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """The shop file with members, coupons and an order in each store that it has."""
    whole, stores = copy.deepcopy(shop), [store["id"] for store in shop["stores"]]
    whole["members"] = [m for m in copy.deepcopy(MEMBERS) if m.get("store", "S1") in stores]
    whole["coupons"] = copy.deepcopy(COUPONS)
    whole["orders"] = [order(store, f"W{number}") for number, store in enumerate(stores, 1)]
    return whole | changed
