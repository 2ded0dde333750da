"""What the till promises of any basket under any offers: shares are exact, order means nothing, undoing undoes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from posapp.domain import cart as carts
from posapp.domain.cart import UNIT, Cart
from posapp.domain.catalog import Product
from posapp.domain.money import divide
from posapp.domain.pricing import price, price_book
from posapp.domain.promotion import Promotion
from posapp.domain.store import TaxMode
from tests.support.drawn import GOODS, MOMENTS, baskets, modes, rules
from tests.support.goods import TAXES, priced

ZONES = st.sampled_from(["UTC", "Asia/Shanghai"])


@given(baskets, rules(), modes, st.sampled_from(MOMENTS), ZONES, st.booleans())
def test_nothing_is_lost_between_gross_and_net(
    cart: Cart, promotions: Sequence[Promotion], tax: TaxMode, at: str, zone: str, used_up: bool
) -> None:
    rule_book = price_book(tax, TAXES, promotions, at, zone)
    gone = frozenset(p.id for p in promotions if p.per_day and used_up)
    done = price(cart, replace(rule_book, used_up=gone))
    for line in done.lines:
        assert 0 <= line.net == line.gross - sum(d.amount for d in line.discounts)
        assert gone.isdisjoint(d.id for d in line.discounts)
    net = done.total - (done.tax if tax == "exclusive" else 0)
    assert net + sum(d.amount for line in done.lines for d in line.discounts) == done.gross


@given(baskets, rules(), modes)
def test_the_tax_is_within_its_rate(cart: Cart, promotions: Sequence[Promotion], tax: TaxMode) -> None:
    """Of each line: the rate on its net, to the cent; added tax is rounded once and then split."""
    for line in price(cart, price_book(tax, TAXES, promotions, MOMENTS[1])).lines:
        rate = TAXES[line.line.product.tax].rate
        bottom = 100_000 + rate if tax == "inclusive" else 100_000
        assert abs(line.tax - divide(line.net * rate, bottom)) <= (0 if tax == "inclusive" else 1)


ordinary = st.lists(st.tuples(st.sampled_from(GOODS), st.integers(1, 4)), min_size=1, max_size=6)


@given(ordinary, rules(), st.randoms(use_true_random=False), st.sampled_from([None, "M1"]))
def test_the_order_of_scanning_does_not_change_the_total(
    scans: list[tuple[Product, int]], promotions: Sequence[Promotion], chance: Random, member: str | None
) -> None:
    other = scans.copy()
    chance.shuffle(other)
    one, two = (rung(found, member) for found in (scans, other))
    assert priced(one, *promotions).total == priced(two, *promotions).total


def rung(scans: list[tuple[Product, int]], member: str | None) -> Cart:
    cart = Cart(member=member, tier="gold")
    for product, pieces in scans:
        cart = carts.add(cart, product, pieces * UNIT)
    return cart


@given(baskets, rules(), st.sampled_from(GOODS), st.integers(1, 3))
def test_taking_out_what_was_added_restores_the_basket(
    cart: Cart, promotions: Sequence[Promotion], product: Product, pieces: int
) -> None:
    rule_book = price_book("inclusive", TAXES, promotions, MOMENTS[1])
    before = price(cart, rule_book)
    more = carts.add(cart, product, pieces * UNIT)
    if len(more.lines) > len(cart.lines):
        less = carts.remove(more, more.lines[-1].number)
    else:
        grown = next(now for was, now in zip(cart.lines, more.lines, strict=True) if was is not now)
        less = carts.set_quantity(more, grown.number, grown.quantity - pieces * UNIT)
    after = price(less, rule_book, price(more, rule_book, before))
    assert after.lines == before.lines
    assert (after.total, after.tax, after.taxes) == (before.total, before.tax, before.taxes)
