"""Another price, a discount, the shelf tag's price: who may how far, what stays of it, and what head office sees."""

from __future__ import annotations

import json
from dataclasses import replace

from hub.storage.exceptions import every
from posapp.contract.ops import decode_price_act, decode_sale
from posapp.domain.errors import Refused
from posapp.domain.reduction import Given, LineDiscount
from posapp.domain.refusal_texts import refusal_text
from posapp.usecases.holds import Word
from tests.support.refused import refused
from tests.support.shop import Shop, Till


def test_the_limit_is_the_roles_and_goes_with_the_discount(till: Till) -> None:
    by_hand = till.parts.app.reductions
    till.add("A")
    till.add("B")
    by_hand.give(by_hand.order_discount("老顾客", amount=till.money("13.45")))
    assert till.cart.total == till.money("121.05")
    with refused("approval_needed"):
        by_hand.give(by_hand.order_discount("老顾客", amount=till.money("13.46")))
    till.parts.app.checkout.remove(1)
    assert till.cart.discount == till.money("3.55"), "10 % of what is left"
    till.parts.app.checkout.undo()
    assert till.cart.discount == till.money("13.45")


def test_a_line_and_the_basket_do_not_add_up_beyond_the_limit(till: Till) -> None:
    by_hand = till.parts.app.reductions
    till.add("A")
    by_hand.give(by_hand.line_discount(1, "破损", percent=10_000))
    plan = by_hand.order_discount("破损", percent=10_000)
    assert plan.beyond is not None
    manager = till.parts.app.sign_in.approve("discount", "m1", "9999")
    by_hand.give(plan, manager)
    assert till.cart.total == till.money("80.19")


def test_a_manager_has_no_limit_and_nobody_sells_above_the_list_price_alone(till: Till) -> None:
    by_hand = till.parts.app.reductions
    till.add("A")
    assert by_hand.price(1, 110_00, "x").beyond is not None
    till.sign_in("m1", "9999")
    by_hand.give(by_hand.price(1, 0, "赠送"))
    assert till.cart.total == 0
    assert till.pay_cash("0").priced.total == 0
    till.sync()
    assert till.parts.till.journal.unsent_count() == 0


def test_a_plan_of_another_basket_is_not_given(till: Till) -> None:
    by_hand = till.parts.app.reductions
    till.add("A")
    plan = by_hand.price(1, 95_00, "x")
    till.add("B")
    with refused("basket_changed"):
        by_hand.give(plan)


def test_what_is_no_discount(till: Till) -> None:
    by_hand = till.parts.app.reductions
    with refused("empty_basket"):
        by_hand.round_off()
    with refused("nothing_to_reduce"):
        by_hand.order_discount("x", percent=5_000)
    till.add("A")
    for figures in ({}, {"percent": 5_000, "amount": 1}, {"percent": 100_001}, {"amount": -1}):
        with refused("discount_format"):
            by_hand.line_discount(1, "x", **figures)
    with refused("discount_too_much"):
        by_hand.line_discount(1, "x", amount=99_01)
    with refused("reason_needed"):
        by_hand.price(1, 98_00, " \n ")
    with refused("price_same"):
        by_hand.price(1, 99_00, "x")
    with refused("nothing_reduced"):
        by_hand.undo_line(1)
    by_hand.give(by_hand.price(1, 98_00, "x"))
    with refused("line_reduced"):
        by_hand.line_discount(1, "x", percent=5_000)


def test_everything_that_was_given_is_in_the_journal_and_the_sale_says_who(till: Till) -> None:
    by_hand, manager = till.parts.app.reductions, till.parts.app.sign_in.approve("discount", "m1", "9999")
    till.add("A")
    till.add("B")
    by_hand.give(by_hand.line_discount(1, "破损", percent=50_000), manager)
    by_hand.give(by_hand.order_discount("老顾客", amount=1_00))
    by_hand.undo_order("manual")
    till.pay_cash("100")
    acts = [decode_price_act(e.body) for e in till.parts.till.journal.all() if e.kind == "price_act"]
    assert [(op.act, op.line, op.old, op.new, op.approver, op.undone) for op in acts] == [
        ("manual", 1, 99_00, 49_50, "m1", False),
        ("manual", 0, 85_00, 84_00, "", False),
        ("manual", 0, 84_00, 85_00, "", True),
    ]


def test_a_held_basket_keeps_what_was_given(shop: Shop, till: Till) -> None:
    by_hand = till.parts.app.reductions
    for sku in ("A", "B", "C"):
        till.add(sku)
    by_hand.give(by_hand.price(1, 95_00, "破损"))
    by_hand.give(by_hand.price(2, 35_00, "", tag=True))
    by_hand.give(by_hand.line_discount(3, "临期", percent=10_000))
    by_hand.give(by_hand.order_discount("老顾客", amount=3_00))
    before, cart = till.cart, till.parts.app.desk.basket.cart
    held = till.parts.app.holds.hold("x").id
    till.sync()
    other = shop.till("2")
    other.sign_in("c2", "2222")
    other.open_shift()
    other.recall(held)
    assert other.cart.total == before.total
    assert [line.discounts for line in other.cart.lines] == [line.discounts for line in before.lines]
    laid = other.parts.app.desk.basket.cart
    assert (laid.problems, [replace(d, by=cart.discounts[0].by) for d in laid.discounts]) == ((), [*cart.discounts])
    assert laid.lines[2].discount == LineDiscount(0, 10_000, 10_000, Given("临期", "c2"))
    told = [(e.staff, decode_price_act(e.body)) for e in other.parts.till.journal.all() if e.kind == "price_act"]
    assert [(who, op.act, op.line, op.new) for who, op in told] == [
        ("c2", "override", 1, 95_00),
        ("c2", "tag_differs", 2, 35_00),
        ("c2", "manual", 3, laid_net(other, 3)),
        ("c2", "manual", 0, before.total),
    ], "whoever recalls it answers for it"


def laid_net(till: Till, line: int) -> int:
    """What a line costs before what is taken off the whole basket."""
    (found,) = [priced for priced in till.cart.lines if priced.line.number == line]
    return found.net + sum(d.amount for d in found.discounts[1:])


def test_nothing_given_by_hand_elsewhere_is_believed(shop: Shop, till: Till) -> None:
    """A manager gave it, or a forged basket says so: who recalls it gives what they may give alone, and no more."""
    by_hand, manager = till.parts.app.reductions, till.parts.app.sign_in.approve("discount", "m1", "9999")
    for sku in ("A", "B", "C"):
        till.add(sku)
    by_hand.give(by_hand.price(1, 9_90, "破损"), manager)
    by_hand.give(by_hand.line_discount(2, "临期", percent=50_000), manager)
    by_hand.give(by_hand.round_off())
    whole = till.cart.total
    held = till.parts.app.holds.hold("x").id
    till.sync()
    other = shop.till("2")
    other.sign_in("m1", "9999")
    other.open_shift()
    (shown,) = other.parts.app.holds.listed()
    basket = json.loads(shown.body)
    basket["lines"][2]["given"] = 3_00
    basket["discounts"] = [["coupon", "C\u202e5", 1_00]]
    basket["total"] = whole - 4_00
    forged = replace(shown, body=json.dumps(basket), total=whole - 4_00)
    other.parts.app.holds.lay(f"{held}9", Word(forged))
    assert len(other.parts.app.desk.basket.cart.problems) == 4, "a manager has no limit, and has not looked"
    other.parts.app.checkout.clear()
    other.sign_in("c2", "2222")
    other.parts.app.holds.lay(held, Word(forged))
    other.restart()
    other.sign_in("c2", "2222")
    cart = other.parts.app.desk.basket.cart
    said = [refusal_text(Refused(p.refusal, **dict(p.facts)), "en").partition(" as ")[0] for p in cart.problems]
    assert said == [
        "Not taken over: price ¥ 9.90, by 店长",
        "Not taken over: discount 50%, by 店长",
        "Not taken over: discount ¥ 3.00, by —",
        "Not taken over: coupon C5, by —",
    ]
    bare = other.cart.total
    assert (bare, [d.kind for d in cart.discounts]) == (147_00, ["round_off"]), "of 99.00, 35.50 and 12.80"
    with refused("not_given_again"):
        other.parts.app.payment.pay()
    with refused("not_taken_over"):
        other.parts.app.checkout.sell_unlisted(-1, "x", "apparel", "13", 1_00)
    by_hand = other.parts.app.reductions
    by_hand.give(by_hand.price(1, 9_90, "破损"), other.parts.app.sign_in.approve("discount", "m1", "9999"))
    for red in cart.problems:
        other.parts.app.checkout.remove(red.number)
    assert other.pay_cash("1000.00").priced.total < bare - 80_00


def test_the_shelf_tags_price_is_a_task_of_head_office_once_it_was_sold(shop: Shop, till: Till) -> None:
    by_hand = till.parts.app.reductions
    till.add("A", "2")
    with refused("tag_not_lower"):
        by_hand.price(1, 100_00, "", tag=True)
    assert by_hand.price(1, 79_19, "", tag=True).beyond is not None, "more than 20 % below"
    by_hand.give(by_hand.price(1, 89_00, "", tag=True))
    by_hand.undo_line(1)
    assert till.cart.total == 198_00
    by_hand.give(by_hand.price(1, 89_00, "", tag=True))
    by_hand.give(by_hand.order_discount("老顾客", percent=10_000))
    sale = till.pay_cash("200")
    assert [d.kind for d in sale.lines[0].discounts] == ["tag_differs", "manual"]
    assert sale.priced.total == 160_20
    till.sync()
    (task,) = every(shop.hub.hub.database, "S1")
    assert (task.kind, task.amount, task.people) == ("tag_differs", 20_00, ("c1",))
    assert task.facts == {"receipt": sale.receipt, "sku": "A", "tag": 89_00, "system": 99_00}
    (sold,) = [decode_sale(e.body) for e in till.parts.till.journal.all() if e.kind == "sale"]
    assert [(x.line, x.kind, x.staff) for x in sold.given] == [(1, "tag_differs", "c1"), (0, "manual", "c1")]


def test_goods_scanned_after_a_price_by_hand_cost_what_they_cost(till: Till) -> None:
    by_hand = till.parts.app.reductions
    till.add("A")
    by_hand.give(by_hand.price(1, 95_00, "破损"))
    till.add("A")
    assert [line.net for line in till.cart.lines] == [95_00, 99_00]
