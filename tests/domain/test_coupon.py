"""What coupons take off a basket, in whichever order they were held out, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.cart import Cart, with_coupon, without_coupon
from posapp.domain.coupon import Coupon, must_go_with, spent
from posapp.domain.member import masked
from posapp.domain.promotion import Promotion
from posapp.domain.reduction import WHOLE
from tests.domain.test_pricing_properties import assert_sums
from tests.support.goods import A, B, C, nets, priced, ring, thing
from tests.support.refused import refused

TOBACCO = replace(thing("T", 50_00), no_offers=True)

coupons = st.builds(
    lambda number, amount, percent, spend: Coupon(f"C{number}", amount=amount, percent=percent, spend=spend),
    st.integers(1, 4),
    st.integers(-50, 300_00),
    st.one_of(st.just(0), st.integers(-5, 2 * WHOLE)),
    st.integers(0, 400_00),
)


def holding(cart: Cart, *some: Coupon) -> Cart:
    for coupon in some:
        cart = with_coupon(cart, coupon.on_basket())
    return cart


@given(st.lists(coupons, max_size=4, unique_by=lambda c: c.code), st.booleans(), st.randoms())
def test_the_order_changes_nothing_and_no_line_goes_below_nothing(
    some: list[Coupon], tobacco: bool, chance: object
) -> None:
    cart = ring((A, 2), B, C, *((TOBACCO,) if tobacco else ()))
    done = priced(holding(cart, *some))
    assert_sums(done, "inclusive")
    assert all(net >= 0 for net in nets(done))
    assert done.total <= priced(cart).total, "whatever came over the line makes nothing dearer"
    if tobacco:
        assert nets(done)[-1] == 50_00
    again = sorted(some, key=lambda _coupon: chance.random())  # type: ignore[attr-defined]
    assert priced(holding(cart, *again)).lines == done.lines
    bare = holding(cart, *some)
    for coupon in some:
        bare = without_coupon(bare, coupon.code)
    assert bare == cart


def test_what_takes_no_offers_helps_to_no_coupon() -> None:
    ten = Coupon("TEN", amount=10_00, spend=100_00)
    assert priced(holding(ring((TOBACCO, 3), B), ten)).discount == 0
    assert nets(priced(holding(ring(A, TOBACCO, C), ten))) == [90_14, 50_00, 11_66]


def test_one_that_waits_gives_nothing_and_opens_nothing() -> None:
    opened = Promotion("P", "percent", percent=10_000, coupon="KEY")
    cart = with_coupon(ring(A), Coupon("KEY", amount=5_00).asked_for("u"))
    assert priced(cart, opened).discount == 0
    there = with_coupon(cart, Coupon("KEY").on_basket("u", reserved=True))
    done = priced(there, opened)
    assert done.discount == 9_90
    [key] = spent(there, done, {"P": opened})
    assert (key.amount, key.gave, key.use) == (0, True, "u")
    assert not spent(there, priced(there), {})[0].gave


def test_which_coupons_go_together() -> None:
    one, other = Coupon("A", together=True), Coupon("B", together=True)
    must_go_with(one, {"B": other})
    with refused("coupon_on_already"):
        must_go_with(one, {"A": one})
    for alone, there in ((Coupon("C"), one), (one, Coupon("C"))):
        with refused("coupon_alone"):
            must_go_with(alone, {there.code: there})


def test_a_number_on_the_screen_names_nobody() -> None:
    assert [masked(n) for n in ("+8613800138000", "+85291234567", "12345", "")] == [
        "138****8000",
        "+852****4567",
        "*2345",
        "",
    ]
