"""Gifts, bundles, steps and what is given to only so many pieces: what each gives, to which lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posapp.domain.cart import Cart
from posapp.domain.promotion import Part, Promotion, Step
from tests.support.goods import A, B, C, E, G, nets, priced, reasons, ring, shares, skus, thing

TEN, TWENTY, THIRTY = thing("10", 10_00), thing("20", 20_00), thing("30", 30_00)
SOCKS = Promotion("socks", "gift", skus=skus(A), gift="G")


# ---------------------------------------------------------------- gifts


def test_a_gift_costs_nothing_and_the_line_says_why() -> None:
    cart = priced(ring(A, G), SOCKS)
    assert nets(cart) == [99_00, 0]
    assert reasons(cart.lines[1]) == [("promotion", "socks", 19_90)]


def test_without_its_goods_a_gift_costs_what_it_costs() -> None:
    assert nets(priced(ring(B, G), SOCKS)) == [35_50, 19_90]


def test_one_gift_for_a_condition_or_one_for_each() -> None:
    assert shares(priced(ring((A, 3), (G, 5)), SOCKS), "socks") == [0, 19_90]
    assert shares(priced(ring((A, 3), (G, 5)), replace(SOCKS, each=True)), "socks") == [0, 3 * 19_90]
    two_each = replace(SOCKS, each=True, quantity=2, free=2, per_basket=1)
    assert shares(priced(ring((A, 9), (G, 5)), two_each), "socks") == [0, 2 * 19_90]


@pytest.mark.parametrize("pieces, free", [(2, 0), (3, 1), (5, 1), (6, 2)])
def test_a_gift_does_not_count_for_its_own_condition(pieces: int, free: int) -> None:
    own = Promotion("own", "gift", skus=skus(G), gift="G", quantity=2, each=True)
    assert priced(ring((G, pieces)), own).discount == free * 19_90


def test_a_gift_from_a_sum_on_for_the_whole_basket() -> None:
    over = Promotion("over", "gift", gift="G", spend=100_00)
    assert priced(ring(A, G), over).discount == 0
    assert shares(priced(ring(A, C, G), over), "over") == [0, 0, 19_90]


def test_a_gift_gives_way_to_nothing_that_saves_less() -> None:
    half = Promotion("half", "percent", percent=50_000, skus=skus(G))
    assert shares(priced(ring(A, (G, 3)), SOCKS, half), "half") == [0, 29_85]  # more than one pair for nothing
    assert shares(priced(ring(A, G), SOCKS, half), "socks") == [0, 19_90]


# ---------------------------------------------------------------- bundles


MEAL = Promotion("meal", "bundle", price=40_00, parts=(Part(1, skus=skus(B)), Part(1, categories=frozenset({"food"}))))
MEAL = replace(MEAL, skus=skus(B), categories=frozenset({"food"}))


def test_a_bundle_of_different_goods_for_a_price() -> None:
    cart = priced(ring(B, C), MEAL)
    assert cart.total == 40_00
    assert shares(cart, "meal") == [6_10, 2_20]


def test_every_full_bundle_counts_and_the_rest_costs_what_it_costs() -> None:
    assert priced(ring((B, 3), (C, 2)), MEAL).total == 2 * 40_00 + 35_50
    assert priced(ring((B, 3), (C, 2)), replace(MEAL, per_basket=1)).total == 40_00 + 2 * 35_50 + 12_80


def test_a_bundle_takes_the_dearest_of_each_part() -> None:
    dear = thing("dear", 15_00, category="food")
    assert nets(priced(ring(B, C, dear), MEAL))[1] == 12_80


def test_a_bundle_may_cost_less_by_an_amount_or_a_percentage() -> None:
    assert priced(ring(B, C), replace(MEAL, price=0, amount=8_00)).discount == 8_00
    assert priced(ring(B, C), replace(MEAL, price=0, percent=10_000)).discount == 4_83


def test_so_many_pieces_together_so_much_cheaper() -> None:
    save = Promotion("save", "bundle", quantity=3, amount=4_00, skus=skus(TEN))
    assert [priced(ring((TEN, pieces)), save).discount for pieces in (2, 3, 5, 6)] == [0, 4_00, 4_00, 8_00]
    assert priced(ring((TEN, 3)), replace(save, amount=99_00)).total == 0


def test_goods_of_two_parts_count_for_the_first() -> None:
    both = replace(MEAL, parts=(Part(1, skus=skus(C)), Part(1, categories=frozenset({"food"}))), price=20_00)
    assert priced(ring((C, 2)), both).discount == 0
    assert priced(ring((C, 2), thing("rice", 12_80, category="food")), both).discount == 5_60


# ---------------------------------------------------------------- steps


def test_more_pieces_a_better_price() -> None:
    steps = Promotion("n", "percent", quantity=2, percent=10_000, steps=(Step(quantity=3, percent=20_000),))
    for mode in ("best_price", "compound", "exclusive"):
        offer = replace(steps, mode=mode)
        assert [priced(ring((TEN, n)), offer).discount for n in (1, 2, 3, 4)] == [0, 2_00, 6_00, 8_00]


def test_steps_of_a_price_and_of_an_amount_off() -> None:
    price = Promotion("p", "fixed_price", quantity=2, price=9_00, steps=(Step(quantity=4, price=8_00),))
    assert [priced(ring((TEN, n)), price).total for n in (1, 2, 4)] == [10_00, 18_00, 32_00]
    amount = Promotion("a", "amount", amount=50, steps=(Step(spend=30_00, amount=1_00),))
    assert [priced(ring((TEN, n)), amount).discount for n in (1, 2, 3)] == [50, 1_00, 3_00]


FULL = Promotion("满", "threshold_amount", spend=100_00, amount=10_00, steps=(Step(spend=200_00, amount=30_00),))


@pytest.mark.parametrize("pieces, off", [(9, 0), (10, 10_00), (19, 10_00), (20, 30_00), (50, 30_00)])
def test_the_more_is_spent_the_more_comes_off(pieces: int, off: int) -> None:
    for mode in ("best_price", "compound", "exclusive"):
        assert priced(ring((TEN, pieces)), replace(FULL, mode=mode)).discount == off


@pytest.mark.parametrize("pieces, off", [(9, 0), (10, 10_00), (19, 10_00), (20, 20_00), (50, 50_00)])
def test_for_every_full_hundred(pieces: int, off: int) -> None:
    each = replace(FULL, steps=(), each=True)
    assert priced(ring((TEN, pieces)), each).discount == off
    assert priced(ring((TEN, pieces)), replace(each, per_basket=3)).discount == min(off, 30_00)


# ---------------------------------------------------------------- only so many


def limited(kind: str, most: int, **figures: int) -> Promotion:
    return replace(Promotion("few", "percent", per_basket=most, **figures), kind=kind)  # type: ignore[arg-type]


def test_only_so_many_pieces_the_dearest_first() -> None:
    cart: Cart = ring((TEN, 2), (THIRTY, 1), (TWENTY, 2))
    assert shares(priced(cart, limited("percent", 2, percent=50_000)), "few") == [0, 15_00, 10_00]
    assert shares(priced(cart, limited("amount", 4, amount=15_00)), "few") == [10_00, 15_00, 30_00]
    assert shares(priced(cart, limited("fixed_price", 2, price=19_00)), "few") == [0, 11_00, 1_00]


def test_only_so_many_groups() -> None:
    two = Promotion("two", "n_for_price", quantity=2, price=15_00, per_basket=2)
    assert [priced(ring((TEN, n)), two).discount for n in (1, 2, 4, 6)] == [0, 5_00, 10_00, 10_00]


def test_what_is_for_only_so_many_pieces_is_not_for_weighed_goods() -> None:
    assert priced(ring(E), limited("percent", 1, percent=50_000)).discount == 0


def test_a_limit_keeps_its_condition() -> None:
    few = limited("percent", 1, percent=50_000, quantity=3)
    assert [priced(ring((TEN, n)), few).discount for n in (2, 3, 4)] == [0, 5_00, 5_00]


def test_of_equal_pieces_the_order_of_scanning_chooses_none() -> None:
    other = thing("11", 10_00)
    only = Promotion("only", "percent", percent=60_000, skus=skus(TEN))
    pair = Promotion("pair", "n_for_price", quantity=2, price=12_00)
    carts = (ring(TEN, other, THIRTY), ring(other, TEN, THIRTY), ring(THIRTY, other, TEN))
    assert len({priced(cart, only, pair).total for cart in carts}) == 1


# ---------------------------------------------------------------- goods that take no offers


def test_tobacco_takes_no_promotion_and_helps_to_none() -> None:
    tobacco = replace(THIRTY, sku="tobacco", no_offers=True)
    percent, over = (
        Promotion("p", "percent", percent=10_000),
        Promotion("t", "threshold_amount", spend=40_00, amount=5_00),
    )
    free = Promotion("free", "buy_n_get_m", quantity=1, free=1)
    assert nets(priced(ring(tobacco, TEN), percent, over)) == [30_00, 9_00]
    assert nets(priced(ring(tobacco, TEN), over)) == [30_00, 10_00]
    assert nets(priced(ring(tobacco, TEN), free)) == [30_00, 10_00]
    assert nets(priced(ring(tobacco, (TWENTY, 2)), over)) == [30_00, 35_00]
