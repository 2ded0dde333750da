"""What brought customers here and who sold, as the tills' entries say it."""

from __future__ import annotations

from collections.abc import Callable

from hub.storage.attribution import attributed
from posapp.contract.book_ops import AssignedOp, BookAssignedOp
from posapp.contract.ops import LineOp, encode
from posapp.contract.return_ops import ReturnLineOp, ReturnOp
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


def test_what_comes_back_is_taken_off_whoever_it_was_counted_for(
    hub: RunningHub, enrolled: Callable[..., BareTill]
) -> None:
    """By the line's, the sale's or the book's person, whoever takes it back and whoever has the client by then."""
    one, two = enrolled(register="1"), enrolled(register="2")
    buyer = f"{one.id}.{one.enrol_member().seq}"

    def put(to: str, at: str) -> None:
        one.note("book_assigned", encode(BookAssignedOp((AssignedOp(buyer),), to)), at=at)

    put("c1", "2026-11-21T00:30:00Z")
    lines = (LineOp("A", 1_000, 2_000), LineOp("B", 500, associate="m1"))
    sold = one.sell(2_500, lines=lines, associate="c2", source="双十一", member=buyer)
    put("m1", "2026-11-21T02:00:00Z")
    one.sell(70, member=buyer)
    assert {result.outcome for result in one.push().results} == {"accepted"}

    def back(of: str, *taken: tuple[LineOp, int]) -> None:
        what = tuple(ReturnLineOp(n, of_line) for n, (_, of_line) in enumerate(taken, 1))
        total = -sum(line.unit for line, _ in taken)
        given = ReturnOp(of, what, kind="sale" if of.startswith(one.id) else "order")
        two.sell(total, lines=tuple(line for line, _ in taken), back=given)

    back(f"{one.id}.{sold.seq}", (LineOp("A", 1_000, qty=-1_000), 1), (LineOp("B", 500, qty=-1_000), 2))
    back("order:W1", (LineOp("A", 30, qty=-1_000), 1))
    assert {result.outcome for result in two.push().results} == {"accepted"}

    def told(by: str) -> list[tuple[object, ...]]:
        return [tuple(row.values())[1:] for row in attributed(hub.database, by, "S1", None, None)]

    assert told("associate") == [("c2", 1, 1_000, 1_000), ("c1", 1, 1_000, 70), ("m1", 1, 0, 0), ("", 0, -1_000, -30)]
    assert told("book") == [("c1", 2, 2_000, 1_070), ("", 0, -1_000, -30)]
    assert told("source") == [("双十一", 1, 1_000, 1_000), ("", 1, 0, 40)]
