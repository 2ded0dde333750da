"""The shop's day from the hub: the tills' own figures added up, and which tills it lacks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from posapp.contract.shop_day import ShopDay
from posapp.devices.clock import StoppedClock
from posapp.domain.drawer import Count
from posapp.domain.figures import Selection, together
from sync.shop_day import shop_day
from tests.support.hub import RunningHub
from tests.support.shop import HUB_SECONDS, Shop, Till
from tests.sync.conftest import SHOP_FILE

DAY = "2026-11-21"


def close(till: Till) -> None:
    """Count what must be there, and close."""
    closing = till.parts.app.closing
    expected = closing.x().cash.expected
    closing.count(Count(expected))
    closing.close()


def lacks(said: ShopDay) -> dict[str, str]:
    return {till.register_: till.lacks for till in said.tills}


def test_two_tills_add_up_and_the_day_is_final_when_it_is_over_and_none_is_lacking(tmp_path: Path) -> None:
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with RunningHub(tmp_path / "hub", clock=clock.now) as hub:
        hub.load(SHOP_FILE.read_bytes())
        shop = Shop(tmp_path, hub, clock)
        first, second = shop.till("1"), shop.till("2")
        ask = first.parts.engine.hub
        for till in (first, second):
            till.sign_in("m1", "9999")
            till.open_shift()
        first.sell("A")
        first.add("E", "1.23")
        first.pay_card("20.66")
        first.parts.app.payment.complete()
        second.sell("B")
        first.sync()
        said = shop_day(ask, HUB_SECONDS, DAY)
        assert said.provisional
        assert lacks(said) == {"1": "not_closed", "2": "not_heard"}, "the hub has not heard of the second one's shift"

        second.sync()
        said = shop_day(ask, HUB_SECONDS, DAY)
        own = [till.parts.app.reports.figures(Selection(DAY, DAY)) for till in (first, second)]
        assert [till.figures() for till in said.tills] == own
        assert together(till.figures() for till in said.tills).total == first.money("155.16")
        assert [[(hour.hour, hour.count) for hour in till.hours] for till in said.tills] == [[(9, 2)], [(9, 1)]]
        assert lacks(said) == {"1": "not_closed", "2": "not_closed"}

        for till in (first, second):
            close(till)
        first.sync()
        clock.set(datetime(2026, 11, 21, 20, 1, tzinfo=UTC))
        said = shop_day(ask, HUB_SECONDS, DAY)
        assert (said.over, said.provisional, lacks(said)) == (True, True, {"1": "not_heard", "2": "not_closed"}), (
            "the first closed, and may have opened again off the line"
        )
        first.sync()
        assert lacks(shop_day(ask, HUB_SECONDS, DAY)) == {"1": "", "2": "not_closed"}
        second.sync()
        said = shop_day(ask, HUB_SECONDS, DAY)
        assert not said.provisional
        assert [till.zs for till in said.tills] == [("S1-1-Z0001",), ("S1-2-Z0001",)]
        shop.close()
