"""What the till says about its prices: which offer gave how much to which line, and what is nearly reached."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from posapp.domain.cart import UNIT, Cart, add
from posapp.domain.catalog import Product
from posapp.domain.pricing import price
from posapp.domain.pricing.explained import Explained, explain
from posapp.domain.promotion import Part, Promotion, Step
from tests.support.drawn import GOODS, baskets, rules
from tests.support.goods import A, B, C, D, G, book, for_member, less, ring, skus, thing

SHOP = {p.sku: p for p in (A, B, C, D, G, *GOODS)}
TEN = thing("10", 10_00)
HALF = Promotion("half", "nth_percent", quantity=2, percent=50_000, skus=skus(B))
FULL = Promotion("满", "threshold_amount", spend=100_00, amount=10_00, steps=(Step(spend=200_00, amount=30_00),))


def told(cart: Cart, *promotions: Promotion) -> Explained:
    rule_book = book(*promotions)
    return explain(cart, rule_book, price(cart, rule_book), SHOP.get)


def near(cart: Cart, *promotions: Promotion) -> list[tuple[str, int, int, str, int]]:
    found = told(cart, *promotions).near
    return [(n.promotion.id, n.saves, n.pieces, n.product.sku if n.product else "", n.spend) for n in found]


def test_which_offer_gave_how_much_to_which_line() -> None:
    any_3 = Promotion("any3", "buy_n_get_m", quantity=2, free=1, skus=skus(A, B, G))
    applied = told(less(ring(A, D, B, G), "coupon", 5_00), any_3, replace(FULL, mode="compound")).applied
    assert [(a.promotion.id, a.amount, a.lines) for a in applied] == [
        ("any3", 19_90, ((1, 12_76), (3, 4_58), (4, 2_56))),
        ("满", 10_00, ((2, 10_00),)),
    ]


def test_one_more_for_half_price() -> None:
    assert near(ring(B), HALF) == [("half", 17_75, 1, "B", 0)]
    assert near(ring((B, 2)), HALF) == []
    assert near(ring((B, 3)), HALF) == [("half", 17_75, 1, "B", 0)]
    assert near(ring(A), HALF) == []


def test_so_much_more_for_the_next_step() -> None:
    assert near(ring((TEN, 9)), FULL) == [("满", 10_00, 0, "", 10_00)]
    assert near(ring((TEN, 4)), FULL) == [], "less than half of it is there"
    assert near(ring((TEN, 18), B), FULL) == []
    assert near(ring((TEN, 18)), FULL) == [("满", 20_00, 0, "", 20_00)]


def test_the_next_full_hundred() -> None:
    each = replace(FULL, steps=(), each=True)
    assert near(ring((TEN, 19)), each) == [("满", 10_00, 0, "", 10_00)]
    assert near(ring((TEN, 19)), replace(each, per_basket=1)) == []


def test_more_pieces_for_the_next_step() -> None:
    steps = Promotion("n", "percent", quantity=2, percent=10_000, steps=(Step(quantity=3, percent=20_000),))
    assert near(ring(TEN), steps) == [("n", 2_00, 1, "10", 0)]
    assert near(ring((TEN, 2)), steps) == [("n", 4_00, 1, "10", 0)]
    assert near(ring((TEN, 3)), steps) == []


def test_a_gift_that_nobody_took() -> None:
    socks = Promotion("socks", "gift", skus=skus(A), gift="G")
    assert near(ring(A), socks) == [("socks", 19_90, 1, "G", 0)]
    assert near(ring(A, G), socks) == []
    assert near(ring(B), socks) == []


def test_the_other_half_of_a_bundle() -> None:
    meal = Promotion("meal", "bundle", price=40_00, skus=skus(B, C), parts=(Part(1, skus(B)), Part(1, skus(C))))
    assert near(ring(B), meal) == [("meal", 8_30, 1, "C", 0)]
    assert near(ring((B, 2), C), meal) == [("meal", 8_30, 1, "C", 0)]
    assert near(ring(B, C), meal) == []


def test_what_a_better_offer_outdoes_is_not_near() -> None:
    better = Promotion("better", "percent", percent=60_000, skus=skus(B))
    assert near(ring(B), HALF, better) == []


def test_an_offer_for_others_is_not_near() -> None:
    assert near(ring(B), replace(HALF, member_only=True)) == []
    assert near(for_member(ring(B)), replace(HALF, member_only=True)) != []
    assert near(ring(B), replace(HALF, tier="gold")) == []


@given(baskets, rules())
def test_the_explanation_adds_up_and_keeps_its_word(cart: Cart, promotions: tuple[Promotion, ...]) -> None:
    rule_book = book(*promotions)
    priced = price(cart, rule_book)
    found = explain(cart, rule_book, priced, SHOP.get)
    given_off = [d for line in priced.lines for d in line.discounts if d.kind in ("promotion", "threshold")]
    assert sum(a.amount for a in found.applied) == sum(d.amount for d in given_off)
    for what in found.near:
        if what.product is not None:
            more = add(cart, what.product, what.pieces * UNIT)
            assert price(more, rule_book).discount - priced.discount == what.saves > 0


def test_a_product_that_left_the_shop_is_no_gift() -> None:
    def gone(_: str) -> Product | None:
        return None

    rules_of_today = book(Promotion("socks", "gift", skus=skus(A), gift="G"))
    assert explain(ring(A), rules_of_today, price(ring(A), rules_of_today), gone).near == ()
