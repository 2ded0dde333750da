"""Coupons and limited offers of a sale, once its goods come back: all of them, a part, a present, by other rules."""

from __future__ import annotations

from dataclasses import replace

from posapp.domain.catalog import Product
from posapp.domain.restored import NOTHING_RESTORED, Restored, restored
from posapp.domain.return_rules import ReturnRules
from posapp.domain.sold import Limited, Sold, SoldLine

HAD = Limited(("TEN",), ("welcome",))
LINE = SoldLine(
    1, Product("A", "T恤", "T-shirt", 9900, "13", ""), 3000, 9900, 29700, (), 29700, 0, back=1000, pending=500
)
SOLD = Sold("S1-1.1", "R", "sale", "S1", "", "CNY", (LINE,), (), limited=HAD)


def test_they_are_the_customers_once_more_when_nothing_stays() -> None:
    rules = ReturnRules()
    assert restored(rules, SOLD, ((1, 1000), (1, 1000))) == Restored(again=HAD)
    assert restored(rules, SOLD, ((1, 1500),)) == Restored(gone=HAD), "what another till is taking back is not back"
    assert restored(replace(rules, restores=False), SOLD, ((1, 2000),)) == Restored(gone=HAD)
    assert restored(rules, replace(SOLD, kind="gift"), ((1, 2000),)) == NOTHING_RESTORED
    assert restored(rules, replace(SOLD, limited=Limited()), ((1, 2000),)) == NOTHING_RESTORED
