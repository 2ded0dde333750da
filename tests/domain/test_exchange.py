"""Exchanges in a row: whatever comes back of whichever sale, in any order, each tender gives back what it paid."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given, settings

from posapp.domain.cart import Cart, with_returns_of
from posapp.domain.catalog import Product
from posapp.domain.exchange import Credit, credit_of
from posapp.domain.loyalty import earned
from posapp.domain.points_rule import Earning
from posapp.domain.pricing.values import PricedCart
from posapp.domain.returning import NO_PLAN, RefundPlan, after, back_of, refund_plan, with_returns
from posapp.domain.sold import GivenBack, Paid, ReturnLine, Sold, SoldLine
from posapp.domain.tender import Tender
from tests.domain.test_returning import POINTS, ROUNDING, sales


class Customer:
    """Their sales, and what each kind of tender has taken from them and given back."""

    def __init__(self, first: Sold) -> None:
        self.sales = [first]
        self.paid, self.back, self.points = Counter[str](), Counter[str](), first.earned
        for tender in first.paid:
            self.paid[tender.type] += tender.due

    def brings(self, place: int, lines: tuple[ReturnLine, ...], goods: int) -> None:
        """Goods of one of the sales, and takes others worth so much, paying by card what is missing."""
        sold = self.sales[place]
        cart = with_returns_of(Cart(), sold, lines)
        total = with_returns(PricedCart(total=goods), cart, "inclusive").total
        plan = refund_plan(sold, -total, ROUNDING, POINTS) if total < 0 else NO_PLAN
        credit = credit_of(cart, total, plan, "inclusive", ROUNDING, POINTS)
        moved = RefundPlan((), tuple(_given(p) for p in credit.paid), credit.carried)
        self.sales[place] = after(after(sold, lines, plan), (), moved)
        for g in plan.given:
            self.back[next(p.type for p in sold.paid if p.number == g.tender)] += g.amount
        own = max(0, total)
        points = earned(Earning("", POINTS.per), own, (Tender(1, "card", own),)) if own else 0
        self.points += points - plan.reversed
        self.paid["card"] += own
        if goods:
            self.sales.append(_bought(goods, own, credit, points))


def _given(paid: Paid) -> GivenBack:
    return GivenBack(paid.number, paid.due, paid.cash, paid.points, paid.bonus)


def _bought(goods: int, own: int, credit: Credit, points: int) -> Sold:
    line = SoldLine(1, Product("N", "", "", goods, "0", ""), 1000, goods, goods, (), goods, 0)
    paid = [*([Paid(1, "card", own)] if own else []), *credit.paid]
    numbered = tuple(replace(p, number=n) for n, p in enumerate(paid, 1))
    return Sold("T.2", "R2", "sale", "S1", "", "CNY", (line,), numbered, "M1", points + credit.carried)


@settings(max_examples=25, deadline=None)
@given(sales(), st.data())
def test_any_sequence_of_exchanges_gives_each_tender_back_what_it_paid(sale: Sold, data: st.DataObject) -> None:
    customer = Customer(sale)
    for turn in range(40):
        places = [n for n, sold in enumerate(customer.sales) if any(line.left for line in sold.lines)]
        if not places:
            break
        place = data.draw(st.sampled_from(places))
        line = data.draw(st.sampled_from([x for x in customer.sales[place].lines if x.left]))
        back = back_of(line, data.draw(st.integers(1, line.left // 1000)) * 1000)
        again = turn < 8 and data.draw(st.booleans())
        customer.brings(place, (back,), data.draw(st.integers(1, 2 * back.net + 1)) if again else 0)
        for sold in customer.sales:
            assert sum(p.left for p in sold.paid) == sum(x.net - x.back_net for x in sold.lines), "nothing is missing"
            assert all(0 <= p.back <= p.due and 0 <= p.points_back <= p.points for p in sold.paid)
    assert customer.back == customer.paid
    assert customer.points == 0
    assert all(p.points_back == p.points and p.bonus_back == p.bonus for sold in customer.sales for p in sold.paid)
    assert all(p.cash_back == p.cash for sold in customer.sales for p in sold.paid), "the sale's rounding is reversed"
