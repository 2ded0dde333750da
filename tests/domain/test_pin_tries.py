"""Wrong PINs: five at a time, then a wait that grows; a clock that is moved changes little."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from posapp.domain.pin_tries import PinTries

NOW = datetime(2026, 11, 21, 1, 0, 0, 400_000, tzinfo=UTC)


def after(wrong: int) -> PinTries:
    tries = PinTries()
    for _ in range(wrong):
        tries = tries.once_more(NOW)
    return tries


@pytest.mark.parametrize(
    "wrong, wait", [(0, 0), (4, 0), (5, 60), (6, 0), (9, 0), (10, 300), (15, 900), (20, 3600), (55, 3600)]
)
def test_each_five_wrong_ones_cost_a_longer_wait(wrong: int, wait: int) -> None:
    tries = after(wrong)
    assert (tries.wrong, tries.wait, tries.seconds_left(NOW)) == (wrong, wait, wait)


def test_it_tells_how_many_are_left() -> None:
    assert [after(wrong).left for wrong in (0, 1, 4, 5, 9)] == [5, 4, 1, 5, 1]


def test_the_wait_ends() -> None:
    locked = after(5)
    assert locked.seconds_left(NOW + timedelta(seconds=59)) == 1
    assert locked.seconds_left(NOW + timedelta(seconds=60)) == 0


@pytest.mark.parametrize("back", [timedelta(seconds=2), timedelta(hours=3), timedelta(days=400)])
def test_a_clock_set_back_begins_the_wait_anew(back: timedelta) -> None:
    earlier = NOW - back
    locked = after(5).on_clock(earlier)
    assert locked.seconds_left(earlier) == 60
    assert locked.seconds_left(earlier + timedelta(seconds=60)) == 0
    assert locked.wrong == 5


def test_a_clock_that_goes_on_changes_nothing() -> None:
    for tries in (after(3), after(5)):
        assert tries.on_clock(NOW + timedelta(seconds=1)) is tries
