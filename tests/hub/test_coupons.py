"""Coupons at the hub: kept for whoever asks first, used by sales, and what is odd about that."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hub.storage.exceptions import every
from hub.storage.records import Change
from posapp.contract import routes
from posapp.contract.coupon_ops import CouponOp, CouponReleasedOp
from posapp.contract.ops import DiscountOp, LineOp, encode
from posapp.contract.return_ops import ReturnLineOp, ReturnOp
from tests.hub.conftest import Clock
from tests.support.hub import RunningHub
from tests.support.till import BareTill


def issue(hub: RunningHub, code: str, **terms: Any) -> None:
    hub.publish([Change("coupons", "", code, json.dumps({"code": code, "amount": 1000, **terms}))])


def ask(till: BareTill, code: str, use: str) -> str:
    body = {"coupon": code, "use": use, "staff": "c1"}
    answer = till.session.post(till.hub.url + routes.RESERVE_COUPON, json=body, timeout=30)
    return str(answer.json()["state"]) if answer.status_code == 200 else str(answer.status_code)


def sell(till: BareTill, *coupons: CouponOp, off: int = 1000, member: str | None = None) -> None:
    line = LineOp("A", 9900 + off, off=(DiscountOp("coupon", coupons[0].code, off),), tax=990, tax_id="13")
    till.sell(lines=(line,), coupons=coupons if coupons[0].use != "-" else (), member=member)
    till.push()


def test_of_those_who_ask_at_once_one_has_it(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    issue(hub, "ONE", uses=1)
    tills = [enrolled("S1", "1"), enrolled("S1", "2"), enrolled("S2", "1")]
    with ThreadPoolExecutor(3) as at_once:
        said = list(at_once.map(lambda till: ask(till, "ONE", till.id), tills))
    assert sorted(said) == ["elsewhere", "elsewhere", "reserved"]
    has = tills[said.index("reserved")]
    assert ask(has, "ONE", has.id) == "reserved", "asking again is safe"
    has.note("coupon_released", encode(CouponReleasedOp((CouponOp("ONE", has.id),), "taken_off")))
    has.push()
    assert ask(has, "ONE", has.id) == "used", "a call that comes late keeps nothing"
    other = next(till for till in tills if till is not has)
    assert ask(other, "ONE", "u") == "reserved"
    assert ask(other, "NONE", "u") == "404"


def test_a_till_that_says_nothing_more_keeps_it_for_a_day(
    hub: RunningHub, enrolled: Callable[..., BareTill], clock: Clock
) -> None:
    issue(hub, "ONE", uses=1)
    one, other = enrolled("S1", "1"), enrolled("S1", "2")
    assert ask(one, "ONE", "u1") == "reserved"
    clock.pass_by(hours=23)
    assert ask(other, "ONE", "u2") == "elsewhere"
    clock.pass_by(hours=2)
    assert ask(other, "ONE", "u2") == "reserved"
    sell(other, CouponOp("ONE", "u2", 1000, gave=True, reserved=True))
    assert [row["used_up"] for row in one.feed("coupons")[0]] == [True]
    sell(one, CouponOp("ONE", "u1", 1000, gave=True))
    [twice] = every(hub.database)
    assert (twice.kind, twice.facts["first"], [d.till for d in twice.documents]) == (
        "coupon_twice",
        other.id,
        [one.id, other.id],
    )


def test_a_coupon_is_good_once_more_when_all_of_its_sale_came_back_and_never_by_a_part(
    hub: RunningHub, till: BareTill
) -> None:
    issue(hub, "ONE", uses=1)
    sell(till, CouponOp("ONE", "u1", 1000, gave=True))
    assert till.feed("coupons")[0][0]["used_up"]
    for quantity, again in ((400, ("ONE",)), (600, ("ONE", "OTHER"))):
        back = ReturnOp(f"{till.id}.1", (ReturnLineOp(1, 1, "changed_mind"),), again=again)
        till.sell(lines=(LineOp("A", 9900, qty=-quantity),), total=-9900 * quantity // 1000, back=back)
        till.push()
    [odd] = every(hub.database)
    assert (odd.kind, odd.facts["why"], odd.documents[0].seq) == ("coupon_odd", "not_all_back", 2)
    assert not till.feed("coupons")[0][0].get("used_up", False)
    assert (ask(till, "ONE", "u1"), ask(till, "ONE", "u2")) == ("used", "reserved"), "by a name of its own"


def test_what_is_odd_about_a_coupon_is_seen(hub: RunningHub, till: BareTill) -> None:
    issue(hub, "OWN", member="M1")
    issue(hub, "ONE", uses=1)
    sell(till, CouponOp("OWN", "", 1000, gave=True), member="M1")
    sell(till, CouponOp("OWN", "", 1000, gave=True))
    sell(till, CouponOp("OWN", "", 1001, gave=True), off=1001, member="M1")
    sell(till, CouponOp("MADE-UP", "", 1000, gave=True))
    sell(till, CouponOp("ONE", "-"))  # taken off the lines, and not named
    sell(till, CouponOp("ONE", "-"))
    found = [(e.kind, e.facts.get("why", ""), e.documents[0].seq) for e in every(hub.database)]
    assert sorted(found) == [
        ("coupon_odd", "other_member", 2),
        ("coupon_odd", "too_much", 3),
        ("coupon_odd", "unknown", 4),
        ("coupon_twice", "", 6),
    ]


def test_tills_do_not_wait_for_each_other_at_a_coupon_that_is_not_counted(hub: RunningHub, till: BareTill) -> None:
    if hub.database.sqlite:
        return  # which has one writer
    issue(hub, "ALL")
    with hub.database.write() as other:
        other.exec_driver_sql("SELECT key FROM record WHERE noun = 'coupons' FOR UPDATE")
        sell(till, CouponOp("ALL", "", 1000, gave=True), CouponOp("ALL", "", 0))
    assert not list(every(hub.database))


def test_a_members_offers_are_counted_with_the_member(hub: RunningHub, till: BareTill) -> None:
    hub.publish([Change("promotions", "", "P1", '{"id":"P1","kind":"on_terms","gives":"percent","per_member":2}')])
    made = till.enrol_member()
    till.push()
    member = f"{till.id}.{made.seq}"
    line = LineOp("A", 9900 + 100, off=(DiscountOp("promotion", "P1", 100),), tax=990, tax_id="13")
    for _ in range(3):
        till.sell(lines=(line,), member=member, counted=("P1",))
    till.push()
    ((row,), _, _) = till.feed("members")
    assert row["used"] == [["P1", 3]]
    [over] = every(hub.database)
    assert (over.kind, over.amount, over.facts["limit"], len(over.documents)) == ("offer_over", 100, 2, 3)
