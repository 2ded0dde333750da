"""Drawn baskets and promotions of every kind, for what must hold whatever people ring up."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, get_args

from hypothesis import strategies as st

from posapp.domain import cart as carts
from posapp.domain.cart import Cart, OrderDiscount
from posapp.domain.catalog import ListPrice, Product
from posapp.domain.promotion import Hours, Part, Promotion, PromotionKind, Step
from posapp.domain.reduction import LineDiscount
from tests.support.goods import NOON, TAXES, thing

MOMENTS = ["2026-11-20T16:00:00Z", NOON, "2026-11-21T09:30:00Z", "2026-11-21T16:00:00Z"]
CATEGORIES = ["food", "home", "toys"]


def goods(number: int) -> Product:
    """A fixed assortment: a few prices, taxes and categories, some weighed, some with a member price for a while."""
    amount = (5, 99, 1_00, 3_33, 9_99, 10_00, 35_50, 120_00)[number % 8]
    product = thing(f"s{number}", amount, list(TAXES)[number % len(TAXES)], CATEGORIES[number % 3])
    if number == 7:
        return replace(product, no_offers=True)
    if number % 5 == 4:
        return replace(product, weighed=True, unit="kg")
    if number % 3 == 0:
        return replace(product, prices=(ListPrice("member", amount * 9 // 10, MOMENTS[1], MOMENTS[3]),))
    return product


GOODS = [goods(number) for number in range(12)]

scopes = st.one_of(
    st.just((frozenset[str](), frozenset[str]())),
    st.tuples(
        st.frozensets(st.sampled_from([p.sku for p in GOODS]), min_size=1, max_size=4), st.just(frozenset[str]())
    ),
    st.tuples(st.just(frozenset[str]()), st.frozensets(st.sampled_from(CATEGORIES), min_size=1, max_size=2)),
    st.tuples(
        st.frozensets(st.sampled_from([p.sku for p in GOODS]), min_size=1, max_size=2),
        st.frozensets(st.sampled_from(CATEGORIES), min_size=1, max_size=1),
    ),
)


HOURS = (Hours((6,), "09:00", "17:30"), Hours((5, 6), "17:30", "00:00"), Hours())

steps = st.builds(
    Step,
    quantity=st.integers(0, 4),
    spend=st.sampled_from([0, 10_00, 90_00]),
    percent=st.sampled_from([0, 10_000, 60_000]),
    amount=st.sampled_from([0, 2_00, 50_00]),
    price=st.sampled_from([0, 50, 8_00]),
)


@st.composite
def parts(draw: st.DrawFn) -> tuple[Part, ...]:
    """Of a bundle: two or three kinds of goods, which may be the same."""
    scoped = draw(st.lists(scopes.filter(any), min_size=2, max_size=3))
    return tuple(Part(draw(st.integers(1, 2)), *scope) for scope in scoped)


@st.composite
def with_terms(draw: st.DrawFn, promotion: Promotion) -> Promotion:
    """The promotion with more of what one may say: steps, parts, to whom, when, and how often."""
    found = replace(
        promotion,
        each=draw(st.booleans()),
        tier=draw(st.sampled_from(["", "", "gold"])),
        coupon=draw(st.sampled_from(["", "", "coupon"])),
        channel=draw(st.sampled_from(["", "", "store", "online"])),
        hours=draw(st.lists(st.sampled_from(HOURS), max_size=2).map(tuple)),
        per_basket=draw(st.sampled_from([0, 0, 1, 3])),
        per_day=draw(st.sampled_from([0, 0, 1])),
        steps=draw(st.lists(steps, max_size=2).map(tuple)),
    )
    if promotion.kind == "bundle" and draw(st.booleans()):
        of = draw(parts())
        skus, categories = (
            frozenset[str]().union(*sets) for sets in zip(*[(p.skus, p.categories) for p in of], strict=True)
        )
        return replace(found, parts=of, skus=skus, categories=categories)
    return found


@st.composite
def promotions(draw: st.DrawFn) -> Promotion:
    """Any promotion."""
    skus, categories = draw(scopes)
    kind: PromotionKind = draw(st.sampled_from(get_args(PromotionKind)))
    plain = Promotion(
        id="",
        kind=kind,
        mode=draw(st.sampled_from(["exclusive", "best_price", "compound"])),
        priority=draw(st.integers(0, 2)),
        skus=skus,
        categories=categories,
        quantity=draw(st.integers(0, 3)),
        free=draw(st.integers(0, 2)),
        spend=draw(st.sampled_from([0, 0, 0, 5_00, 60_00])),
        percent=draw(st.sampled_from([0, 1, 5_000, 33_333, 50_000, 100_000])),
        amount=draw(st.sampled_from([0, 1, 50, 3_00, 40_00])),
        price=draw(st.sampled_from([0, 1, 90, 9_00, 25_00])),
        member_only=draw(st.booleans()),
        starts=draw(st.sampled_from([None, None, *MOMENTS])),
        ends=draw(st.sampled_from([None, None, *MOMENTS])),
        gift=draw(st.sampled_from([p.sku for p in GOODS])) if kind == "gift" else "",
    )
    return draw(with_terms(plain)) if draw(st.booleans()) else plain


@st.composite
def rules(draw: st.DrawFn) -> tuple[Promotion, ...]:
    """Some promotions with names of their own, some of them twins in all but the name."""
    drawn = draw(st.lists(promotions(), max_size=6))
    drawn += drawn[: draw(st.integers(0, 2))]
    return tuple(replace(promotion, id=f"p{n}") for n, promotion in enumerate(drawn))


@st.composite
def edits(draw: st.DrawFn, cart: Cart) -> Cart:
    """The cart after one more act of a person."""
    act = draw(
        st.sampled_from(
            ["add", "add", "add", "label", "given", "quantity", "override", "off", "remove", "member", "less"]
        )
    )
    product = draw(st.sampled_from(GOODS))
    if act == "add":
        quantity = draw(st.integers(1, 4_000)) if product.weighed else 1000 * draw(st.integers(1, 5))
        return carts.add(cart, product, quantity)
    if act == "label":
        return carts.add(cart, product, 1_171, amount=draw(st.integers(0, 50_00)), code="2312345019684")
    if act == "given":
        return carts.add(cart, product, amount=20_00, given_discount=draw(st.integers(0, 25_00)))
    if act == "member":
        return replace(cart, member=draw(st.sampled_from([None, "M1", "M2"])), tier=draw(st.sampled_from(["", "gold"])))
    if act == "less":
        kind: Literal["coupon", "manual", "round_off"] = draw(st.sampled_from(["coupon", "manual", "round_off"]))
        percent, step = draw(st.sampled_from([(0, 0), (12_500, 0), (0, 100)]))
        most = draw(st.sampled_from([None, 10_000]))
        whole = OrderDiscount(kind, kind, draw(st.integers(0, 30_00)), percent, most, step)
        return replace(cart, discounts=(*cart.discounts[:2], whole))
    if not cart.lines:
        return cart
    line = draw(st.sampled_from(cart.lines))
    if act == "remove":
        return carts.remove(cart, line.number)
    if act == "quantity":
        return (
            cart if line.amount is not None else carts.set_quantity(cart, line.number, 1000 * draw(st.integers(1, 9)))
        )
    if act == "off":
        off = LineDiscount(draw(st.integers(0, 30_00)), draw(st.sampled_from([0, 33_333])), 50_000)
        return carts.reduce_line(cart, replace(line, discount=off))
    changed = replace(line, override=draw(st.integers(0, 150_00)))
    return replace(cart, lines=tuple(changed if x is line else x for x in cart.lines))


@st.composite
def histories(draw: st.DrawFn, most: int = 10) -> list[Cart]:
    """A basket as it grows."""
    cart = Cart()
    history = []
    for _ in range(draw(st.integers(1, most))):
        cart = draw(edits(cart))
        history.append(cart)
    return history


baskets = histories().map(lambda history: history[-1])
modes = st.sampled_from(["inclusive", "exclusive"])
