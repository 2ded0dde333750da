"""A clock that jumped back: nothing is sold under a date that nobody confirmed, and both times are kept."""

from __future__ import annotations

import json

import pytest

from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from tests.support.shop import Shop


def test_a_manager_confirms_the_date_before_the_next_sale(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    shop.advance(days=-3)
    till.add("B")
    with pytest.raises(Refused) as no:
        till.parts.app.payment.pay()
    assert no.value.code == "clock_behind"
    for language in ("zh", "en"):
        said = refusal_text(no.value, language)
        assert "2026-11-18" in said
        assert "2026-11-21" in said
    assert len(till.cart.lines) == 1
    cashier = till.parts.till.staff.by_id("c1")
    assert cashier is not None
    with pytest.raises(Refused, match="not_permitted"):
        till.parts.app.shifts.confirm_date(cashier)
    till.parts.app.shifts.confirm_date(till.parts.app.sign_in.approve("confirm_date", "m1", "9999"))
    sale = till.pay_cash("100.00")
    assert sale.receipt == "S1-1-20261121-0002", "the business date never goes back"
    kept = next(e for e in till.parts.till.journal.entries_after(0, 100) if e.kind == "date_confirmed")
    assert kept.staff == "m1"
    assert {"2026-11-18T01:00:00Z", "2026-11-21T01:00:00Z"} <= set(json.loads(kept.body).values())
    assert till.sync().unsent == 0


def test_a_restart_with_the_clock_behind_still_asks(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    shop.advance(days=-1)
    till.restart()
    till.sign_in()
    till.add("A")
    with pytest.raises(Refused, match="clock_behind"):
        till.parts.app.payment.pay()


def test_a_clock_a_minute_back_asks_nobody(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    shop.advance(seconds=-50)
    assert till.sell("A").receipt.endswith("0002")
