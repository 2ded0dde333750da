"""Item promotions: what each kind gives, on which lines, and who wins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.catalog import ListPrice
from posapp.domain.errors import Refused
from posapp.domain.promotion import Promotion
from tests.support.goods import (
    NOON,
    A,
    B,
    C,
    E,
    G,
    for_member,
    nets,
    priced,
    reasons,
    ring,
    shares,
    skus,
    thing,
)

TEN, TWENTY, THIRTY = thing("10", 10_00), thing("20", 20_00), thing("30", 30_00)
PERCENT_10 = Promotion("p10", "percent", percent=10_000)


def reprice(cart: Cart, line: int, override: int) -> Cart:
    """The cart with another unit price on one line, as a person with the right sets it."""
    return replace(cart, lines=tuple(replace(x, override=override) if x.number == line else x for x in cart.lines))


# ---------------------------------------------------------------- kinds


def test_percent_is_rounded_once_for_the_line() -> None:
    assert nets(priced(ring((thing("x", 9_99), 10)), Promotion("p", "percent", percent=15_000))) == [99_90 - 14_99]


def test_amount_comes_off_each_unit_and_never_more_than_it_costs() -> None:
    off = Promotion("off", "amount", amount=15_00)
    assert nets(priced(ring((TEN, 2), (TWENTY, 3)), off)) == [0, 15_00]


def test_fixed_price_only_lowers() -> None:
    cart = priced(ring((TEN, 2), (TWENTY, 2)), Promotion("15", "fixed_price", price=15_00))
    assert nets(cart) == [20_00, 30_00]
    assert reasons(cart.lines[0]) == []


@pytest.mark.parametrize("pieces, total", [(1, 8_00), (2, 14_00), (3, 22_00), (4, 28_00), (7, 50_00)])
def test_two_for_a_price_for_every_full_group(pieces: int, total: int) -> None:
    two_for_14 = Promotion("2for14", "n_for_price", quantity=2, price=14_00, skus=skus("x"))
    assert priced(ring((thing("x", 8_00), pieces)), two_for_14).total == total


def test_a_group_dearer_than_its_pieces_is_not_made() -> None:
    three_for_50 = Promotion("3for50", "n_for_price", quantity=3, price=50_00)
    cart = priced(ring((THIRTY, 3), (TEN, 3)), three_for_50)
    assert nets(cart) == [50_00, 30_00]


def test_groups_are_made_from_the_dearest_down() -> None:
    free = Promotion("3for2", "buy_n_get_m", quantity=2, free=1)
    cart = priced(ring((TEN, 2), (THIRTY, 2), (TWENTY, 2)), free)
    assert cart.discount == 20_00 + 10_00  # (30 30 20) and (20 10 10)
    assert sum(shares(cart, "3for2")) == 30_00


def test_pieces_that_fill_no_group_carry_nothing() -> None:
    cart = priced(ring((THIRTY, 3), TEN), Promotion("3for2", "buy_n_get_m", quantity=2, free=1))
    assert shares(cart, "3for2") == [30_00, 0]


def test_several_pieces_free_in_a_group() -> None:
    cart = priced(ring((THIRTY, 2), TWENTY, (TEN, 2)), Promotion("5for3", "buy_n_get_m", quantity=3, free=2))
    assert cart.discount == 20_00


def test_second_piece_at_half_price() -> None:
    half = Promotion("half", "nth_percent", quantity=2, percent=50_000)
    assert priced(ring((thing("x", 9_99), 5)), half).discount == 2 * 5_00
    assert shares(priced(ring(THIRTY, TEN), half), "half") == [3_75, 1_25]


def test_a_long_run_of_one_item_costs_no_time_for_each_piece() -> None:
    cart = priced(ring((TEN, 9_999)), Promotion("3for2", "buy_n_get_m", quantity=2, free=1))
    assert cart.total == 3_333 * 20_00


def test_quantity_as_a_condition_counts_all_pieces_in_scope() -> None:
    from_3 = Promotion("from3", "percent", percent=10_000, quantity=3, skus=skus(TEN, TWENTY))
    assert priced(ring((TEN, 2), THIRTY), from_3).discount == 0
    assert priced(ring((TEN, 2), TWENTY, THIRTY), from_3).discount == 4_00


def test_spend_as_a_condition_is_tested_on_the_price_of_the_first_step() -> None:
    over = Promotion("over", "amount", amount=1_00, spend=180_00, skus=skus(A))
    assert priced(ring((A, 2)), over).discount == 2_00
    assert shares(priced(for_member(ring((A, 2))), over), "over") == [0]


# ---------------------------------------------------------------- scope and time


def test_scope_by_item_or_category() -> None:
    either = replace(PERCENT_10, skus=skus(B), categories=frozenset({"food"}))
    assert shares(priced(ring(A, B, C), either), "p10") == [0, 3_55, 1_28]


def test_an_item_named_twice_in_a_scope_gets_it_once() -> None:
    twice = replace(PERCENT_10, mode="compound", skus=skus(C), categories=frozenset({"food"}))
    assert reasons(priced(ring(C), twice).lines[0]) == [("promotion", "p10", 1_28)]
    assert priced(ring((C, 2)), replace(twice, kind="n_for_price", quantity=4, price=1)).discount == 0


@pytest.mark.parametrize(
    "at, works",
    [
        ("2026-11-20T15:59:59Z", False),
        ("2026-11-20T16:00:00Z", True),
        ("2026-11-21T15:59:59Z", True),
        ("2026-11-21T16:00:00Z", False),
    ],
)
def test_a_promotion_counts_from_its_start_until_before_its_end(at: str, works: bool) -> None:
    day = replace(PERCENT_10, starts="2026-11-20T16:00:00Z", ends="2026-11-21T16:00:00Z")
    assert (priced(ring(B), day, at=at).discount > 0) is works


def test_members_only() -> None:
    club = replace(PERCENT_10, member_only=True)
    assert priced(ring(B), club).discount == 0
    assert priced(for_member(ring(B)), club).discount == 3_55


# ---------------------------------------------------------------- which lines take part


def test_a_member_price_is_a_price_and_takes_promotions() -> None:
    cart = priced(for_member(ring(A)), PERCENT_10)
    assert reasons(cart.lines[0]) == [("price_list", "member", 10_00), ("promotion", "p10", 8_90)]


def test_without_a_member_the_list_price_holds() -> None:
    assert nets(priced(ring(A))) == [99_00]


def test_a_member_price_counts_in_its_time_and_only_when_lower() -> None:
    dear = replace(B, prices=(ListPrice("member", 40_00),))
    late = replace(G, prices=(ListPrice("member", 15_00, starts="2026-11-22T00:00:00Z"),))
    assert nets(priced(for_member(ring(dear, late)))) == [35_50, 19_90]
    assert nets(priced(for_member(ring(late)), at="2026-11-22T00:00:00Z")) == [15_00]


def test_an_override_replaces_the_price_and_takes_no_item_promotion() -> None:
    cart = priced(reprice(for_member(ring((A, 2), B)), 1, 85_00), PERCENT_10)
    assert (cart.lines[0].unit, cart.lines[0].gross, cart.lines[0].net) == (85_00, 198_00, 170_00)
    assert reasons(cart.lines[0]) == [("override", "override", 28_00)]
    assert shares(cart, "p10") == [0, 3_55]


def test_an_override_above_list_price_is_a_negative_discount() -> None:
    cart = priced(reprice(ring(B), 1, 40_00))
    assert (cart.gross, cart.discount, cart.total) == (35_50, -4_50, 40_00)
    assert reasons(cart.lines[0]) == [("override", "override", -4_50)]


def test_an_overridden_line_does_not_fill_a_group() -> None:
    three = Promotion("any3", "buy_n_get_m", quantity=2, free=1)
    assert shares(priced(reprice(ring(A, B, G), 2, 30_00), three), "any3") == [0, 0, 0]


def test_open_price_goods_have_no_list_price() -> None:
    flowers = replace(B, price=0, open_price=True)
    cart = priced(reprice(ring((flowers, 2)), 1, 12_50))
    assert (cart.gross, cart.discount, cart.total) == (25_00, 0, 25_00)


def test_unlisted_goods_take_no_item_promotion() -> None:
    cart = carts.add(Cart(), replace(thing("?", 5_00), open_price=True), code="6900000000007", unlisted=True)
    assert nets(priced(cart, PERCENT_10)) == [5_00]


def test_a_given_discount_is_the_whole_reduction() -> None:
    cart = carts.add(Cart(), B, 2_000, amount=70_00, given_discount=5_00)
    cart = carts.add(cart, C, amount=12_00)
    done = priced(cart, PERCENT_10, Promotion("t", "threshold_amount", amount=1_00, spend=50_00))
    assert reasons(done.lines[0]) == [("given", "given", 5_00)]
    assert reasons(done.lines[1]) == [("threshold", "t", 1_00)]
    assert nets(done) == [65_00, 11_00]


def test_a_given_discount_never_exceeds_its_line() -> None:
    assert nets(priced(carts.add(Cart(), B, given_discount=99_00))) == [0]


def test_weighed_goods_take_reductions_of_the_unit_price_but_form_no_groups() -> None:
    apples = carts.add(Cart(), E, 1_500)
    assert nets(priced(apples, PERCENT_10)) == [25_20 - 2_52]
    assert nets(priced(apples, Promotion("off", "amount", amount=2_00))) == [22_20]
    assert nets(priced(apples, Promotion("now", "fixed_price", price=9_80))) == [14_70]
    assert nets(priced(carts.add(Cart(), E, 4_000), Promotion("n", "n_for_price", quantity=2, price=1))) == [67_20]


def test_something_weighed_counts_as_one_piece() -> None:
    from_2 = replace(PERCENT_10, quantity=2)
    assert priced(carts.add(Cart(), E, 5_000), from_2).discount == 0
    assert priced(carts.add(carts.add(Cart(), E, 300), C), from_2).discount == 50 + 1_28


def test_an_amount_on_a_label_takes_percentages_only() -> None:
    label = carts.add(Cart(), E, 1_171, amount=19_68, code="2312345019684")
    assert nets(priced(label, PERCENT_10)) == [17_71]
    assert nets(priced(label, Promotion("off", "amount", amount=2_00))) == [19_68]
    assert nets(priced(label, Promotion("now", "fixed_price", price=1_00))) == [19_68]


def test_a_product_without_a_tax_in_force_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        priced(ring(thing("x", 1_00, tax="17")))
    assert (refused.value.code, refused.value.facts) == ("no_tax", {"tax": "17"})


# ---------------------------------------------------------------- who wins


def test_an_exclusive_rule_beats_a_better_one_on_its_lines() -> None:
    alone = Promotion("alone", "percent", mode="exclusive", percent=5_000, skus=skus(TEN))
    cart = priced(ring(TEN, TWENTY), alone, PERCENT_10, Promotion("c", "percent", mode="compound", percent=50_000))
    assert [reasons(line) for line in cart.lines] == [[("promotion", "alone", 50)], [("promotion", "c", 10_00)]]


def test_the_best_of_several_exclusive_rules_wins() -> None:
    small = Promotion("small", "percent", mode="exclusive", percent=5_000, priority=9)
    large = Promotion("large", "amount", mode="exclusive", amount=1_00)
    assert reasons(priced(ring(TEN), small, large).lines[0]) == [("promotion", "large", 1_00)]


def test_an_exclusive_rule_that_saves_nothing_keeps_nobody_away() -> None:
    high = Promotion("high", "fixed_price", mode="exclusive", price=11_00)
    assert reasons(priced(ring(TEN), high, PERCENT_10).lines[0]) == [("promotion", "p10", 1_00)]


def test_equal_best_prices_go_by_priority_then_id() -> None:
    a, b = Promotion("a", "amount", amount=1_00), Promotion("b", "amount", amount=1_00)
    assert reasons(priced(ring(TEN), b, a).lines[0]) == [("promotion", "a", 1_00)]
    assert reasons(priced(ring(TEN), a, replace(b, priority=1)).lines[0]) == [("promotion", "b", 1_00)]


def test_compounds_prices_then_amounts_then_percentages() -> None:
    rules = (
        Promotion("p", "percent", mode="compound", percent=10_000, priority=99),
        Promotion("o", "amount", mode="compound", amount=2_00, priority=50),
        Promotion("f", "fixed_price", mode="compound", price=18_00),
    )
    assert reasons(priced(ring(TWENTY), *rules).lines[0]) == [
        ("promotion", "f", 2_00),
        ("promotion", "o", 2_00),
        ("promotion", "p", 1_60),
    ]


def test_compounds_of_a_kind_go_by_priority_then_id() -> None:
    half = Promotion("", "percent", mode="compound", percent=50_000)
    rules = [replace(half, id=name, priority=p) for name, p in (("c", 1), ("a", 0), ("b", 1))]
    assert [d.id for d in priced(ring(TEN), *rules).lines[0].discounts] == ["b", "c", "a"]


def test_a_tie_keeps_best_price() -> None:
    same = Promotion("same", "amount", mode="compound", amount=1_00, priority=9)
    assert reasons(priced(ring(TEN), same, PERCENT_10).lines[0]) == [("promotion", "p10", 1_00)]


def test_a_group_takes_its_lines_together_or_not_at_all() -> None:
    three = Promotion("any3", "buy_n_get_m", quantity=2, free=1)  # saves 10.00 on 60.00
    on_30 = Promotion("on30", "amount", amount=9_00, skus=skus(THIRTY))
    cart = priced(ring(TEN, TWENTY, THIRTY), three, on_30)
    assert cart.discount == 10_00
    assert {d.id for line in cart.lines for d in line.discounts} == {"any3"}
    cart = priced(ring(TEN, TWENTY, THIRTY), three, replace(on_30, amount=11_00))
    assert [reasons(line) for line in cart.lines] == [[], [], [("promotion", "on30", 11_00)]]


def test_the_group_with_the_greatest_gain_goes_first_and_the_next_takes_what_is_left() -> None:
    pair = Promotion("pair", "n_for_price", quantity=2, price=40_00)  # saves 10.00 on 30 + 20
    half = Promotion("half", "nth_percent", quantity=2, percent=50_000)  # saves 10.00 + 2.50 on all four
    cart = priced(ring(THIRTY, TWENTY, TEN, thing("5", 5_00)), pair, half)
    assert [[d.id for d in line.discounts] for line in cart.lines] == [["half"]] * 4
    assert cart.discount == 12_50
    cart = priced(ring(THIRTY, TWENTY, TEN, thing("5", 5_00)), replace(pair, price=37_00), half)
    assert [[d.id for d in line.discounts] for line in cart.lines] == [["pair"], ["pair"], ["half"], ["half"]]


def test_lines_tied_by_a_compound_group_are_decided_together() -> None:
    three = Promotion("any3", "buy_n_get_m", mode="compound", quantity=2, free=1)  # 10.00: shares 1.67 3.33 5.00
    best = Promotion("best", "amount", amount=4_00, skus=skus(TWENTY))
    cart = priced(ring(TEN, TWENTY, THIRTY), three, best)
    assert shares(cart, "any3") == [1_67, 3_33, 5_00]
    assert shares(cart, "best") == [0, 0, 0]
    cart = priced(ring(TEN, TWENTY, THIRTY), three, replace(best, amount=10_00))
    assert nets(cart) == [10_00, 10_00, 30_00]


def test_lines_tied_by_a_best_price_group_are_decided_together() -> None:
    three = Promotion("any3", "buy_n_get_m", quantity=2, free=1)  # 10.00: shares 1.67 3.33 5.00
    both = Promotion("both", "amount", mode="compound", amount=4_00, skus=skus(TWENTY))
    assert shares(priced(ring(TEN, TWENTY, THIRTY), three, both), "any3") == [1_67, 3_33, 5_00]
    cart = priced(ring(TEN, TWENTY, THIRTY), three, replace(both, amount=10_01))
    assert nets(cart) == [10_00, 9_99, 30_00]


def test_a_group_after_other_compounds_works_on_what_is_left() -> None:
    off = Promotion("off", "fixed_price", mode="compound", price=9_00, skus=skus(TEN))
    half = Promotion("half", "nth_percent", mode="compound", quantity=2, percent=50_000)
    cart = priced(ring((TEN, 2)), off, half, at=NOON)
    assert reasons(cart.lines[0]) == [("promotion", "off", 2_00), ("promotion", "half", 4_50)]
