"""What `bench pricing` times is what it says: offers of every kind apply, and what concerns nobody changes no price."""

from __future__ import annotations

from typing import get_args

from bench.pricing import MANY, NONE, PAGE, SCAN, SKUS, basket, book, concerning, promotions, variants
from posapp.domain.pricing import price
from posapp.domain.promotion import PromotionKind


def test_the_promotions_are_of_every_kind_and_many_of_them_apply() -> None:
    offers = tuple(promotions(2_000))
    assert {offer.kind for offer in offers} == set(get_args(PromotionKind))
    given = {d.id for line in price(basket(100), book(offers)).lines for d in line.discounts}
    assert len(given) > 50


def test_promotions_that_concern_nobody_here_change_nothing() -> None:
    cart = basket(40)
    few = concerning(cart, book(promotions(500)))
    many = book((*few, *promotions(2_000, PAGE * SKUS)))
    assert concerning(cart, many) == concerning(cart, book(few))
    assert price(cart, many).lines == price(cart, book(few)).lines


def test_each_variant_runs() -> None:
    timed, said = variants(10, 100)
    assert {NONE, SCAN, MANY} < timed.keys()
    assert said.startswith("10 lines, 100 promotions")
    for variant in timed.values():
        variant.once()
