"""Points at the hub: worked out again by the rule of then, lost in time; purchases make a tier."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
import pytest
from sqlalchemy import select

from hub.loyalty_day import pass_day
from hub.storage import points_books, records, tables
from hub.storage.exceptions import every
from hub.storage.points_rules import rules
from posapp.contract.member_ops import MembersMergedOp
from posapp.contract.ops import LineOp, TaxOp, TenderOp, encode
from posapp.contract.points_ops import LoyaltyOp
from posapp.contract.return_ops import GivenBackOp, ReturnLineOp, ReturnOp
from posapp.contract.tender_ops import DrawnOp
from posapp.contract.topup_ops import LatePointsOp
from posapp.domain.money import divide
from posapp.domain.points_rule import EarnRule
from tests.hub.conftest import SHOP, Clock
from tests.support.hub import ONE, RunningHub
from tests.support.till import BareTill

Make = Callable[..., BareTill]
DOUBLE: Final = {
    "id": "double",
    "from": "2026-11-01",
    "to": "2026-11-30",
    "tiers": {"gold": "1.5"},
    "birthday": {"times": "3", "span": "month"},
    "without": ["books"],
}
RULES: Final = {
    "per": "1.00",
    "value": "0.01",
    "earn": [DOUBLE],
    "expires": {"months": 12},
    "tiers": [{"id": "silver", "spend": "100.00"}, {"id": "gold", "spend": "500.00"}],
    "tier_days": 30,
}
MEMBERS: Final[list[dict[str, Any]]] = [
    {"id": "M1", "name": "王芳", "phone": "13800138000", "store": "S1", "points": 1000, "stored_value": "100.00"},
    {"id": "M2", "name": "李雷", "phone": "13900139000", "store": "S1", "birthday": "1990-11-03", "points": 40},
    {"id": "M3", "name": "韩梅", "phone": "13700137000", "store": "S1", "tier": "gold"},
]


def with_points(**changed: Any) -> dict[str, Any]:
    """SHOP with rules of points, members and a book."""
    shop: dict[str, Any] = copy.deepcopy(SHOP)
    shop["stores"][0]["points"] = {**RULES, **changed}
    shop["categories"].append({"id": "books", "name": {"en": "Books"}})
    shop["products"].append({"sku": "D", "name": {"en": "Book"}, "price": "48.00", "tax": "13", "category": "books"})
    shop["members"] = copy.deepcopy(MEMBERS)
    return shop


@pytest.fixture
def shop(hub: RunningHub) -> RunningHub:
    hub.load(with_points())
    return hub


def rule(hub: RunningHub, id_: str = "double") -> EarnRule:
    with hub.database.read() as connection:
        found = rules(connection).by["S1"]
    return next(one for one in found.versions if one.id == id_)


def odd(hub: RunningHub) -> list[tuple[Any, ...]]:
    kinds = ("points", "should", "why")
    return [tuple(row.facts[x] for x in kinds) for row in every(hub.database, None) if row.kind == "points_differ"]


def told(hub: RunningHub, member: str) -> Any:
    return msgspec.json.decode(records.scopes(hub.database, "members", member)["S1"])


def points(hub: RunningHub, member: str) -> tuple[int, tuple[int, str]]:
    """What the member has, and what of it is lost next, as the tills are told."""
    with hub.database.read() as connection:
        known = rules(connection)
        lost = points_books.losing(connection, [member], known, hub.hub.clock())
        balance = sum(x.units for x in points_books.entries(connection, [member])[member])
    return balance, lost.get(member, (0, ""))


def goods_of(*goods: tuple[str, int]) -> dict[str, Any]:
    """These goods, and their tax."""
    total = sum(price for _, price in goods)
    taxes = [divide(price * 13, 113) for _, price in goods]
    rows = tuple(LineOp(sku, price, tax=tax, tax_id="13") for (sku, price), tax in zip(goods, taxes, strict=True))
    return {"lines": rows, "total": total, "tenders": (TenderOp("cash", total),)} | {
        "taxes": (TaxOp("13", 13000, total - sum(taxes), sum(taxes)),)
    }


def buys(till: BareTill, member: str, total: int, earned: int, by: LoyaltyOp | None = None, **more: Any) -> Any:
    return till.sell(total, member=member, earned=earned, loyalty=by, **more)


@ONE
def test_what_a_sale_says_it_earned_is_worked_out_again(shop: RunningHub, enrolled: Make) -> None:
    till, now = enrolled(), rule(shop)
    plain, with_book = LoyaltyOp(now.version, now.per), goods_of(("A", 9900), ("D", 4800))
    buys(till, "M1", 9900, 99, plain)
    buys(till, "M3", 9900, 148, LoyaltyOp(now.version, now.per, 1500, "gold"))
    buys(till, "M2", 9900, 297, LoyaltyOp(now.version, now.per, 3000, birthday=True))
    till.sell(member="M1", earned=99, loyalty=LoyaltyOp(now.version, 100, without=(2,)), **with_book)
    till.push()
    assert odd(shop) == []
    buys(till, "M1", 9900, 100, plain)
    buys(till, "M1", 9900, 148, LoyaltyOp(now.version, now.per, 1500, "gold"))
    buys(till, "M1", 9900, 297, LoyaltyOp(now.version, now.per, 3000, birthday=True))
    till.sell(member="M1", earned=147, loyalty=plain, **with_book)
    buys(till, "M1", 9900, 99, LoyaltyOp("made-up@00000000", 100))
    till.push()
    said = [(100, 99, "points"), (148, 99, "points"), (297, 99, "points"), (147, 99, "points")]
    assert sorted(odd(shop)) == sorted([*said, (99, 99, "rule_unknown")])


@ONE
def test_points_are_lost_oldest_first_and_what_comes_late_is_put_right(
    shop: RunningHub, enrolled: Make, clock: Clock
) -> None:
    till = enrolled()
    buys(till, "M1", 9900, 99, LoyaltyOp(rule(shop).version, 100))
    till.push()
    assert points(shop, "M1") == (1099, (1099, "2027-11-22"))
    clock.at = datetime(2027, 11, 22, 0, 0, tzinfo=UTC)
    late = till.sell(1000, member="M1", tenders=(TenderOp("points", 1000),), drawn=(DrawnOp(1, "M1", 1000),))
    assert pass_day(shop.database, shop.signer, clock, "test").points == 1139, "also of who bought nothing"
    assert pass_day(shop.database, shop.signer, clock, "test").points == 0
    assert points(shop, "M1")[0] == 0
    till.push([late])
    assert points(shop, "M1")[0] == -1000
    pass_day(shop.database, shop.signer, clock, "test")
    assert points(shop, "M1")[0] == 0, "used in time, so not lost"


@ONE
def test_purchases_make_a_tier_and_merging_keeps_the_better_one(shop: RunningHub, enrolled: Make, clock: Clock) -> None:
    till = enrolled()
    version = rule(shop).version
    buys(till, "M1", 9900, 99, LoyaltyOp(version, 100))
    till.push()
    now = told(shop, "M1")
    assert (now.get("tier"), now["following"], now["missing"]) == (None, "silver", 100)
    buys(till, "M1", 9900, 99, LoyaltyOp(version, 100))
    till.push()
    assert (told(shop, "M1")["tier"], told(shop, "M1")["missing"]) == ("silver", 50000 - 19800)
    strangers, by = till.sell(9900), LoyaltyOp(version, 100)
    till.note("late_points", encode(LatePointsOp(f"{till.id}.{strangers.seq}", "R", "M1", 99, by=by)), staff="m1")
    till.push()
    of, given = f"{till.id}.{strangers.seq}", (GivenBackOp(1, 9900, 9900),)
    back = ReturnOp(of, (ReturnLineOp(1, 1),), given=given, reversed=99)
    goods = {"lines": (LineOp("A", 9900, -1000, tax_id="13"),), "tenders": (TenderOp("cash", -9900),), "taxes": ()}
    till.sell(-9900, member="M1", earned=-99, back=back, **goods)
    till.push()
    now = told(shop, "M1")
    assert (now["tier"], now["missing"]) == ("silver", 50000 - 19800), "it was for points only"
    with shop.database.read() as connection:
        counted = connection.execute(select(tables.member_tier).where(tables.member_tier.c.member == "M1")).one()
        assert (counted.spent, counted.earned) == (19800, 198), "what was given and went back is nothing"
    clock.pass_by(days=31)
    pass_day(shop.database, shop.signer, clock, "test")
    assert told(shop, "M1").get("tier", "") == ""
    till.note("members_merged", encode(MembersMergedOp("M3", "M1", "m1", "same")))
    till.note("members_merged", encode(MembersMergedOp("M2", "M1", "m1", "same")))
    till.push()
    assert told(shop, "M1")["tier"] == "gold", "of who was merged"
    signed = msgspec.json.decode(records.scopes(shop.database, "wallets", "M1")["S1"])
    assert signed["points"] == 1000 + 198 + 40, "signed at once"
    assert records.scopes(shop.database, "wallets", "M2") == {}
