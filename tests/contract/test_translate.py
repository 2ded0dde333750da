"""A sale's body says what was sold to the cent, in as few bytes as that takes."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from posapp.contract.ops import LineOp, decode_basket_held, decode_sale, encode
from posapp.contract.translate import basket_cleared_op, extended, line_gross, line_op, sale_op
from posapp.contract.translate_holds import basket_held_op, basket_of
from posapp.domain.basket import Basket
from posapp.domain.cart import MOST, Cart, CartLine, add
from posapp.domain.catalog import ListPrice, Product
from posapp.domain.money import divide
from posapp.domain.pricing import price, price_book
from posapp.domain.promotion import Hours, Part, Promotion
from posapp.domain.sale import Sale
from posapp.domain.store import CashRounding
from posapp.domain.tax import Tax
from posapp.domain.tender import Tender, settle

AT = "2026-11-21T01:00:00Z"
OFFERS = (
    Promotion("P1", "percent", categories=frozenset({"a"}), percent=15_000),
    Promotion("P2", "threshold_amount", spend=20_000, amount=1_500),
)
BOOK = price_book("inclusive", {"13": Tax("13", "rate", 13_000)}, OFFERS, AT)


def net(op: LineOp) -> int:
    return line_gross(op) - sum(d.amount for d in op.off)


amounts = st.integers(1, 5_000_000)
goods = st.builds(
    Product,
    sku=st.text("ABC123", min_size=1, max_size=4),
    name_zh=st.text(max_size=8),
    name_en=st.text(max_size=8),
    price=amounts,
    tax=st.just("13"),
    category=st.sampled_from("ab"),
    weighed=st.booleans(),
    prices=st.lists(st.builds(ListPrice, st.just("member"), amounts), max_size=1).map(tuple),
)
lines = st.lists(
    st.tuples(goods, st.integers(1, MOST // 10), st.one_of(st.none(), amounts), st.booleans()), min_size=1, max_size=6
)


def cart_of(drawn: list[tuple[Product, int, int | None, bool]], member: str | None = None) -> Cart:
    cart = Cart(member=member)
    for product, quantity, amount, unlisted in drawn:
        whole = quantity if product.weighed else max(1000, quantity // 1000 * 1000)
        cart = add(cart, product, whole, amount=amount, code="690", unlisted=unlisted)
    return cart


@given(lines, st.sampled_from([None, "M1"]))
def test_a_line_says_its_gross_and_net_to_the_cent(
    drawn: list[tuple[Product, int, int | None, bool]], member: str | None
) -> None:
    for priced in price(cart_of(drawn, member), BOOK).lines:
        op = line_op(priced)
        assert (line_gross(op), net(op), op.tax) == (priced.gross, priced.net, priced.tax)


@given(lines)
def test_a_sale_comes_back_from_its_bytes(drawn: list[tuple[Product, int, int | None, bool]]) -> None:
    priced = price(cart_of(drawn), BOOK)
    tender = Tender(1, "cash", priced.total)
    settled = settle(priced.total, [tender], CashRounding())
    sale = Sale("S1-1-x.1", "S1-1-20261121-0001", "S1-1-x.0", "c1", "2026-11-21", AT, "CNY", priced, (tender,), settled)
    op = sale_op(sale)
    assert decode_sale(encode(op)) == op
    assert sum(net(line) for line in op.lines) == op.total


@given(amounts, st.integers(1, MOST))
def test_unit_times_quantity_is_rounded_as_money_is(unit: int, quantity: int) -> None:
    assert extended(unit, quantity) == divide(unit * quantity, 1000)


def test_what_is_implied_is_left_out() -> None:
    product = Product("A", "水", "Water", 250, "13", "drinks")
    (priced,) = price(add(Cart(), product, 3_000), BOOK).lines
    assert msgspec.json.decode(encode(line_op(priced))) == {
        "sku": "A",
        "unit": 250,
        "qty": 3000,
        "tax": priced.tax,
        "tax_id": "13",
    }


def test_only_an_unlisted_item_carries_its_name() -> None:
    product = Product("?999", "", "Ladder", 25_000, "13", "home", open_price=True)
    (priced,) = price(add(Cart(), product, code="999", unlisted=True), BOOK).lines
    op = line_op(priced)
    assert (op.name, op.category, op.code) == ("Ladder", "home", "999")


def test_what_was_taken_out_again_is_told_by_list_price() -> None:
    line = CartLine(1, Product("A", "水", "Water", 250, "13", "drinks"), 2_000)
    label = replace(line, number=2, quantity=1_230, amount=999)
    dear = replace(line, number=3, override=300)
    op = basket_cleared_op([], [line, label, dear], "changed his mind")
    assert [line_gross(o) for o in op.removed] == [500, 999, 600]
    assert op.reason == "changed his mind"


def test_a_held_basket_keeps_its_offers_with_all_their_terms_and_the_tier_of_its_member() -> None:
    water = Product("A", "水", "Water", 250, "13", "drinks")
    offers = (
        Promotion("gold", "percent", percent=10_000, tier="gold", hours=(Hours((6,), "09:00", "12:00"),), per_basket=1),
        Promotion(
            "meal", "bundle", price=500, skus=frozenset("AB"), parts=(Part(1, frozenset("A")), Part(1, frozenset("B")))
        ),
        Promotion("gift", "gift", skus=frozenset(f"x{n}" for n in range(200)), gift="A"),
    )
    cart = replace(add(Cart(member="M1", tier="gold"), water), removed=())
    op = decode_basket_held(encode(basket_held_op(Basket(cart, began=AT, offers=offers), "", 250)))
    back = basket_of(op, {"A": water}.get)
    assert back.cart.tier == "gold"
    assert back.offers is not None
    assert back.offers[:2] == offers[:2]
    assert len(back.offers[2].skus) == 1, "what is for other goods does not become an offer for everything"
    assert [offer.kind for offer in op.offers] == ["on_terms"] * 3
