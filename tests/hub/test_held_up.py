"""What no till of ours writes, and two findings of one entry, hold nobody's journal up; nobody is lost by merging."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec

from hub.storage import erasing, privacy_requests
from hub.storage.exceptions import every
from posapp.contract.coupon_ops import CouponOp
from posapp.contract.feed_orders import OrderRow
from posapp.contract.member_ops import ConsentOp, MemberEditedOp, MembersMergedOp
from posapp.contract.members import Private, seal_of
from posapp.contract.ops import LabelReplacedOp, SentAgainOp, encode
from posapp.contract.order_ops import OrderStepOp
from posapp.contract.points_ops import LoyaltyOp
from posapp.contract.topup_ops import LatePointsOp
from posapp.domain.pickup import code_proof
from posapp.domain.points_rule import PLAIN, EarnRule
from tests.hub.conftest import Clock
from tests.hub.test_topups import shop, top_up
from tests.support.hub import ONE, RunningHub
from tests.support.till import BareTill

Make = Callable[..., BareTill]


def edit(till: BareTill, *fields: str, name: str = "", note: str = "", birthday: str = "") -> None:
    """Journal a change of M1."""
    private = Private("cd" * 16, "", name, note=note, birthday=birthday)
    till.private[f"{till.id}.{len(till.entries) + 1}"] = private
    till.note("member_edited", encode(MemberEditedOp("M1", tuple((f, "") for f in fields), seal_of(private))))


def said(till: BareTill) -> list[str]:
    """What becomes of all entries."""
    return [result.code or result.outcome for result in till.push().results]


@ONE
def test_every_batch_is_answered(hub: RunningHub, enrolled: Make) -> None:
    """An insert that failed would be tried again for ever, and nothing that comes after it would go up."""
    hub.load(shop())
    till = enrolled()
    sold = till.sell(9900)
    two = tuple(CouponOp(code, "", 100, gave=True) for code in ("NONE-1", "NONE-2", "NONE-2"))
    till.sell(9900, coupons=two)
    by = LoyaltyOp(EarnRule(PLAIN, 100).version, 100)
    till.note("late_points", encode(LatePointsOp(f"{till.id}.{sold.seq}", "r", "M2", 99, "c1", by)))
    till.note("consent", encode(ConsentOp("M1", ("sms", "phone"), ("sms",))))
    edit(till, "name", "name", name="王芳")
    assert set(said(till)) == {"accepted"}
    found = [(e.kind, e.facts.get("coupon", "")) for e in every(hub.database)]
    assert sorted(found) == [("coupon_odd", "NONE-1"), ("coupon_odd", "NONE-2"), ("own_account", "")]
    with hub.database.raw() as connection:
        given = dict(connection.execute("SELECT channel, given FROM member_consent").fetchall())
    assert given == {"sms": 0, "phone": 1}, "in doubt it is ended"

    edit(till, "name", "note", name="李四", note="白痴")
    till.note("sent_again", encode(SentAgainOp(len(till.entries))))
    assert said(till)[-2:] == ["note_insult", "accepted"]
    edit(till, "birthday", birthday="2000-13-45")
    assert said(till)[-1] == "birthday_wrong", "it would stop everybody's follow-ups, and every till's client book"
    (row,) = [row for row in till.feed("members")[0] if row["id"] == "M1"]
    assert row["name"] == "王芳", "an entry is taken as a whole or not at all"

    for at in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        till.note("order_step", encode(OrderStepOp("W9", "ready")), at=at)
        till.note("label_replaced", encode(LabelReplacedOp("A", 9900, "")), at=at)
    assert said(till)[-4:] == ["entry_malformed"] * 4
    for _ in range(2):
        top_up(till, "M1", -(10**15))
    assert said(till)[-1] == "accepted", "more than a balance can say is no reason to leave the others unsigned"


@ONE
def test_nobody_is_merged_with_who_was_erased(hub: RunningHub, enrolled: Make, clock: Clock) -> None:
    """By a till that had not heard of it: number, points and money would be gone with a name that says nothing. And who
    works there merges nobody into their own account unseen."""
    hub.load(shop())
    till = enrolled()
    erasing.ask(hub.database, "M3", ("erase", "self", "paper"), "test", clock())
    assert erasing.follow(hub.database, clock) == 1
    for one, into in (("M1", "M3"), ("M3", "M1")):
        till.note("members_merged", encode(MembersMergedOp(one, into, "x", "m1")), staff="m1")
    till.push()
    rows = {row["id"]: row for row in till.feed("members")[0]}
    assert (rows["M1"]["phone"], rows["M1"].get("same_as", "")) == ("+8613800000001", "")
    assert rows["M3"]["erased"], "each till hears that they are to be forgotten"
    assert [(e.kind, e.facts["account"], e.facts["why"]) for e in every(hub.database)] == [
        ("unknown_member", "M1", "erased")
    ] * 2
    assert [r["state"] for r in privacy_requests.listed(hub.database)] == ["done"]
    till.note("members_merged", encode(MembersMergedOp("M1", "M2", "x", "c1")), staff="m1")
    till.push()
    assert [e.kind for e in every(hub.database)][-1] == "own_account"
    (row,) = [row for row in till.feed("members")[0] if row["id"] == "M1"]
    assert row["same_as"] == "M2", "the till's record stands"


@ONE
def test_goods_that_nobody_paid_for_are_told_and_no_journal_moves_more_than_was_ordered(
    hub: RunningHub, enrolled: Make
) -> None:
    """A hand-over names a receipt that no sale has; another one a mountain of goods."""
    placed = {"placed": "2026-11-20T08:30:00+08:00", "code": "482913", "state": "READY", "channel": "web"}
    goods = [{"sku": "A", "qty": "1", "amount": "99.00", "tax": "11.39"}]
    hub.load(shop() | {"orders": [{"id": "W9", "store": "S1", **placed, "lines": goods}]})
    till = enrolled()
    order = OrderRow.model_validate_json(json.dumps(till.feed("orders")[0][0])).value()
    step = OrderStepOp("W9", "hand_over", proof=code_proof(order, order.code), receipt="S1-1-20261121-0099")
    till.note("order_step", encode(step))
    for units in (10**15, -(10**15)):
        till.note("order_step", encode(msgspec.structs.replace(step, handed=((1, units),))))
    assert set(said(till)) == {"accepted"}
    found = [(e.kind, e.facts["why"], e.amount) for e in every(hub.database)]
    assert sorted(found) == [
        ("handed_twice", "order_over", 9900),
        ("handed_twice", "order_over", 9900),
        ("order_conflict", "unpaid", 9900),
    ]
    (stock,) = [row for row in till.feed("stock")[0] if row["sku"] == "A"]
    assert stock["on_hand"] == 5_000 - 2 * 1_000
