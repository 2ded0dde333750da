"""A clock that jumped back: nothing is sold under a date that nobody confirmed, and both times are kept."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from posapp.domain.errors import Refused
from posapp.domain.refusal_texts import refusal_text
from posapp.domain.times import to_text
from posapp.storage.verify import verify
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


def test_a_copy_printed_meanwhile_does_not_let_the_next_sale_through(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    shop.advance(days=-1)
    till.parts.app.receipts.reprint_last()
    till.add("A")
    for _ in range(2):
        with pytest.raises(Refused, match="clock_behind"):
            till.parts.app.payment.pay()
        till.restart()
        till.sign_in()
    till.parts.app.shifts.confirm_date(till.parts.app.sign_in.approve("confirm_date", "m1", "9999"))
    assert till.pay_cash("100.00").receipt.endswith("0002")


def test_both_times_are_told_in_the_shops_own_time(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    shop.advance(hours=-3)
    with pytest.raises(Refused) as no:
        till.parts.app.shifts.check_date()
    said = refusal_text(no.value, "en")
    assert "2026-11-21 06:00" in said, "the shop is eight hours ahead of UTC"
    assert "2026-11-21 09:00" in said


def test_a_clock_far_ahead_is_confirmed_before_it_moves_the_books(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    right = shop.clock.now()
    shop.advance(days=400)
    till.parts.app.receipts.reprint_last()
    last = till.parts.till.journal.last()
    assert last is not None
    assert last.business_date == "2026-11-21", "what nobody confirmed moves no date"
    till.add("A")
    with pytest.raises(Refused, match="clock_ahead"):
        till.parts.app.payment.pay()
    shop.clock.set(right)
    with pytest.raises(Refused, match="clock_behind"):
        till.parts.app.payment.pay()
    till.parts.app.shifts.confirm_date(till.parts.app.sign_in.approve("confirm_date", "m1", "9999"))
    assert till.pay_cash("100.00").receipt == "S1-1-20261121-0002"


def test_a_manager_may_confirm_a_day_after_a_long_rest(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    shop.advance(days=30)
    till.add("A")
    with pytest.raises(Refused, match="clock_ahead"):
        till.parts.app.payment.pay()
    till.parts.app.shifts.confirm_date(till.parts.app.sign_in.approve("confirm_date", "m1", "9999"))
    assert till.pay_cash("100.00").receipt.startswith("S1-1-20261221-")
    kept = next(e for e in till.parts.till.journal.entries_after(0, 100) if e.kind == "date_confirmed")
    assert {"2026-12-21T01:00:00Z", "2026-11-21T01:00:00Z"} <= set(json.loads(kept.body).values())


def test_two_days_on_when_the_hub_says_that_they_have_not_passed(shop: Shop) -> None:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    till.sell("A")
    own = shop.clock.now() + timedelta(days=3)
    till.parts.till.cursors.saw_hub("epoch", to_text(own - timedelta(days=3)), to_text(own))
    till.add("A")
    shop.advance(days=3)
    with pytest.raises(Refused, match="clock_ahead"):
        till.parts.app.payment.pay()
    shop.advance(days=-2)
    sale = till.pay_cash("100.00")
    assert sale.receipt == "S1-1-20261121-0002", "somebody has set the clock since; the day is that of the open shift"


@pytest.mark.parametrize("days", [-2, 2])
def test_a_clock_two_days_off_loses_nothing_and_doubles_nothing(shop: Shop, days: int) -> None:
    """The hub's clock stays; the till's is off before a sale, and a restart later it is right again."""
    shop.clock.set(datetime.now(UTC).replace(microsecond=0))
    till = shop.till()
    till.sign_in("m1", "9999")
    till.open_shift()
    sold = [till.sell("A")]
    till.sync()
    for step in (days, -days):
        shop.advance(days=step)
        till.restart()
        till.sign_in("m1", "9999")
        till.add("B")
        if till.parts.app.desk.clock_doubt():
            till.parts.app.shifts.confirm_date(till.parts.app.desk.seller())
        sold.append(till.pay_cash("100.00"))
        status = till.sync()
        assert (status.state, status.unsent, status.clock_off) == ("online", 0, step == days)
    assert len({sale.receipt for sale in sold}) == 3
    totals = till.parts.engine.hub.totals()
    assert (totals.count, totals.total) == (3, sum(sale.priced.total for sale in sold))
    assert verify(till.parts.till).whole
