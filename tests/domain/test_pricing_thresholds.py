"""Threshold promotions and reductions of the whole basket: what is tested, who gets them, and the order of steps."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.promotion import Promotion
from tests.support.goods import A, B, C, D, E, G, for_member, less, nets, priced, reasons, ring, shares, skus, thing

TEN, TWENTY, THIRTY = thing("10", 10_00), thing("20", 20_00), thing("30", 30_00)
OVER_50 = Promotion("over50", "threshold_amount", amount=10_00, spend=50_00)


def test_the_threshold_is_reached_at_its_amount_and_given_once() -> None:
    assert priced(ring(TWENTY, TWENTY), OVER_50).discount == 0
    assert priced(ring(TWENTY, THIRTY), OVER_50).discount == 10_00
    assert priced(ring((THIRTY, 10)), OVER_50).discount == 10_00


def test_the_threshold_is_tested_after_item_promotions() -> None:
    ten_percent = Promotion("p", "percent", percent=10_000, skus=skus(THIRTY))
    assert shares(priced(ring(TWENTY, THIRTY), ten_percent, OVER_50), "over50") == [0, 0]
    assert shares(priced(ring((TWENTY, 2), THIRTY), ten_percent, OVER_50), "over50") == [10_00, 0]


def test_the_threshold_of_a_scope_counts_and_discounts_only_its_lines() -> None:
    scoped = replace(OVER_50, skus=skus(THIRTY), categories=frozenset({"food"}))
    assert shares(priced(ring((TWENTY, 5), THIRTY, C), scoped), "over50") == [0, 0, 0]
    assert shares(priced(ring(TWENTY, (THIRTY, 2), C), scoped), "over50") == [0, 8_24, 1_76]


def test_quantity_as_a_condition_of_a_threshold() -> None:
    three = Promotion("three", "threshold_amount", amount=5_00, quantity=3)
    assert priced(ring(TEN, TWENTY), three).discount == 0
    assert priced(carts.add(ring(TEN, TWENTY), E, 500), three).discount == 5_00


def test_a_percentage_is_rounded_once_for_all_lines() -> None:
    cart = priced(ring(*(thing(str(n), 33) for n in range(3))), Promotion("t", "threshold_percent", percent=5_000))
    assert shares(cart, "t") == [2, 2, 1]  # 5 % of 0.99, not three times 5 % of 0.33


def test_more_than_the_basket_is_never_taken() -> None:
    assert priced(ring(TWENTY, THIRTY), replace(OVER_50, amount=99_00)).total == 0


def test_members_only_and_time() -> None:
    club = replace(OVER_50, member_only=True, ends="2026-11-21T16:00:00Z")
    assert priced(ring(THIRTY, TWENTY), club).discount == 0
    assert priced(for_member(ring(THIRTY, TWENTY)), club).discount == 10_00
    assert priced(for_member(ring(THIRTY, TWENTY)), club, at="2026-11-21T16:00:00Z").discount == 0


def test_what_does_not_compound_never_stacks() -> None:
    item = Promotion("item", "percent", mode="compound", percent=10_000, skus=skus(TWENTY))
    assert shares(priced(ring((THIRTY, 2), TWENTY), item, OVER_50), "over50") == [10_00, 0]
    assert shares(priced(ring((THIRTY, 2), TWENTY), item, replace(OVER_50, mode="exclusive")), "over50") == [10_00, 0]
    assert shares(priced(ring((THIRTY, 2), TWENTY), item, replace(OVER_50, mode="compound")), "over50") == [7_69, 2_31]


def test_a_compound_one_passes_lines_with_best_price_or_exclusive() -> None:
    rules = (
        Promotion("best", "amount", amount=1_00, skus=skus(TEN)),
        Promotion("alone", "amount", mode="exclusive", amount=1_00, skus=skus(TWENTY)),
        replace(OVER_50, mode="compound"),
    )
    assert shares(priced(ring(TEN, TWENTY, THIRTY), *rules), "over50") == [0, 0, 10_00]


def test_the_best_of_several_that_do_not_compound() -> None:
    more = Promotion("over90", "threshold_amount", amount=25_00, spend=90_00)
    assert priced(ring((THIRTY, 2)), OVER_50, more).discount == 10_00
    assert reasons(priced(ring((THIRTY, 3)), OVER_50, more).lines[0]) == [("threshold", "over90", 25_00)]


def test_ties_of_thresholds_go_by_priority_then_id() -> None:
    same = replace(OVER_50, id="also50")
    assert reasons(priced(ring((THIRTY, 2)), OVER_50, same).lines[0]) == [("threshold", "also50", 10_00)]
    assert reasons(priced(ring((THIRTY, 2)), replace(OVER_50, priority=1), same).lines[0])[0][1] == "over50"


def test_thresholds_of_different_lines_stand_side_by_side() -> None:
    food = Promotion("food", "threshold_amount", amount=1_00, categories=frozenset({"food"}))
    home = Promotion("home", "threshold_amount", amount=2_00, categories=frozenset({"home"}))
    assert nets(priced(ring(C, B), food, home)) == [11_80, 33_50]


def test_compound_thresholds_amounts_before_percentages_each_tested_before_any_is_taken() -> None:
    percent = Promotion("p", "threshold_percent", mode="compound", percent=10_000, spend=60_00, priority=9)
    amount = replace(OVER_50, mode="compound", spend=60_00)
    assert reasons(priced(ring((THIRTY, 2)), percent, amount).lines[0]) == [
        ("threshold", "over50", 10_00),
        ("threshold", "p", 5_00),
    ]


def test_best_price_or_all_compounds_whichever_saves_more_ties_keep_best_price() -> None:
    percent = Promotion("p", "threshold_percent", mode="compound", percent=20_000)
    assert reasons(priced(ring(THIRTY, TWENTY), OVER_50, percent).lines[0]) == [("threshold", "over50", 6_00)]
    more = replace(percent, percent=21_000)
    assert reasons(priced(ring(THIRTY, TWENTY), OVER_50, more).lines[0]) == [("threshold", "p", 6_30)]


def test_a_best_price_threshold_leaves_compound_lines_to_the_compounds() -> None:
    item = Promotion("item", "percent", mode="compound", percent=10_000, skus=skus(TWENTY))
    percent = Promotion("p", "threshold_percent", mode="compound", percent=10_000)
    cart = priced(ring(THIRTY, (TWENTY, 2)), item, OVER_50, percent)
    assert [reasons(line)[-1] for line in cart.lines] == [("threshold", "over50", 10_00), ("threshold", "p", 3_60)]


def test_an_exclusive_threshold_beats_the_other_thresholds_on_its_lines() -> None:
    alone = Promotion("alone", "threshold_amount", mode="exclusive", amount=1_00, skus=skus(TEN))
    cart = priced(ring(TEN, THIRTY, TWENTY), alone, OVER_50)
    assert [reasons(line) for line in cart.lines] == [
        [("threshold", "alone", 1_00)],
        [("threshold", "over50", 6_00)],
        [("threshold", "over50", 4_00)],
    ]


def test_weighed_overridden_and_labelled_lines_count_and_share() -> None:
    cart = carts.add(ring(TWENTY), E, 1_171, amount=19_68, code="2312345019684")
    cart = replace(cart, lines=(replace(cart.lines[0], override=15_32), cart.lines[1]))
    cart = carts.add(cart, E, 1_000)
    assert shares(priced(cart, OVER_50), "over50") == [2_96, 3_80, 3_24]  # 10.00 by 15.32 19.68 16.80


# ---------------------------------------------------------------- coupon, manual discount, round-off


def test_steps_are_taken_in_order_whatever_the_order_they_came_in() -> None:
    cart = less(less(less(ring(A, B, G), "round_off", 40), "manual", 10_00), "coupon", 20_00)
    cart = for_member(cart)
    promotions = (Promotion("p", "percent", mode="compound", percent=10_000), replace(OVER_50, mode="compound"))
    line = priced(cart, *promotions).lines[0]
    assert [d.kind for d in line.discounts] == ["price_list", "promotion", "threshold", "coupon", "manual", "round_off"]


def test_each_step_is_split_by_what_the_steps_before_left() -> None:
    cart = priced(less(less(ring(thing("1", 1_00), thing("2", 2_00)), "manual", 30), "coupon", 60))
    assert [reasons(line) for line in cart.lines] == [
        [("coupon", "coupon", 20), ("manual", "manual", 10)],
        [("coupon", "coupon", 40), ("manual", "manual", 20)],
    ]


def test_spare_cents_go_to_the_largest_remainder_then_the_larger_line_then_the_earlier() -> None:
    cart = priced(less(ring(thing("1", 10), thing("2", 10), thing("3", 20)), "coupon", 3))
    assert shares(cart, "coupon") == [1, 1, 1]  # 0.75 0.75 1.5: the two largest remainders
    cart = priced(less(ring(thing("1", 10), thing("2", 30)), "coupon", 2))
    assert shares(cart, "coupon") == [0, 2]  # 0.5 1.5: equal remainders, the larger line
    cart = priced(less(ring(thing("1", 10), thing("2", 10)), "coupon", 1))
    assert shares(cart, "coupon") == [1, 0]


def test_a_coupon_over_the_total_leaves_nothing_and_no_debt() -> None:
    cart = priced(less(less(ring(B, D), "coupon", 999_00), "manual", 5_00))
    assert (cart.total, cart.tax, nets(cart)) == (0, 0, [0, 0])


def test_an_empty_cart_with_a_coupon() -> None:
    assert priced(less(Cart(), "coupon", 5_00), OVER_50).total == 0
