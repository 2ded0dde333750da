"""The shop of the scenarios with a real hub in this process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from posapp.devices.clock import StoppedClock
from tests.support.hub import ReadyHubs
from tests.support.shop import Shop

SHOP_FILE = Path(__file__).parents[1] / "scenarios" / "shop.json"


@pytest.fixture
def shop(tmp_path: Path, ready_hubs: ReadyHubs) -> Iterator[Shop]:
    """A hub with the shop file loaded; tills join through `shop.till()`."""
    clock = StoppedClock(datetime(2026, 11, 21, 1, 0, tzinfo=UTC))
    with ready_hubs.start(tmp_path / "hub", SHOP_FILE.read_bytes()) as hub:
        shop = Shop(tmp_path, hub, clock)
        yield shop
        shop.close()
