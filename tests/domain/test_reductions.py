"""Prices by hand: never below nothing, never beyond the limit whatever comes after, undone without a trace."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.cart import Cart, OrderDiscount, reduce_line, remove, with_discount, without_discount
from posapp.domain.reduction import WHOLE, Given, LineDiscount, at_most, share
from tests.domain.test_pricing_properties import assert_sums
from tests.support.drawn import GOODS, promotions
from tests.support.goods import A, B, C, G, nets, priced, reasons, ring, thing

BY = Given("why", "c1")


def basket(*lines: tuple[int, int]) -> Cart:
    return ring(*((GOODS[sku], pieces) for sku, pieces in lines))


baskets = st.lists(st.tuples(st.integers(0, 11), st.integers(1, 5)), min_size=1, max_size=6).map(
    lambda lines: basket(*lines)
)
limits = st.one_of(st.none(), st.integers(0, WHOLE))


@st.composite
def line_discounts(draw: st.DrawFn, limit: st.SearchStrategy[int | None] = limits) -> LineDiscount:
    if draw(st.booleans()):
        return LineDiscount(percent=draw(st.integers(1, WHOLE)), most=draw(limit), by=BY)
    return LineDiscount(amount=draw(st.integers(1, 200_00)), most=draw(limit), by=BY)


@st.composite
def reduced(draw: st.DrawFn, limit: int | None = None) -> Cart:
    """A basket with all that people gave; with a limit everything stays within it, as the till sees to."""
    cart, most = draw(baskets), limits if limit is None else st.just(limit)
    for line in cart.lines:
        act = draw(st.sampled_from(["", "price", "tag", "discount"]))
        if act == "discount":
            cart = reduce_line(cart, replace(line, discount=draw(line_discounts(most))))
        elif act and not (limit is not None and act == "tag"):
            least = 0 if limit is None else line.product.price - at_most(line.product.price, limit)
            override = draw(st.integers(least, line.product.price))
            cart = reduce_line(cart, replace(line, override=override, override_by=BY, tag=act == "tag"))
    whole = draw(st.sampled_from(["", "manual", "round_off"]))
    if whole == "manual":
        off = draw(line_discounts(most))
        cart = with_discount(cart, OrderDiscount("manual", "why", off.amount, off.percent, off.most, by=BY))
    elif whole:
        cart = with_discount(
            cart, OrderDiscount("round_off", "round_off", step=draw(st.sampled_from([10, 100])), by=BY)
        )
    return cart


@given(reduced(), st.lists(promotions(), max_size=3))
def test_sums_are_exact_and_nothing_costs_less_than_nothing(cart: Cart, offers: list) -> None:  # type: ignore[type-arg]
    offers = [replace(offer, id=f"p{n}") for n, offer in enumerate(offers)]
    result = priced(cart, *offers)
    assert_sums(result, "inclusive")
    assert all(line.net >= 0 for line in result.lines)


@given(st.data(), st.integers(0, WHOLE))
def test_what_one_limit_gives_never_adds_up_to_more_than_it(data: st.DataObject, limit: int) -> None:
    """Also after goods were taken out again."""
    cart = data.draw(reduced(limit))
    for line in cart.lines[1:]:
        if data.draw(st.booleans()):
            cart = remove(cart, line.number)
    result = priced(cart)
    by_hand = sum(d.amount for line in result.lines for d in line.discounts if d.kind in ("override", "manual"))
    assert by_hand * WHOLE <= limit * result.gross + WHOLE * sum(line.line.quantity for line in result.lines) // 1000


@given(reduced())
def test_taking_everything_back_restores_every_amount(cart: Cart) -> None:
    bare = without_discount(without_discount(cart, "manual"), "round_off")
    for line in cart.lines:
        bare = reduce_line(bare, replace(line, override=None, override_by=Given(), tag=False, discount=None))
    before = ring(*((line.product, line.quantity // 1000) for line in cart.lines))
    assert [line.net for line in priced(bare).lines] == [line.net for line in priced(before).lines]
    assert priced(bare).total == priced(before).total


@given(baskets, st.sampled_from([10, 100, 1000]))
def test_a_rounded_total_is_whole_or_was_too_small(cart: Cart, step: int) -> None:
    was = priced(cart).total
    total = priced(with_discount(cart, OrderDiscount("round_off", "round_off", step=step))).total
    assert total == was - was % step or (was < step and total == was)


def test_a_line_with_another_price_takes_no_item_promotion_and_its_share_of_the_rest() -> None:
    cart = ring(A, B)
    cart = reduce_line(cart, replace(cart.lines[0], override=90_00, override_by=BY))
    cart = with_discount(cart, OrderDiscount("manual", "why", percent=10_000, by=BY))
    result = priced(cart)
    assert reasons(result.lines[0]) == [("override", "why", 9_00), ("manual", "why", 9_00)]
    assert nets(result) == [81_00, 31_95]


def test_an_amount_shrinks_with_the_basket_and_comes_back_with_it() -> None:
    cart = with_discount(ring(A, G), OrderDiscount("manual", "why", 11_89, most=10_000, by=BY))
    assert priced(cart).total == 118_90 - 11_89
    less = remove(cart, cart.lines[0].number)
    assert priced(less).total == 19_90 - 1_99
    assert priced(cart).discount == 11_89


def test_reductions_come_one_after_the_other() -> None:
    """Coupon, line, basket: each of what the one before has left."""
    cart = ring(thing("x", 100_00), C)
    cart = reduce_line(cart, replace(cart.lines[0], discount=LineDiscount(percent=50_000, by=BY)))
    cart = with_discount(cart, OrderDiscount("manual", "all", 10_00, by=BY))
    cart = with_discount(cart, OrderDiscount("coupon", "c", 12_80))
    result = priced(cart)
    assert [kind for kind, _, _ in reasons(result.lines[0])] == ["coupon", "manual", "manual"]
    assert result.total == 112_80 - 12_80 - (100_00 - 11_35) // 2 - 1 - 10_00


def test_a_share_reads_as_people_say_it() -> None:
    assert (share(14_00, 99_00), share(0, 5), share(5, 0), share(-9_90, 99_00)) == (14_140, 0, WHOLE, 10_000)
