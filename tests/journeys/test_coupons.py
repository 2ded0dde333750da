"""Coupons of which there are only so many: kept for one basket, given back, limited offline, used once too often."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.storage.exceptions import every
from posapp.devices.clock import StoppedClock
from tests.hub.test_command import run
from tests.support.hub import ReadyHubs
from tests.support.refused import refused
from tests.support.shop import Shop, Till

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop-member.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    """Members and coupons, and two tills that are ready to sell."""
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        shop = Shop(tmp_path, hub, StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC)))
        for number, staff, pin in (("1", "c1", "1111"), ("2", "c2", "2222")):
            till = shop.till(number)
            till.sign_in(staff, pin)
            till.open_shift()
        yield shop
        shop.close()


def on_basket(till: Till) -> list[str]:
    return [d.id for d in till.parts.app.desk.basket.cart.discounts]


def refill(till: Till) -> None:
    """Empty, then one item."""
    till.parts.app.checkout.clear()
    till.sync()
    till.add("B")


def test_it_is_kept_for_one_basket_until_that_gives_it_back(shop: Shop) -> None:
    one, other = shop.tills
    for till in shop.tills:
        till.add("B")
    one.coupon("FIVE-ONCE")
    assert one.cart.total == one.money("30.50")
    with refused("coupon_elsewhere"):
        other.coupon("FIVE-ONCE")
    assert on_basket(other) == []
    one.parts.app.coupons.take_off("FIVE-ONCE")
    one.sync()
    other.coupon("FIVE-ONCE")
    refill(other)
    one.coupon("FIVE-ONCE")
    one.parts.app.checkout.remove(one.cart.lines[0].line.number)
    assert on_basket(one) == [], "with the last line the basket is nobody's"
    one.sync()
    other.coupon("FIVE-ONCE")
    other.pay_cash("50")
    other.sync()
    one.sync()
    one.add("B")
    with refused("coupon_used_up"):
        one.coupon("FIVE-ONCE")


def test_of_two_uses_two_baskets_have_one_each(shop: Shop) -> None:
    one, other = shop.tills
    for till in shop.tills:
        till.add("B")
        till.coupon("TENTH-TWICE")
        assert till.cart.discount == till.money("3.55")
    one.pay_cash("50")
    one.add("B")
    with refused("coupon_elsewhere"):
        one.coupon("TENTH-TWICE")
    refill(other)
    one.coupon("TENTH-TWICE")
    one.pay_cash("50")
    for till in (one, other):
        till.sync()
    with refused("coupon_used_up"):
        other.coupon("TENTH-TWICE")


def test_used_twice_while_the_hub_was_away_is_an_exception(shop: Shop) -> None:
    for till in shop.tills:
        till.online = False
        till.add("B")
        till.coupon("TWELVE-ONCE")
        till.pay_cash("50")
    one, other = shop.tills
    other.add("B")
    with refused("coupon_used_here"):
        other.coupon("TWELVE-ONCE")
    for till in shop.tills:
        till.online = True
        till.sync()
    [twice] = every(shop.hub.database)
    assert (twice.kind, twice.amount, set(twice.people)) == ("coupon_twice", one.money("12.00"), {"c1", "c2"})
    assert {d.till for d in twice.documents} == {till.parts.till.journal.till for till in shop.tills}
    assert (twice.facts["coupon"], twice.facts["reserved"], twice.facts["uses"]) == ("TWELVE-ONCE", 0, 1)


def test_what_the_hub_does_not_keep_is_limited_a_day(shop: Shop) -> None:
    till = shop.tills[0]
    till.online = False
    till.add("B")
    till.coupon("TWELVE-ONCE")
    with refused("coupon_beyond"):
        till.coupon("FIVE-ONCE")
    assert on_basket(till) == ["TWELVE-ONCE"]
    aside = till.hold()
    till.add("B")
    with refused("coupon_used_here"):
        till.coupon("TWELVE-ONCE")
    with refused("coupon_beyond"):
        till.coupon("FIVE-ONCE")
    till.parts.app.checkout.clear()
    till.recall(aside)
    till.pay_cash("50")
    till.restart()
    till.sign_in()
    till.add("B")
    with refused("coupon_beyond"):
        till.coupon("FIVE-ONCE")
    till.coupon("FIVE-ONCE", till.parts.app.sign_in.approve("coupon_offline", "m1", "9999"))
    assert till.cart.discount == till.money("5.00")


def test_a_power_cut_while_the_hub_is_asked_leaves_its_place(shop: Shop) -> None:
    till, other = shop.tills
    till.add("B")
    asked = till.parts.app.coupons.begin("FIVE-ONCE")
    till.reserve_coupon("FIVE-ONCE", asked.use, "c1")
    till.restart()
    till.sign_in()
    assert till.cart.discount == 0
    other.add("B")
    with refused("coupon_elsewhere"):
        other.coupon("FIVE-ONCE")
    till.coupon("FIVE-ONCE")
    assert till.cart.discount == till.money("5.00")
    till.pay_cash("50")
    till.sync()
    assert till.parts.till.journal.parked() == []


def test_a_coupon_that_gives_nothing_is_not_used(shop: Shop) -> None:
    till, other = shop.tills
    till.member("M1")
    till.add("A", "2")
    till.coupon("COUPON10")
    assert till.cart.total == till.money("168.00")
    till.parts.app.checkout.set_quantity(1, 1000)
    assert till.cart.total == till.money("89.00"), "below what it asks for"
    till.pay_cash("100")
    till.sync()
    other.member("8000")
    other.add("A", "2")
    other.coupon("COUPON10")
    other.parts.app.members.detach()
    assert on_basket(other) == [], "it is a member's own"


def test_a_held_basket_keeps_it_also_at_the_other_till(shop: Shop) -> None:
    till, other = shop.tills
    till.add("B")
    till.coupon("FIVE-ONCE")
    total = till.cart.total
    held = till.parts.app.holds.hold("x").id
    till.sync()
    other.sync()
    other.recall(held)
    [red] = other.parts.app.desk.basket.cart.problems
    assert (red.refusal, other.cart.discount) == ("not_taken_over", 0)
    other.coupon("FIVE-ONCE")
    assert (other.cart.total, other.parts.app.desk.basket.cart.problems) == (total, ())
    other.pay_cash("50")
    other.sync()
    till.sync()
    assert list(every(shop.hub.database)) == []


def buys_a_book(till: Till, member: str) -> int:
    """What the member saves on it."""
    till.member(member)
    till.add("D")
    return till.pay_cash("50").priced.discount


def test_an_offer_for_one_basket_of_a_member(shop: Shop) -> None:
    till, other = shop.tills
    assert buys_a_book(till, "M1") == till.money("3.00")
    assert buys_a_book(till, "M1") == 0, "by the till's own books"
    till.restart()
    till.sign_in()
    assert buys_a_book(till, "CARD1") == 0
    for each in (till, other, till):
        each.sync()
    assert buys_a_book(other, "M1") == 0, "the hub has told of it"
    for each in shop.tills:
        each.online = False
        assert buys_a_book(each, "M2") == each.money("3.00")
    for each in shop.tills:
        each.online = True
        each.sync()
    [over] = every(shop.hub.database)
    assert (over.kind, over.amount, over.facts["offer"]) == ("offer_over", till.money("3.00"), "welcome")
    assert {d.till for d in over.documents} == {each.parts.till.journal.till for each in shop.tills}
    till.add("D")
    assert till.cart.discount == 0, "for members only"
    till.member("M2")
    assert till.cart.discount == 0


def test_a_member_enrolled_while_the_line_is_down_buys_at_once(shop: Shop) -> None:
    ids = []
    for till in shop.tills:
        till.online = False
        ids.append(till.parts.app.members.enrol("13700138000", "韩梅"))
        till.member("137 0013 8000")
        till.add("A")
        assert (till.cart.total, till.pay_cash("100").member) == (till.money("89.00"), ids[-1])
        found = till.parts.app.members.find("8000")
        assert {member.id for member in found} == {"M1", ids[-1]}, "two with the same last digits"
    for till in (*shop.tills, *shop.tills):
        till.online = True
        till.sync()
    for till in shop.tills:
        till.member("13700138000")
        assert till.parts.app.desk.basket.cart.member == ids[0], "one of two who have the same number remains"
        till.member(ids[1])
        assert till.parts.app.desk.basket.cart.member == ids[0]


def test_taken_without_the_hub_it_is_asked_for_again_at_the_payment(shop: Shop) -> None:
    one, other = shop.tills
    for till in shop.tills:
        till.add("B")
    one.online = False
    one.coupon("FIVE-ONCE")
    again, pay = one.parts.app.coupons_again, one.parts.app.payment.pay
    pay()
    assert again.put(one.reserve_coupon).total == one.money("30.50"), "the hub is still away: it stays as it is"
    one.parts.app.payment.back()
    other.coupon("FIVE-ONCE")
    one.online = True
    pay()
    with refused("coupon_elsewhere"):
        again.put(one.reserve_coupon)
    assert (on_basket(one), one.cart.total) == ([], one.money("35.50"))
    one.parts.app.payment.back()
    freed = run("coupons", "--data-dir", str(shop.folder / "hub"), "--free", "FIVE-ONCE", "--reason", "till broke")
    assert (freed.returncode, "Freed: coupon FIVE-ONCE" in freed.stdout) == (0, True)
    twice = run("coupons", "--data-dir", str(shop.folder / "hub"), "--free", "FIVE-ONCE", "--reason", "till broke")
    assert (twice.returncode, "No basket has coupon" in twice.stderr) == (1, True)
    one.online = False
    one.coupon("FIVE-ONCE")
    one.online = True
    pay()
    again.put(one.reserve_coupon)
    assert [d.reserved for d in one.parts.app.desk.basket.cart.discounts] == [True]
    assert one.parts.app.payment.take_cash_and_complete(one.money("50")).priced.total == one.money("30.50")
    one.sync()
    listed = run("coupons", "--data-dir", str(shop.folder / "hub"), "--code", "FIVE-ONCE").stdout
    assert ('"state": "used"' in listed, '"state": "released"' in listed) == (True, True)
