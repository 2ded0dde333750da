"""The basket as a value: what joins, what stays apart, what is refused, and that nothing changes under one's hands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.domain import cart as carts
from posapp.domain.cart import MOST, UNIT, Cart
from posapp.domain.catalog import Product
from posapp.domain.errors import Refused
from tests.support.goods import A, B, C, E, H, ring, thing


def refusal(refused: pytest.ExceptionInfo[Refused]) -> tuple[str, dict[str, str | int]]:
    return refused.value.code, refused.value.facts


def quantities(cart: Cart) -> list[tuple[str, int]]:
    return [(line.product.sku, line.quantity) for line in cart.lines]


def test_equal_goods_join_the_line_that_is_there() -> None:
    cart = ring(A, B, A)
    assert quantities(cart) == [("A", 2_000), ("B", 1_000)]
    assert [line.number for line in cart.lines] == [1, 2]


def test_a_change_makes_a_new_cart_and_keeps_the_other_lines() -> None:
    before = ring(A, B)
    after = carts.add(before, A)
    assert quantities(before) == [("A", 1_000), ("B", 1_000)]
    assert after.lines[1] is before.lines[1]


@pytest.mark.parametrize("product", [E, H, replace(B, open_price=True)])
def test_weighed_serial_and_open_price_goods_get_a_line_each(product: Product) -> None:
    assert quantities(ring(product, product)) == [(product.sku, 1_000), (product.sku, 1_000)]


def test_labels_given_reductions_and_unlisted_goods_stand_alone() -> None:
    cart = ring(B)
    cart = carts.add(cart, B, amount=30_00)
    cart = carts.add(cart, B, given_discount=1_00)
    cart = carts.add(cart, B, unlisted=True)
    cart = carts.add(cart, B)
    assert quantities(cart)[0] == ("B", 2_000)
    assert len(cart.lines) == 4


def test_nothing_joins_a_line_with_another_price() -> None:
    cart = ring(B)
    cart = replace(cart, lines=(replace(cart.lines[0], override=30_00),))
    assert quantities(carts.add(cart, B)) == [("B", 1_000), ("B", 1_000)]


def test_a_reduction_that_comes_with_goods_does_not_spread_to_those_there() -> None:
    cart = carts.add(ring(B), B, given_discount=1_00)
    assert [(line.quantity, line.given_discount) for line in cart.lines] == [(1_000, 0), (1_000, 1_00)]


def test_line_numbers_are_never_used_again() -> None:
    cart = carts.add(carts.remove(ring(A, B), 2), C)
    assert [line.number for line in cart.lines] == [1, 3]


@pytest.mark.parametrize("quantity", [0, -1_000, MOST + 1])
def test_absurd_quantities_are_refused(quantity: int) -> None:
    with pytest.raises(Refused) as refused:
        carts.add(Cart(), A, quantity)
    assert refusal(refused) == ("quantity_range", {"most": "9999"})
    with pytest.raises(Refused) as refused:
        carts.set_quantity(ring(A), 1, quantity)
    assert refusal(refused) == ("quantity_range", {"most": "9999"})


def test_the_most_of_one_line_holds_also_when_goods_join() -> None:
    cart = carts.add(Cart(), A, MOST)
    with pytest.raises(Refused) as refused:
        carts.add(cart, A)
    assert refused.value.code == "quantity_range"


def test_set_quantity() -> None:
    cart = carts.set_quantity(ring(A, B), 2, 5_000)
    assert quantities(cart) == [("A", 1_000), ("B", 5_000)]


def test_the_quantity_of_a_label_with_an_amount_is_fixed() -> None:
    cart = carts.add(Cart(), E, 1_171, amount=19_68, code="2112345019683")
    with pytest.raises(Refused) as refused:
        carts.set_quantity(cart, 1, 2_000)
    assert refusal(refused) == ("label_amount_fixed", {})


def test_the_quantity_of_a_line_with_a_typed_price_is_fixed_too() -> None:
    with pytest.raises(Refused) as refused:
        carts.set_quantity(carts.add(Cart(), E, amount=88_50), 1, 2_000)
    assert refusal(refused) == ("typed_amount_fixed", {})


def test_a_line_that_is_not_there() -> None:
    for act in (carts.remove, carts.find, carts.dismiss_problem, lambda cart, n: carts.set_quantity(cart, n, UNIT)):
        with pytest.raises(Refused) as refused:
            act(ring(A), 7)
        assert refusal(refused) == ("no_such_line", {"line": 7})


def test_red_lines_have_numbers_of_their_own_and_can_be_dismissed() -> None:
    cart = carts.note_problem(ring(A), "2112345012309", "check_digit")
    cart = carts.note_problem(cart, "999", "unknown_code")
    assert [(p.number, p.code, p.refusal) for p in cart.problems] == [
        (-1, "2112345012309", "check_digit"),
        (-2, "999", "unknown_code"),
    ]
    assert quantities(cart) == [("A", 1_000)]
    left = carts.dismiss_problem(cart, -1)
    assert [p.number for p in left.problems] == [-2]
    assert carts.add(left, B).lines[-1].number == 2


def test_a_cart_is_empty_only_without_goods_and_without_red_lines() -> None:
    assert Cart().empty
    assert not ring(A).empty
    assert not carts.note_problem(Cart(), "999", "unknown_code").empty


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 9)), max_size=20))
def test_no_piece_is_lost_or_doubled(rung_up: list[tuple[int, int]]) -> None:
    cart = ring(*((thing(str(which), 1_00), pieces) for which, pieces in rung_up))
    for which in range(5):
        pieces = sum(many for each, many in rung_up if each == which)
        assert sum(line.quantity for line in cart.lines if line.product.sku == str(which)) == pieces * UNIT
    assert len({line.number for line in cart.lines}) == len(cart.lines) == len({which for which, _ in rung_up})
