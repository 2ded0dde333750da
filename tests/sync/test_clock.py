"""A till's clock that is off: said from ten minutes on, by the hub's clock as it was last heard; entries go by their
numbers, and each keeps both times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hub.storage import tables
from posapp.domain.errors import Refused
from posapp.domain.journal import broken_at
from posapp.domain.times import from_text
from tests.support.shop import Shop, Till


def at_work(shop: Shop) -> Till:
    till = shop.till()
    till.sign_in()
    till.open_shift()
    return till


@pytest.mark.parametrize("minutes, off", [(9, False), (-9, False), (11, True), (-11, True)])
def test_ten_minutes_are_borne_and_more_is_said(shop: Shop, minutes: int, off: bool) -> None:
    shop.clock.set(datetime.now(UTC) + timedelta(minutes=minutes))  # the hub's clock is the machine's
    till = at_work(shop)
    till.sell("A")
    status = till.sync()
    assert (status.state, status.clock_off) == ("online", off)


def test_how_far_it_is_off_is_remembered_without_the_hub(shop: Shop) -> None:
    shop.clock.set(datetime.now(UTC) + timedelta(hours=2))
    till = at_work(shop)
    till.sync()
    till.online = False
    till.restart()
    status = till.sync()
    assert status.clock_off
    assert abs(status.hub_ahead + 7200) < 60


def test_a_clock_that_goes_back_changes_no_order_and_both_times_are_kept(shop: Shop) -> None:
    start = datetime.now(UTC).replace(microsecond=0)
    shop.clock.set(start)
    till = at_work(shop)
    till.sell("A")
    shop.advance(minutes=-30)
    till.add("B")
    with pytest.raises(Refused, match="clock_behind"):
        till.parts.app.payment.pay()
    till.parts.app.shifts.confirm_date(till.parts.app.sign_in.approve("confirm_date", "m1", "9999"))
    receipts = [till.pay_cash("100.00").receipt[-4:]]
    shop.advance(minutes=5)
    receipts.append(till.sell("C").receipt[-4:])
    assert receipts == ["0002", "0003"]
    assert till.sync().unsent == 0
    with shop.hub.database.read() as connection:
        rows = connection.execute(tables.entry.select().order_by(tables.entry.c.seq)).all()
    assert [row.seq for row in rows] == [1, 2, 3, 4, 5]
    times = [from_text(row.at) for row in rows]
    assert times != sorted(times), "each as the till's clock said"
    received = [from_text(row.received_at) for row in rows]
    assert all(abs((at - datetime.now(UTC)).total_seconds()) < 120 for at in received), "and as the hub's said"
    assert {row.refusal for row in rows} == {""}
    assert broken_at(till.parts.till.journal.till, till.parts.till.journal.all()) is None
    totals = till.parts.engine.hub.totals()
    assert (totals.count, totals.total) == (3, 9900 + 3550 + 1280)
