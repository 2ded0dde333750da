"""What brought customers here and who sold, as the tills' entries say it."""

from __future__ import annotations

from collections.abc import Callable

from hub.storage.attribution import attributed
from posapp.contract.ops import LineOp
from tests.support.hub import RunningHub
from tests.support.till import BareTill


def test_by_source_and_by_associate(hub: RunningHub, enrolled: Callable[..., BareTill]) -> None:
    one, two = enrolled(register="1"), enrolled("S2")
    lines = (LineOp("A", 1_000, 2_000), LineOp("B", 500, associate="m1"))
    one.sell(2_500, lines=lines, source="双十一", associate="c2", note="包成礼物")
    one.sell(300, source="双十一")
    one.sell(100)
    two.sell(700, source="双十一")
    for words in ("campaign", "营销活动", "Campaign"):
        one.sell(10, source=words)
    for till in (one, two):
        assert {result.outcome for result in till.push().results} == {"accepted"}

    def told(by: str, *about: str | None) -> list[tuple[object, ...]]:
        return [tuple(row.values()) for row in attributed(hub.database, by, *(about or ("S1", None, None)))]

    assert told("source") == [
        ("S1", "双十一", 2, 4_000, 2_800),
        ("S1", "", 1, 1_000, 100),
        ("S1", "campaign", 3, 3_000, 30),
    ], "one source in every language"
    assert told("associate") == [
        ("S1", "c2", 1, 2_000, 2_000),
        ("S1", "m1", 1, 1_000, 500),
        ("S1", "c1", 5, 5_000, 430),
    ]
    assert told("source", None, "2026-11-21", "2026-11-21")[1] == ("S2", "双十一", 1, 1_000, 700)
    assert told("source", None, "2026-11-22", None) == []
