"""Money back: any sequence of partial returns adds up to what was paid, by tender and tax rate, and never to more."""

from __future__ import annotations

from collections import Counter

import hypothesis.strategies as st
from hypothesis import given, settings

from posapp.domain.cart import Cart, with_returns_of
from posapp.domain.catalog import Product
from posapp.domain.money import allocate, divide, round_to_step
from posapp.domain.points_rule import PointsRule
from posapp.domain.pricing.values import PricedCart
from posapp.domain.returning import after, back_of, refund_plan, with_returns
from posapp.domain.sold import Paid, ReturnLine, Sold, SoldLine
from posapp.domain.store import CashRounding
from posapp.domain.tender import TenderType

POINTS = PointsRule(100, 1)
ROUNDING = CashRounding(5, "half_up")
RATES = {"13": 13_000, "9": 9_000, "0": 0}


@st.composite
def sold_lines(draw: st.DrawFn) -> tuple[SoldLine, ...]:
    found = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        tax, pieces = draw(st.sampled_from(sorted(RATES))), draw(st.integers(1, 5))
        gross = draw(st.integers(0, 90_000))
        off = draw(st.integers(0, gross))
        parts = allocate(off, (draw(st.integers(0, 9)), draw(st.integers(0, 9)))) if off else ()
        reasons = tuple(
            (kind, "x", share) for kind, share in zip(("promotion", "coupon"), parts, strict=False) if share
        )
        net = gross - off
        product = Product(f"P{number}", "", "", gross, tax, "")
        held = divide(net * RATES[tax], 100_000 + RATES[tax])
        found.append(SoldLine(number, product, pieces * 1000, gross // pieces, gross, reasons, net, held, RATES[tax]))
    return tuple(found)


@st.composite
def sales(draw: st.DrawFn) -> Sold:
    lines = draw(sold_lines())
    total = sum(line.net for line in lines)
    kinds: list[TenderType] = draw(
        st.lists(st.sampled_from(("points", "card", "wechat", "cash", "stored_value")), min_size=1, unique=True)
    )
    shares = allocate(total, [draw(st.integers(1, 9)) for _ in kinds])
    paid = tuple(
        Paid(
            n,
            kind,
            share,
            cash=round_to_step(share, ROUNDING.step, ROUNDING.mode) if kind == "cash" else 0,
            points=share if kind == "points" else 0,
            bonus=draw(st.integers(0, share)) if kind == "stored_value" else 0,
        )
        for n, (kind, share) in enumerate(zip(kinds, shares, strict=True), 1)
    )
    money = sum(p.due for p in paid if p.type != "points")
    return Sold("T.1", "R", "sale", "S1", "", "CNY", lines, paid, "M1", money // POINTS.per)


@settings(max_examples=60, deadline=None)
@given(sales(), st.data())
def test_any_sequence_of_partial_returns_sums_to_what_was_paid(sale: Sold, data: st.DataObject) -> None:
    now, tenders, taxes, drawer = sale, Counter[str](), Counter[str](), 0
    while any(line.left for line in now.lines):
        wanted = [line for line in now.lines if line.left and data.draw(st.booleans())] or [
            next(line for line in now.lines if line.left)
        ]
        lines: list[ReturnLine] = []
        for line in wanted:
            pieces = data.draw(st.integers(1, line.left // 1000))
            lines.append(back_of(line, pieces * 1000))
        basket = with_returns(PricedCart(), with_returns_of(Cart(), now, tuple(lines)), "inclusive")
        assert basket.total == sum(priced.gross - sum(d.amount for d in priced.discounts) for priced in basket.lines)
        plan = refund_plan(now, -basket.total, ROUNDING, POINTS)
        assert sum(given.amount for given in plan.given) == -basket.total
        for tender in plan.tenders:
            tenders[tender.type] -= tender.amount
            drawer -= tender.amount if tender.type == "cash" else 0
        for tax in basket.taxes:
            taxes[tax.id] -= tax.tax
        now = after(now, lines, plan)
        assert all(p.back <= p.due and 0 <= p.cash_back <= p.cash for p in now.paid), "never more"
        assert all(line.back_net <= line.net and line.back_tax <= line.tax for line in now.lines)
    assert [line.back_net for line in now.lines] == [line.net for line in sale.lines]
    assert taxes == Counter({tax: n for tax in RATES if (n := sum(x.tax for x in sale.lines if x.product.tax == tax))})
    assert all(p.back == p.due and p.points_back == p.points and p.bonus_back == p.bonus for p in now.paid)
    assert drawer == sum(p.cash for p in sale.paid), "the sale's rounding is reversed"
    assert all(tenders[p.type] == p.due for p in sale.paid if p.type != "cash")
    assert now.reversed == sale.earned


def test_scenario_22_the_shares_are_exact() -> None:
    shirt = SoldLine(1, Product("A", "", "", 9900, "13", ""), 2000, 8900, 19800, (("coupon", "", 4720),), 15080, 1735)
    rest = SoldLine(2, Product("B", "", "", 3550, "13", ""), 3000, 3550, 8380, (("coupon", "", 1280),), 7100, 782)
    paid = (Paid(1, "points", 1000, points=1000), Paid(2, "wechat", 21180))
    sale = Sold("T.1", "R", "sale", "S1", "", "CNY", (shirt, rest), paid, "M1", 211)
    back = back_of(shirt, 1000)
    plan = refund_plan(sale, back.net, CashRounding(), POINTS)
    assert (back.net, back.tax) == (7540, 868)
    assert [(t.type, t.amount, t.points) for t in plan.tenders] == [("points", -340, -340), ("wechat", -7200, 0)]
    assert plan.reversed == 72
