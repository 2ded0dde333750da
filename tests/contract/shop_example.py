"""The shop of the replay specification, with one row or more in every table but the categories."""

from __future__ import annotations

from typing import Any

EXAMPLE: dict[str, Any] = {
    "stores": [
        {
            "id": "S1",
            "name": "静安店",
            "currency": "CNY",
            "timezone": "Asia/Shanghai",
            "day_starts": "04:00",
            "tills": ["1", "2"],
            "entity": {"name": "示范商贸有限公司", "tax_number": "000000000000000000", "kind": "general"},
            "tax": "inclusive",
            "cash_rounding": {"step": "0.10", "mode": "down"},
            "round_off": {"step": "1.00", "mode": "down"},
            "points": {"per": "1.00", "value": "0.01"},
            "limits": {"stored_value_offline": "200.00"},
            "labels": [
                {"pattern": "21IIIIIWWWWWC", "weight_decimals": 3},
                {"pattern": "26IIIIIAAAAAWWWWWC", "amount_decimals": 2, "weight_decimals": 3},
            ],
            "returns": {"days": 7, "manager_days": 30},
            "pickup": {"hold_days": 7},
        }
    ],
    "staff": [
        {"id": "c1", "name": "林晓", "role": "cashier", "pin": "1111", "stores": ["S1"]},
        {"id": "m1", "role": "manager", "pin": "9999"},
    ],
    "roles": [
        {"id": "cashier", "discount_limit_percent": "10", "may": ["sell", "hold"]},
        {"id": "manager", "discount_limit_percent": "100", "may": ["sell", "hold", "confirm_date"]},
    ],
    "products": [
        {
            "sku": "A",
            "name": {"zh": "T恤", "en": "T-shirt"},
            "barcodes": ["6901234567892"],
            "price": "99.00",
            "tax": "13",
            "category": "apparel",
            "unit": "piece",
            "weighed": False,
            "item": None,
            "serial": False,
            "prices": [{"list": "member", "price": "89.00", "from": None, "to": None}],
        },
        {
            "sku": "E",
            "name": {"zh": "苹果"},
            "price": "16.80",
            "tax": "13",
            "category": "fruit",
            "unit": "kg",
            "weighed": True,
            "item": "12345",
        },
    ],
    "taxes": [
        {"id": "13", "kind": "rate", "percent": "16", "from": "2018-05-01"},
        {"id": "13", "kind": "rate", "percent": "13", "from": "2019-04-01"},
        {"id": "exempt", "kind": "exempt"},
    ],
    "stock": [{"store": "S1", "sku": "A", "on_hand": "5", "reserved": "2"}],
    "promotions": [
        {
            "id": "P1",
            "kind": "n_for_price",
            "name": {"zh": "两件160元", "en": "2 for 160"},
            "items": ["A"],
            "quantity": 2,
            "price": "160.00",
            "from": "2026-11-01",
            "to": "2026-11-30",
        }
    ],
    "coupons": [{"code": "C10", "name": {"zh": "立减十元"}, "amount": "10.00", "spend": "100.00"}],
    "gift_cards": [{"code": "G1", "balance": "60.00"}],
    "members": [
        {
            "id": "V1",
            "name": "示范会员",
            "phone": "00000000001",
            "tier": "gold",
            "points": 1250,
            "birthday": "1990-01-01",
            "consent": {"sms": True},
        }
    ],
    "orders": [
        {
            "id": "O1",
            "store": "S1",
            "placed": "2026-11-20T10:00:00+08:00",
            "code": "482913",
            "customer": {"name": "示范", "phone": "00000000001"},
            "lines": [{"sku": "A", "qty": "1", "amount": "99.00"}],
            "tenders": [{"type": "alipay", "amount": "99.00"}],
        }
    ],
    "sales": [
        {
            "id": "s1",
            "store": "S1",
            "till": "1",
            "at": "2026-11-20T10:00:00+08:00",
            "staff": "c1",
            "receipt": "S1-1-20261120-0001",
            "member": "V1",
            "lines": [{"sku": "A", "qty": "2", "amount": "198.00", "discount": "20.00", "tax": "20.48"}],
            "total": "178.00",
            "tenders": [{"type": "cash", "amount": "178.00"}],
        }
    ],
}
