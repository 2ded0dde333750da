"""What the hub counted is what the tills sold."""

from __future__ import annotations

from collections.abc import Callable

from bench import journal
from posapp.contract import routes
from tests.support.shared import shared
from tests.support.till import BareTill


def test_per_till_and_day_and_together(enrolled: Callable[..., BareTill]) -> None:
    one, two, elsewhere = enrolled(register="1"), enrolled(register="2"), enrolled("S2")
    for till, amounts in ((one, (100, 200)), (two, (50,)), (elsewhere, (7777,))):
        for amount in amounts:
            till.sell(amount)
        till.push()
    all_ = one.get(routes.TOTALS)
    assert (all_["store"], all_["count"], all_["total"], all_["tax"], all_["entries"]) == ("S1", 3, 350, 41, 3)
    assert {(d["till"], d["count"], d["total"]) for d in all_["days"]} == {(one.id, 2, 300), (two.id, 1, 50)}
    mine = one.get(routes.TOTALS, till=one.id)
    assert (mine["count"], mine["total"], mine["entries"]) == (2, 300, 2)
    assert [(d["first_receipt"][-4:], d["last_receipt"][-4:]) for d in mine["days"]] == [("0001", "0002")]
    assert one.get(routes.TOTALS, date="2026-11-21")["count"] == 3
    assert one.get(routes.TOTALS, date="2026-11-22")["count"] == 0
    assert one.get(routes.TOTALS, till=elsewhere.id)["count"] == 0, "another store's books are not told"
    for odd in ("0", "1763683200", "20261121", ""):
        one.get(routes.SHOP_DAY, 422, date=odd)
    assert one.get(routes.SHOP_DAY, date="2026-11-21")["store"] == "S1"


def test_store_367_arrives_to_the_cent(till: BareTill) -> None:
    till.entries = journal.journal(till.id, shared(journal.BASKETS))
    for start in range(0, len(till.entries), 500):
        assert {r.outcome for r in till.push(till.entries[start : start + 500]).results} == {"accepted"}
    paid = sum(journal.basket_total(line) for line in journal.read(shared(journal.BASKETS)))
    totals = till.get(routes.TOTALS)
    assert (totals["count"], totals["total"], totals["refused"]) == (3013, paid, 0)
    assert sum(day["total"] for day in totals["days"]) == paid
