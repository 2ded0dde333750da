"""What the hub does about money put onto balances and points for earlier receipts, in both databases."""

from __future__ import annotations

import copy
from typing import Any

import msgspec

from hub.storage.exceptions import every
from posapp.contract.member_ops import MembersMergedOp
from posapp.contract.ops import TenderOp, encode
from posapp.contract.points_ops import LoyaltyOp
from posapp.contract.topup_ops import LatePointsOp, TopUpOp
from posapp.domain.points_rule import PLAIN, EarnRule
from tests.hub.conftest import SHOP
from tests.hub.test_purses import Make, ask
from tests.support.hub import RunningHub
from tests.support.till import BareTill

VALUE: dict[str, Any] = {"purse": "stored_value", "name": "look"}


def shop() -> dict[str, Any]:
    """One member with money, one who works there; more than one sale on a member a day is told."""
    made: dict[str, Any] = copy.deepcopy(SHOP)
    made["members"] = [
        {"id": "M1", "phone": "13800000001", "stored_value": "80.00", "bonus": "10.00", "store": "S1"},
        {"id": "M2", "phone": "13800000002", "store": "S1"},
        {"id": "M3", "phone": "13800000003", "store": "S1"},
    ]
    made["stores"][0] |= {"limits": {"member_uses": "1"}, "points": {"per": "1.00", "value": "0.01"}}
    made["staff"][0]["member"] = "M2"
    return made


def top_up(till: BareTill, account: str, principal: int, bonus: int = 0, **more: Any) -> None:
    """Journal one that was paid, or given back, in cash."""
    seq = len(till.entries) + 1
    told = TopUpOp(f"{till.id}.{seq}", f"S1-T{seq}", f"{till.id}.0", "stored_value", account, principal, bonus)
    told = msgspec.structs.replace(told, tenders=(TenderOp("cash", principal),), **more)
    till.note("topup", encode(told), staff="m1")


def test_what_is_put_on_is_booked_once_apart_and_what_nobody_may_is_told(hub: RunningHub, enrolled: Make) -> None:
    """Principal and bonus are told apart; beyond the limit, without a proof, on one's own account: booked and told."""
    hub.load(shop())
    till, other = enrolled(), enrolled(store="S2")
    top_up(till, "M1", 50_000, 5_000)
    till.push()
    till.push()
    assert ask(till, "M1", **VALUE) == {
        "balance": 63_000, "free": 63_000, "bonus": 6_000, "reserved": 0, "told": True
    }  # fmt: skip
    assert ask(till, "M1", deposit=437_000, **VALUE)["reserved"] == 437_000
    assert ask(till, "M1", deposit=437_001, **VALUE)["reserved"] == 0
    assert ask(other, "M1", deposit=1, **VALUE) == {
        "balance": 0, "free": 0, "bonus": 0, "reserved": 1, "told": False
    }  # fmt: skip
    for more in ({"amount": 1}, {"amount": 1, "deposit": 1}, {"amount": 1, "proof": "13800000001"}):
        refused = ask(till, "M1", **VALUE, status=403, **more)
        assert refused["code"] in ("release_needed", "release_refused"), "a telephone number releases nothing"
    assert [row.kind for row in every(hub.database, None)] == []
    top_up(till, "M1", 440_000)
    top_up(till, "M1", -10_000, -1_000, proof="13800000001")
    top_up(till, "M2", 1_000, approver="c1")
    till.push()
    assert sorted(row.kind for row in every(hub.database, None)) == ["own_account", "topup_over", "unproven"]
    assert ask(till, "M1", **VALUE)["balance"] == 492_000
    wrong = TopUpOp(f"{till.id}.99", "x", f"{till.id}.0", "stored_value", "M1", 100, -1, (TenderOp("cash", 100),))
    till.note("topup", encode(wrong))
    assert "entry_malformed" in str(till.push().results[-1])


def test_points_of_a_sale_are_given_once_and_an_account_used_often_is_told(hub: RunningHub, enrolled: Make) -> None:
    """A second till that gives them too changes nothing; more than the sale earned, or what a member had, is told."""
    hub.load(shop())
    till, other = enrolled(), enrolled(register="2")
    bare, members = till.sell(9900), till.sell(5000, member="M1")
    by = LoyaltyOp(EarnRule(PLAIN, 100).version, 100)

    def late(at: BareTill, of: int, points: int, member: str = "M1") -> None:
        op = LatePointsOp(f"{till.id}.{of}", f"S1-1-20261121-{of:04d}", member, points, by=by)
        at.note("late_points", encode(op), staff="m1")

    late(till, bare.seq, 99)
    till.push()
    late(other, bare.seq, 99)
    late(other, members.seq, 50)
    other.push()
    assert ask(till, "M1", purse="points", name="look")["balance"] == 99
    found = {row.kind: row.facts for row in every(hub.database, None)}
    assert sorted(found) == ["late_points_odd", "late_points_twice", "member_often"]
    assert found["member_often"]["count"] == 2, "a receipt whose points are given later is a use like any other"
    sold = till.sell(3000)
    late(till, sold.seq, 31)
    till.sell(2000, member="M1")
    till.sell(2000, member="M1")
    till.sell(2000, member="M2")
    till.push()
    kinds = sorted(row.kind for row in every(hub.database, None))
    assert kinds == ["late_points_odd", "late_points_odd", "late_points_twice", "member_often", "own_account"]
    till.note("members_merged", encode(MembersMergedOp("M2", "M3", "m1", "same")))
    till.push()
    top_up(till, "M3", 1_000, approver="c1")
    late(till, till.sell(3000).seq, 30, "M2")
    till.push()
    kinds = sorted(row.kind for row in every(hub.database, None))
    assert kinds.count("own_account") == 4, "merging it too; and it is hers under who remains"
    assert kinds.count("member_often") == 2, "both ids are one member's"
