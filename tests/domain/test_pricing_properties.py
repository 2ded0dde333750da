"""What holds for every basket and every set of promotions: no amount drifts, nothing depends on how one got there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from posapp.domain import cart as carts
from posapp.domain.cart import Cart, OrderDiscount
from posapp.domain.money import divide
from posapp.domain.pricing import PriceBook, PricedCart, price, price_book
from posapp.domain.promotion import Promotion, PromotionKind
from posapp.domain.store import TaxMode
from posapp.domain.tax import added_tax, included_tax
from tests.support.drawn import MOMENTS, baskets, histories, modes, rules
from tests.support.goods import TAXES, E, book, nets, priced, ring, thing

STEPS = ["override", "tag_differs", "price_list", "given", "promotion", "threshold", "coupon", "manual", "round_off"]


def assert_sums(cart: PricedCart, tax: TaxMode) -> None:
    for line in cart.lines:
        assert line.net == line.gross - sum(d.amount for d in line.discounts)
        assert line.net >= 0
        assert all(d.amount for d in line.discounts)
        assert [kind for kind, _ in groupby(d.kind for d in line.discounts)] == [
            step for step in STEPS if any(d.kind == step for d in line.discounts)
        ]
    assert cart.gross == sum(line.gross for line in cart.lines)
    assert cart.discount == sum(d.amount for line in cart.lines for d in line.discounts)
    assert cart.tax == sum(line.tax for line in cart.lines) == sum(s.tax for s in cart.taxes)
    assert cart.total == sum(nets(cart)) + (cart.tax if tax == "exclusive" else 0)
    assert cart.total == sum(s.base + s.tax for s in cart.taxes)
    assert cart.units == sum(1000 if line.line.product.weighed else line.line.quantity for line in cart.lines)


def assert_taxes(cart: PricedCart, tax: TaxMode) -> None:
    assert {s.id for s in cart.taxes} == {line.line.product.tax for line in cart.lines}
    for row in cart.taxes:
        lines = [line for line in cart.lines if line.line.product.tax == row.id]
        assert row.tax == sum(line.tax for line in lines)
        if tax == "inclusive":
            assert [line.tax for line in lines] == [included_tax(line.net, TAXES[row.id]) for line in lines]
        else:
            assert row.base == sum(line.net for line in lines)
            assert row.tax == added_tax(row.base, TAXES[row.id])
        if row.id in ("0", "free", "none"):
            assert row.tax == row.percent == 0


@given(baskets, rules(), modes, st.sampled_from(MOMENTS))
def test_sums_never_drift(cart: Cart, promotions: Sequence[Promotion], tax: TaxMode, at: str) -> None:
    done = price(cart, price_book(tax, TAXES, promotions, at))
    assert [line.line for line in done.lines] == list(cart.lines)
    assert_sums(done, tax)
    assert_taxes(done, tax)


@given(st.data(), rules(), modes)
def test_what_was_known_before_changes_nothing(
    data: st.DataObject, promotions: Sequence[Promotion], tax: TaxMode
) -> None:
    begun: PriceBook = price_book(tax, TAXES, promotions, MOMENTS[1])
    before: PricedCart | None = None
    for cart in data.draw(histories()):
        now = replace(begun, at=data.draw(st.sampled_from([MOMENTS[1], MOMENTS[1], *MOMENTS])))
        fresh = price(cart, now)
        before = price(cart, now, before)
        assert before == fresh
        assert before.basis is not None
        assert fresh.basis is not None
        assert before.basis.totals == fresh.basis.totals
    twin = price(cart, price_book(tax, TAXES, promotions[1:], MOMENTS[1]), before)
    assert twin == price(cart, price_book(tax, TAXES, promotions[1:], MOMENTS[1]))


@given(baskets, rules(), st.randoms(use_true_random=False))
def test_the_order_of_the_promotions_does_not_matter(
    cart: Cart, promotions: Sequence[Promotion], chance: Random
) -> None:
    shuffled = list(promotions)
    chance.shuffle(shuffled)
    assert priced(cart, *shuffled) == priced(cart, *promotions)


@given(baskets, rules())
def test_a_promotion_never_makes_anything_dearer(cart: Cart, promotions: Sequence[Promotion]) -> None:
    plain = replace(cart, discounts=())
    for with_them, without in zip(priced(plain, *promotions).lines, priced(plain).lines, strict=True):
        assert with_them.net <= without.net
        assert all(d.amount > 0 for d in with_them.discounts if d.kind in ("promotion", "threshold"))


@given(baskets, rules())
def test_each_line_takes_only_what_it_may(cart: Cart, promotions: Sequence[Promotion]) -> None:
    by_pieces = {p.id for p in promotions if p.by_pieces}
    kinds = {p.id: p.kind for p in promotions}
    modes_of = {p.id: p.mode for p in promotions}
    for line in priced(cart, *promotions).lines:
        found = [modes_of[d.id] for d in line.discounts if d.id in modes_of]
        assert len(found) <= 1 or set(found) == {"compound"}
        got = {kinds[d.id] for d in line.discounts if d.kind == "promotion"}
        if line.line.product.no_offers:
            assert not found
        if line.line.amount is not None or line.line.product.weighed:
            assert not by_pieces.intersection(d.id for d in line.discounts)
        if line.line.override is not None or line.line.given_discount:
            assert not got
        elif line.line.amount is not None:
            assert got <= ({"percent"} if line.line.code else set())
        elif line.line.product.weighed:
            assert got <= {"percent", "amount", "fixed_price"}


@given(
    st.lists(st.tuples(st.integers(0, 20_00), st.integers(1, 4)), min_size=1, max_size=6),
    st.sampled_from(["n_for_price", "buy_n_get_m", "nth_percent"]),
    st.integers(1, 4),
    st.integers(0, 2),
    st.integers(0, 40_00),
)
def test_groups_are_those_of_the_pieces_laid_in_a_row(
    goods: list[tuple[int, int]], kind: PromotionKind, n: int, m: int, amount: int
) -> None:
    """Against the plainest way to say it: pieces sorted, cut into groups, each group for itself."""
    promotion = Promotion("g", kind, quantity=n, free=m, price=amount, percent=50_000)
    row = sorted((each for each, pieces in goods for _ in range(pieces)), reverse=True)
    size = n + m if kind == "buy_n_get_m" else n
    saved = 0
    for group in (row[k : k + size] for k in range(0, len(row) - size + 1, size)):
        if kind == "n_for_price":
            saved += max(0, sum(group) - amount)
        elif kind == "buy_n_get_m":
            saved += sum(group[n:])
        else:
            saved += divide(group[-1], 2)
    cart = ring(*((thing(str(i), each), pieces) for i, (each, pieces) in enumerate(goods)))
    assert priced(cart, promotion).discount == saved


@given(
    st.integers(1, 100_00),
    st.lists(
        st.tuples(st.sampled_from(["percent", "amount", "fixed_price"]), st.booleans(), st.integers(0, 100_00)),
        max_size=5,
    ),
)
def test_each_line_gets_the_better_of_best_price_and_all_compounds(
    amount: int, drawn: list[tuple[PromotionKind, bool, int]]
) -> None:
    offers = [
        Promotion(f"p{n}", kind, mode="compound" if both else "best_price", percent=x * 10, amount=x, price=x)
        for n, (kind, both, x) in enumerate(drawn)
    ]

    def after(promotion: Promotion, net: int) -> int:
        if promotion.kind == "percent":
            return net - divide(net * promotion.percent, 100_000)
        return max(0, net - promotion.amount) if promotion.kind == "amount" else min(net, promotion.price)

    best = min((after(p, amount) for p in offers if p.mode == "best_price"), default=amount)
    compounds = amount
    for kind in ("fixed_price", "amount", "percent"):
        for promotion in offers:
            if promotion.mode == "compound" and promotion.kind == kind:
                compounds = after(promotion, compounds)
    line = priced(ring(thing("x", amount)), *offers).lines[0]
    assert line.net == min(best, compounds)
    if best <= compounds:
        assert len(line.discounts) <= 1


@given(st.lists(st.integers(1, 500_00), min_size=1, max_size=8, unique=True), st.integers(0, 100_00))
def test_a_coupon_gives_a_line_the_same_share_wherever_it_stands(amounts: list[int], off: int) -> None:
    cart = replace(ring(*(thing(str(a), a) for a in amounts)), discounts=(OrderDiscount("coupon", "c", off),))
    turned = replace(cart, lines=cart.lines[::-1])
    assert nets(priced(cart)) == nets(priced(turned))[::-1]


@given(histories(6), rules())
def test_lines_that_nothing_touches_stay_the_same_objects(history: list[Cart], promotions: Sequence[Promotion]) -> None:
    rules_alone = [replace(p, categories=frozenset(), skus=frozenset({"s1"})) for p in promotions]
    rules_book = book(*[p for p in rules_alone if not p.kind.startswith("threshold")])
    cart = replace(history[-1], discounts=())
    before = price(cart, rules_book)
    after = price(carts.add(cart, E, 1_000), rules_book, before)
    assert all(was is now for was, now in zip(before.lines, after.lines, strict=False))
