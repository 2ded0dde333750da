"""Pricing a basket again after a change: what one line does to others, and what of the last pricing can be used."""

from __future__ import annotations

from dataclasses import replace

import pytest

from posapp.domain import cart as carts
from posapp.domain.cart import Cart
from posapp.domain.catalog import ListPrice
from posapp.domain.pricing import PriceBook, price
from posapp.domain.pricing.totals import alike
from posapp.domain.promotion import Promotion, Step
from tests.support.goods import A, B, C, D, G, book, for_member, less, nets, ring, shares, skus

ANY_3 = Promotion("any3", "buy_n_get_m", quantity=2, free=1, skus=skus(A, B, G))
HALF_BG = Promotion("half", "nth_percent", quantity=2, percent=50_000, skus=skus(B, C))


def again(before: Cart, after: Cart, rules: PriceBook, then: PriceBook | None = None) -> list[int]:
    """The nets of the changed cart, priced upon the first; they must be those of pricing it afresh."""
    now = then or rules
    done = price(after, now, price(before, rules))
    assert done == price(after, now)
    return nets(done)


def test_the_piece_that_completes_a_group_reduces_the_lines_before_it() -> None:
    assert again(ring(A, D, B), ring(A, D, B, G), book(ANY_3)) == [86_24, 48_00, 30_92, 17_34]


def test_a_piece_taken_away_undoes_its_group() -> None:
    cart = ring(A, D, B, G)
    assert again(cart, carts.remove(cart, 3), book(ANY_3)) == [99_00, 48_00, 19_90]


def test_what_brings_a_gift_makes_the_line_before_it_free_and_takes_it_back_when_it_goes() -> None:
    rules = book(Promotion("socks", "gift", skus=skus(A), gift="G"))
    cart = ring(G, D, A)
    assert again(ring(G, D), cart, rules) == [0, 48_00, 99_00]
    assert again(cart, carts.remove(cart, 3), rules) == [19_90, 48_00]


def test_a_step_that_is_reached_reduces_the_lines_before_it() -> None:
    steps = Promotion("n", "percent", percent=10_000, skus=skus(B, C), steps=(Step(quantity=2, percent=20_000),))
    assert again(ring(B), ring(B, C), book(steps)) == [28_40, 10_24]
    cart = ring(B, C)
    assert again(cart, carts.remove(cart, 1), book(steps)) == [11_52]


def test_a_group_undone_sets_its_other_lines_free_for_a_rule_that_the_change_has_no_part_in() -> None:
    cart = ring(A, B, G, C)  # A joins no other group than any3; without it B can be half of B and C
    rules = book(ANY_3, HALF_BG)
    assert again(cart, carts.remove(cart, 1), rules) == [35_50 - 4_70, 19_90, 12_80 - 1_70]


def test_a_new_line_reaches_others_through_a_chain_of_rules() -> None:
    cart = ring(B, G, C)
    assert again(cart, carts.add(cart, A), book(ANY_3, HALF_BG)) == [30_92, 17_34, 12_80, 86_24]


def test_an_override_takes_a_line_out_of_its_group() -> None:
    cart = ring(A, B, G)
    changed = replace(cart, lines=(replace(cart.lines[0], override=90_00), *cart.lines[1:]))
    assert again(cart, changed, book(ANY_3)) == [90_00, 35_50, 19_90]


def test_other_rules_other_prices() -> None:
    cart = ring(A, B, G)
    assert again(cart, cart, book(ANY_3), book()) == [99_00, 35_50, 19_90]
    assert again(cart, cart, book(), book(ANY_3)) == [86_24, 30_92, 17_34]


def test_other_taxes_and_the_other_tax_mode() -> None:
    cart, rules = ring(A, B), book()
    taxes = {"13": replace(rules.taxes["13"], percent=17_000)}
    assert again(cart, cart, rules, replace(rules, taxes=taxes)) == [99_00, 35_50]
    assert again(cart, cart, rules, replace(rules, tax_mode="exclusive")) == [99_00, 35_50]


def test_a_member_comes_and_goes() -> None:
    cart, rules = ring(A, B), book()
    assert again(cart, for_member(cart), rules) == [89_00, 35_50]
    assert again(for_member(cart), cart, rules) == [99_00, 35_50]


def test_a_member_price_ends_between_two_scans() -> None:
    today = replace(A, prices=(ListPrice("member", 89_00, ends="2026-11-21T16:00:00Z"),))
    cart, rules = for_member(ring(B, today)), book()
    begun = for_member(ring(B))
    assert again(begun, cart, rules) == [35_50, 89_00]
    assert again(cart, cart, rules, replace(rules, at="2026-11-21T15:59:59Z")) == [35_50, 89_00]
    assert again(cart, cart, rules, replace(rules, at="2026-11-21T16:00:00Z")) == [35_50, 99_00]
    assert again(cart, cart, replace(rules, at="2026-11-21T16:00:00Z"), rules) == [35_50, 89_00]


def test_the_index_goes_along_when_the_book_moves_in_time() -> None:
    rules = book(replace(ANY_3, starts="2026-11-21T10:00:00Z"))
    later = replace(rules, at="2026-11-21T10:00:00Z")
    assert later.index is rules.index
    assert again(ring(A, B, G), ring(A, B, G), rules, later) == [86_24, 30_92, 17_34]
    assert replace(rules, promotions=(HALF_BG,)).index.by_id == {"half": HALF_BG}


def test_lines_keep_being_the_same_objects_under_a_threshold_and_a_coupon() -> None:
    rules = book(Promotion("t", "threshold_amount", amount=10_00, spend=1_00, skus=skus(A, B)))
    before = price(ring(A, B, D), rules)
    after = price(carts.add(ring(A, B, D), C), rules, before)
    assert shares(after, "t") == [7_36, 2_64, 0, 0]
    assert [was is now for was, now in zip(before.lines, after.lines, strict=False)] == [True] * 3
    cart, rules = less(ring(A, B, D), "coupon", 1), book()
    before = price(cart, rules)
    after = price(carts.add(cart, C), rules, before)
    assert shares(before, "coupon") == shares(after, "coupon")[:3] == [1, 0, 0]
    assert [was is now for was, now in zip(before.lines, after.lines, strict=False)] == [True] * 3


@pytest.mark.parametrize(
    "known, now, head, tail",
    [
        ("", "", 0, 0),
        ("", "ab", 0, 0),
        ("ab", "", 0, 0),
        ("ab", "abc", 2, 0),
        ("abc", "ab", 2, 0),
        ("abc", "ac", 1, 1),
        ("abc", "axc", 1, 1),
        ("abc", "xbc", 0, 2),
        ("abc", "xabc", 0, 3),
        ("aba", "aa", 1, 1),
        ("aa", "abaa", 1, 1),
    ],
)
def test_what_two_baskets_have_in_common(known: str, now: str, head: int, tail: int) -> None:
    assert alike(tuple(known), tuple(now)) == (head, tail)
