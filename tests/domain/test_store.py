"""The business date: which day a moment belongs to, at the cut-over and where clocks change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posapp.domain.money import currency
from posapp.domain.store import HUB_WAIT, SCAN_REPEAT, Store, business_date, hub_wait, scan_repeat

SHOP = Store("S1", "静安店", currency("CNY"), "Asia/Shanghai")
NEW_YORK = replace(SHOP, timezone="America/New_York")
LORD_HOWE = replace(SHOP, timezone="Australia/Lord_Howe")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "shop, moment, day",
    [
        # the cut-over at 04:00
        (SHOP, "2026-11-21T03:59:59+08:00", "2026-11-20"),
        (SHOP, "2026-11-21T04:00:00+08:00", "2026-11-21"),
        (SHOP, "2026-11-21T23:59:59+08:00", "2026-11-21"),
        (SHOP, "2026-11-22T00:00:00+08:00", "2026-11-21"),
        (SHOP, "2026-11-20T20:00:00+00:00", "2026-11-21"),
        (SHOP, "2027-01-01T02:00:00+08:00", "2026-12-31"),
        # spring forward, 2026-03-08 02:00 -> 03:00: one hour less between midnight and the cut-over
        (NEW_YORK, "2026-03-08T01:59:59-05:00", "2026-03-07"),
        (NEW_YORK, "2026-03-08T03:00:00-04:00", "2026-03-07"),
        (NEW_YORK, "2026-03-08T03:59:59-04:00", "2026-03-07"),
        (NEW_YORK, "2026-03-08T04:00:00-04:00", "2026-03-08"),
        # fall back, 2026-11-01 02:00 -> 01:00: half past one twice, both before the cut-over
        (NEW_YORK, "2026-11-01T01:30:00-04:00", "2026-10-31"),
        (NEW_YORK, "2026-11-01T01:30:00-05:00", "2026-10-31"),
        (NEW_YORK, "2026-11-01T03:59:59-05:00", "2026-10-31"),
        (NEW_YORK, "2026-11-01T04:00:00-05:00", "2026-11-01"),
        # half an hour of summer time, 2026-04-05 02:00 -> 01:30
        (LORD_HOWE, "2026-04-05T03:59:59+10:30", "2026-04-04"),
        (LORD_HOWE, "2026-04-05T04:00:00+10:30", "2026-04-05"),
        # a day that never was: Samoa skipped 2011-12-30
        (replace(SHOP, timezone="Pacific/Apia"), "2011-12-31T04:00:00+14:00", "2011-12-31"),
    ],
)
def test_the_day_begins_at_the_cut_over(shop: Store, moment: str, day: str) -> None:
    assert business_date(shop, at(moment)) == day
    assert business_date(shop, at(moment).astimezone(UTC)) == day


def test_a_cut_over_in_the_hour_that_is_skipped() -> None:
    early = replace(NEW_YORK, day_starts=time(2, 30))
    assert business_date(early, at("2026-03-08T01:59:59-05:00")) == "2026-03-07"
    assert business_date(early, at("2026-03-08T03:00:00-04:00")) == "2026-03-08"


def test_a_shop_that_starts_at_midnight() -> None:
    midnight = replace(SHOP, day_starts=time(0, 0))
    assert business_date(midnight, at("2026-11-20T23:59:59+08:00")) == "2026-11-20"
    assert business_date(midnight, at("2026-11-21T00:00:00+08:00")) == "2026-11-21"


zones = st.sampled_from(
    [
        "Asia/Shanghai",
        "America/New_York",
        "Europe/Berlin",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "America/St_Johns",
    ]
)


@given(zones, st.datetimes(datetime(2015, 1, 1), datetime(2035, 1, 1)), st.integers(0, 86_400))  # noqa: DTZ001
def test_the_business_date_follows_the_wall_clock_and_never_goes_back_over_the_cut_over(
    zone: str, naive: datetime, later: int
) -> None:
    shop = replace(SHOP, timezone=zone)
    moment = naive.replace(tzinfo=UTC)
    local = moment.astimezone(ZoneInfo(zone))
    day = date.fromisoformat(business_date(shop, moment))
    assert day == (local.date() if local.hour >= 4 else local.date() - timedelta(days=1))
    assert business_date(shop, moment + timedelta(seconds=later)) >= day.isoformat()


@pytest.mark.parametrize("text, seconds", [("2", 2), ("1.5", 1.5), ("0.5", 0.5), ("30", 30)])
def test_a_shop_says_how_long_a_person_waits_for_the_hub(text: str, seconds: float) -> None:
    assert hub_wait(replace(SHOP, limits={"hub_seconds": text})).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "two", "-2", "0", "0.499", "30.001", "9" * 40, "1e1", "1.2345"])
def test_what_is_no_time_to_wait_is_the_usual_one(text: str) -> None:
    assert hub_wait(replace(SHOP, limits={"hub_seconds": text})) == HUB_WAIT


@pytest.mark.parametrize(
    "said, milliseconds", [("", 300), ("0", 0), ("250", 250), ("5000", 5000), ("5001", 300), ("-1", 300), ("x", 300)]
)
def test_within_which_time_a_code_counts_once(said: str, milliseconds: int) -> None:
    assert scan_repeat(replace(SHOP, limits={SCAN_REPEAT: said})) == milliseconds
