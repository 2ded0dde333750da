"""An order's balance paid at the counter beside other goods: each of the two papers keeps its own part of the money."""

from __future__ import annotations

from posapp.domain.catalog import Product
from posapp.domain.order_balance import Balance, lines_of_balance, paid_for_balance, without_balance
from posapp.domain.sold import Paid, Sold, SoldLine


def line(number: int, sku: str, net: int) -> SoldLine:
    return SoldLine(number, Product(sku, "", "", net, "13", ""), 1000, net, net, (), net, 0)


def test_money_of_a_sale_that_paid_a_balance_is_split_to_the_cent() -> None:
    lines = (line(1, "A", 7674), line(2, "C", 2326), line(3, "A", 7674), line(4, "G", 1990))
    paid = (
        Paid(1, "points", 1000, points=1000),
        Paid(2, "wechat", 15_000, attempt="T.5"),
        Paid(3, "cash", 3664, cash=3665),
    )
    sale = Sold("T.1", "R", "sale", "S1", "", "CNY", lines, paid)
    balance = Balance("R", (("C", 1000, 2326), ("A", 1000, 7674)))
    ours = lines_of_balance(sale, balance)
    assert ours == {1, 2}, "one of two like lines"
    rest, part = without_balance(sale, ours), paid_for_balance(sale, ours, 2)
    assert [x.number for x in rest.lines] == [3, 4]
    assert sum(p.due for p in rest.paid) == 7674 + 1990
    assert [(p.number, p.type) for p in part] == [(2, "points"), (3, "wechat"), (4, "cash")]
    assert sum(p.due for p in part) == 10_000
    for whole, one, other in zip(paid, rest.paid, part, strict=True):
        assert (one.due + other.due, one.cash + other.cash) == (whole.due, whole.cash)
        assert one.points + other.points == whole.points
    assert lines_of_balance(sale, Balance("R", (("A", 1000, 7674),) * 3)) == frozenset(), "not all of them are here"
