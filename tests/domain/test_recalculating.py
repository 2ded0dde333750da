"""Offers that have the rest priced again: both figures, and any sequence of returns adds up to what was paid."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given, settings

from posapp.domain.cart import Cart, OrderDiscount, add
from posapp.domain.catalog import Product
from posapp.domain.money import divide
from posapp.domain.pricing import price, price_book
from posapp.domain.promotion import Promotion, PromotionKind
from posapp.domain.recalculating import offers_then, recalculated
from posapp.domain.returning import NO_PLAN, after, back_of
from posapp.domain.sold import ReturnLine, Sold, SoldLine
from posapp.domain.tax import Tax

TAXES = {id_: Tax(id_, "rate", percent) for id_, percent in (("13", 13_000), ("9", 9_000))}
SHIRT, MUG, SOCKS = (
    Product("A", "", "", 9900, "13", ""),
    Product("B", "", "", 3550, "13", ""),
    Product("G", "", "", 1990, "13", ""),
)
ANY_THREE = Promotion("any3", "buy_n_get_m", skus=frozenset("ABG"), quantity=2, free=1, on_return="recalculate")


def sold(cart: Cart, offers: tuple[Promotion, ...]) -> Sold:
    """As its entry tells it."""
    book = price_book("inclusive", TAXES, offers, "2026-11-21T01:00:00Z")
    priced = price(cart, book)
    lines = tuple(
        SoldLine(
            n,
            x.line.product,
            x.line.quantity,
            x.unit,
            x.gross,
            tuple((d.kind, d.id, d.amount) for d in x.discounts),
            x.net,
            x.tax,
        )
        for n, x in enumerate(priced.lines, 1)
    )
    return Sold("T.1", "R", "sale", "S1", "", "CNY", lines, (), offers=offers_then(cart, priced.lines, book))


def of(*products: Product) -> Cart:
    cart = Cart()
    for product in products:
        cart = add(cart, product)
    return cart


def wanted(sale: Sold, *numbers: int) -> tuple[ReturnLine, ...]:
    return tuple(back_of(line, 1000) for line in sale.lines if line.number in numbers)


def worth(sale: Sold, *numbers: int) -> int:
    return sum(x.net for x in recalculated(sale, wanted(sale, *numbers)))


def test_scenario_6_as_kept_and_as_priced_again() -> None:
    sale = sold(of(SHIRT, MUG, SOCKS), (ANY_THREE,))
    assert [x.net for x in wanted(sale, 1, 2, 3)] == [8624, 3092, 1734], "the shares"
    assert [worth(sale, 1), worth(sale, 2), worth(sale, 3)] == [13450 - 5540, 13450 - 11890, 0]
    assert worth(sale, 1, 2, 3) == 13450
    kept = sold(of(SHIRT, MUG, SOCKS), (replace(ANY_THREE, on_return="keep"),))
    assert (kept.offers, worth(kept, 3)) == ((), 1734)
    free = recalculated(sale, wanted(sale, 3))
    assert [(x.gross, x.off, x.net, x.tax) for x in free] == [(1990, (("promotion", "any3", 1990),), 0, 0)]
    then = after(sale, free, NO_PLAN)
    mug = recalculated(then, wanted(then, 2))
    assert [(x.of, x.quantity, x.net) for x in mug] == [(2, 1000, 3092), (3, 0, 458)], "what the socks were short of"


def test_a_lower_step_holds_for_the_rest_and_kept_offers_and_coupons_stay_as_they_are() -> None:
    lower = Promotion("full100", "threshold_amount", spend=10_000, amount=1_000)
    upper = Promotion("full200", "threshold_amount", spend=20_000, amount=3_000, on_return="recalculate")
    sale = sold(of(SHIRT, SHIRT, MUG), (lower, upper))
    paid = 2 * 9900 + 3550 - 3000
    assert worth(sale, 1) == paid - (9900 + 3550 - 1000), "one of two shirts: the rest had been given ten off"
    assert worth(sale, 2) == paid - (2 * 9900 - 1000), "198.00 do not reach 200.00"
    socks = Promotion("half", "percent", skus=frozenset("G"), percent=50_000)
    ten = replace(of(SHIRT, SHIRT, MUG, SOCKS), discounts=(OrderDiscount("coupon", "TEN", 1000),))
    mixed = sold(ten, (upper, socks))
    coupon = {x.number: amount for x in mixed.lines for kind, _, amount in x.off if kind == "coupon"}
    kept = coupon[1] - divide(coupon[1], 2) + coupon[2] + coupon[3]
    assert worth(mixed, 1) == sum(x.net for x in mixed.lines) - (9900 + 3550 + 995 - kept), "144.45 are no 200.00"


PRODUCTS = tuple(Product(f"P{n}", "", "", 700 + 1311 * n, ("13", "9")[n % 2], ("x", "y")[n // 2 % 2]) for n in range(5))


KINDS: tuple[PromotionKind, ...] = ("percent", "n_for_price", "buy_n_get_m", "nth_percent", "threshold_amount")


@st.composite
def offers(draw: st.DrawFn) -> tuple[Promotion, ...]:
    found = []
    for n in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(KINDS))
        scope = draw(st.sampled_from((frozenset(), frozenset({"x"}), frozenset({"y"}))))
        found.append(
            Promotion(
                f"o{n}",
                kind,
                mode=draw(st.sampled_from(("best_price", "compound", "exclusive"))),
                categories=scope,
                quantity=draw(st.integers(2, 3)) if kind in ("n_for_price", "buy_n_get_m", "nth_percent") else 0,
                free=1 if kind == "buy_n_get_m" else 0,
                spend=draw(st.integers(1000, 9000)) if kind == "threshold_amount" else 0,
                percent=draw(st.sampled_from((10_000, 33_333, 50_000))) if "percent" in kind else 0,
                amount=draw(st.integers(1, 900)) if kind == "threshold_amount" else 0,
                price=draw(st.integers(500, 3000)) if kind == "n_for_price" else 0,
                on_return=draw(st.sampled_from(("keep", "recalculate"))),
            )
        )
    return tuple(found)


@settings(max_examples=60, deadline=None)
@given(offers(), st.lists(st.sampled_from(PRODUCTS), min_size=1, max_size=7), st.data())
def test_any_sequence_adds_up_by_line_tax_and_offer(
    rules: tuple[Promotion, ...], goods: list[Product], data: st.DataObject
) -> None:
    now = sale = sold(of(*goods), rules)
    off = Counter[str]()
    while left := [line for line in now.lines if line.left]:
        lines = data.draw(st.lists(st.sampled_from(range(len(left))), min_size=1, unique=True))
        want = tuple(back_of(left[i], data.draw(st.integers(1, left[i].left // 1000)) * 1000) for i in lines)
        given_ = recalculated(now, want)
        if sale.offers:
            rest = _rest_alone(now, want, rules)
            paid = sum(x.net - x.back_net for x in now.lines)
            assert rest is None or sum(x.net for x in given_) == max(0, paid - rest)
        for x in given_:
            assert x.net >= 0
            assert x.gross - sum(amount for _, _, amount in x.off) == x.net
            for _, id_, amount in x.off:
                off[id_] += amount
        now = after(now, given_, NO_PLAN)
        assert all(0 <= x.back_net <= x.net and 0 <= x.back_tax <= x.tax for x in now.lines), "never more"
    assert all((x.back_net, x.back_tax) == (x.net, x.tax) for x in now.lines)
    assert {id_: n for id_, n in off.items() if n} == _by_offer(sale), "what each offer gave is taken back"


def _by_offer(sale: Sold) -> dict[str, int]:
    found = Counter[str]()
    for line in sale.lines:
        for _, id_, amount in line.off:
            found[id_] += amount
    return {id_: amount for id_, amount in found.items() if amount}


def _rest_alone(now: Sold, want: tuple[ReturnLine, ...], rules: tuple[Promotion, ...]) -> int | None:
    """What the rest costs as a basket of its own; None where offers that keep their shares are among them."""
    if any(offer.on_return == "keep" for offer in rules):
        return None
    cart = Cart()
    for line in now.lines:
        stays = line.left - sum(x.quantity for x in want if x.of == line.number)
        if stays:
            cart = add(cart, line.product, stays)
    return price(cart, price_book("inclusive", TAXES, rules, "2026-11-21T01:00:00Z")).total if cart.lines else 0
